"""The storage of the embedded installation: a folder that survives a power cut.

Any other storage of Django can take its place in the setting STORAGES["artifacts"] (S3: django-storages).
"""

import os
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


class DurableFileSystemStorage(FileSystemStorage):
    """A folder whose `save` returns only when the disk has the file and its name."""

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Save the file, then flush it, its folder and the folders made for it to the disk."""
        folders = [Path(self.path(str(parent))) for parent in Path(str(name)).parents[:-1]]
        made = [folder for folder in folders if not folder.exists()]
        saved = super().save(name, content, max_length)
        path = Path(self.path(saved))
        # A name is an entry of its folder: without the folders, the file could be lost with the power.
        for changed in (path, path.parent, *(folder.parent for folder in made)):
            _sync(changed)
        return saved


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
