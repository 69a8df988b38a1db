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
        """Django's, then to the disk: the file, its folder, and the folders made for it."""
        made = [folder for folder in self._folders(str(name)) if not folder.exists()]
        saved = super().save(name, content, max_length)
        path = Path(self.path(saved))
        for changed in (path, path.parent, *(folder.parent for folder in made)):
            _sync(changed)
        return saved

    def _folders(self, name: str) -> list[Path]:
        """The folders between a file and the root of the storage."""
        return [Path(self.path(str(parent))) for parent in Path(name).parents[:-1]]


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
