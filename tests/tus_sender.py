"""A person who speaks tus 1.0 to the test client, and a file in several pieces."""

import base64
import hashlib
import io
import os
from dataclasses import dataclass

from django.test import Client

import phantoms_files as files

PIECE = 4096
CONTENT = files.nifti() + os.urandom(5 * PIECE)
TUS = {"Tus-Resumable": "1.0.0"}


def packed(text):
    return base64.b64encode(text.encode()).decode()


def checksum(content):
    return "sha256 " + base64.b64encode(hashlib.sha256(content).digest()).decode()


@dataclass
class Sender:
    """Speaks tus as one person."""

    client: Client
    case: object

    def begin(self, length, *, name="scan.nii", sha256="", **headers):
        told = f"filename {packed(name)}" + (f",sha256 {packed(sha256)}" if sha256 else "")
        sent = {**TUS, "Upload-Length": str(length), "Upload-Metadata": told, **headers}
        return self.client.post(f"/api/v1/cases/{self.case.pk}/uploads", headers=sent)

    def begun(self, length=len(CONTENT), **told):
        answer = self.begin(length, **told)
        assert answer.status_code == 201, answer.content
        return answer["Location"]

    def patch(self, address, content, *, at, stated=None, kind=None, **headers):
        return self.client.generic(
            "PATCH",
            address,
            headers={**TUS, "Upload-Offset": str(at), **headers},
            CONTENT_TYPE=kind or "application/offset+octet-stream",
            CONTENT_LENGTH=str(stated or len(content)),
            **{"wsgi.input": io.BytesIO(content)},
        )

    def offset(self, address):
        answer = self.client.head(address, headers=TUS)
        return int(answer["Upload-Offset"]) if answer.status_code == 200 else answer.status_code
