"""Segmentation of a volume by a network into labels with a stated confidence."""
