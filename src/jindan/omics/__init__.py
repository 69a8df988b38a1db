"""Omics: calibrated and explained answers, or abstentions, from tables of assays. Nothing here imports the server."""
