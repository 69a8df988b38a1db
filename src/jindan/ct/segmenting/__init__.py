"""A network and a volume in; labels with a stated confidence out."""
