"""The one run with a network: sends pictures of pages to the reading service and keeps its answers, nothing else."""

from pathlib import Path

from jindan.analysis import AnalysisError, Sent, Workspace, slug_of
from jindan.ocr.remote.access import Access
from jindan.ocr.remote.client import Client
from jindan.ocr.remote.errors import RemoteCreditSpent, RemoteKeyRejected

OF_THE_ACCOUNT = (RemoteKeyRejected, RemoteCreditSpent)
"""What no other page would fare better with."""


def send(workspace: Workspace, params: Access) -> Sent:
    """Have each input read; its answer is the output of the same name in JSON. Tells why the others have none."""
    client = Client(key=params.key, address=params.address)
    failed: dict[str, str] = {}
    for k, (name, picture) in enumerate(sorted(workspace.inputs.items())):
        workspace.progress(k / len(workspace.inputs), "sending-pages")
        try:
            answer = client.read(picture.read_bytes())
        except OF_THE_ACCOUNT as error:
            slug = slug_of(type(error))
            return Sent(reason=slug, failed=failed | {Path(name).stem: slug})
        except AnalysisError as error:
            failed[Path(name).stem] = slug_of(type(error))
        else:
            written = answer.model_dump_json(by_alias=True)
            (workspace.outputs / f"{Path(name).stem}.json").write_text(written, encoding="utf-8")
    return Sent(failed=failed)
