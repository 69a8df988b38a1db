"""The one run with a network: sends pictures of pages to the reading service and writes its answers."""

from pathlib import Path

from jindan.analysis import Sent, Workspace
from jindan.ocr.remote.access import Access
from jindan.ocr.remote.client import RemoteClient
from jindan.ocr.remote.contract import RemoteCreditSpent, RemoteKeyRejected
from jindan.problems import Problem, slug_of

OF_THE_ACCOUNT = (RemoteKeyRejected, RemoteCreditSpent)
"""Problems that every other page would meet too."""


def send(workspace: Workspace, params: Access) -> Sent:
    """Send each input to the service and write its answer under the same name in JSON.

    Returns the failure slug of each input without an answer. Stops at a problem of the account.
    """
    client = RemoteClient(key=params.key, address=params.address)
    failed: dict[str, str] = {}
    for k, (name, picture) in enumerate(sorted(workspace.inputs.items())):
        workspace.progress(k / len(workspace.inputs), "sending-pages")
        try:
            answer = client.read(picture.read_bytes())
        except OF_THE_ACCOUNT as error:
            slug = slug_of(type(error))
            return Sent(reason=slug, failed=failed | {Path(name).stem: slug})
        except Problem as error:
            failed[Path(name).stem] = slug_of(type(error))
        else:
            written = answer.model_dump_json(by_alias=True)
            (workspace.outputs / f"{Path(name).stem}.json").write_text(written, encoding="utf-8")
    return Sent(failed=failed)
