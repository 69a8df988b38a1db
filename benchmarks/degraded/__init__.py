"""Degraded scans made from two real ones, and what the quality gate and the abstention make of them."""
