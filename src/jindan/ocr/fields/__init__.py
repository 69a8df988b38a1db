"""Named values of a document, each with the place it was read at."""
