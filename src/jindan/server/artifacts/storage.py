"""Where the embedded installation keeps objects: a folder that survives a power cut.

Any other storage of Django takes its place in the setting STORAGES["artifacts"] (S3:
django-storages).
"""

import os
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


class DurableFileSystemStorage(FileSystemStorage):
    """A save returns when the disk holds the file and its name."""

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Django's, then to the disk."""
        saved = super().save(name, content, max_length)
        path = Path(self.path(saved))
        _sync(path)
        for folder in path.parents:
            _sync(folder)
            if folder == Path(self.location):
                break
        return saved


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
