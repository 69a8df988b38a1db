"""A local server that speaks the documented contract of Upstage Document OCR, and misbehaves when told to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWER = {
    "apiVersion": "1.1",
    "confidence": 0.98,
    "mimeType": "multipart/form-data",
    "modelVersion": "ocr-260930",
    "numBilledPages": 1,
    "stored": False,
    "metadata": {"pages": [{"page": 1, "width": 860, "height": 420}]},
    "text": "혈색소 13.2 \ng/dL",
    "pages": [
        {
            "id": 0,
            "confidence": 0.98,
            "width": 860,
            "height": 420,
            "text": "혈색소 13.2 \ng/dL",
            "words": [
                {"id": k, "text": text, "confidence": 0.99, "boundingBox": {"vertices": [
                    {"x": left, "y": 20}, {"x": left + 60, "y": 20}, {"x": left + 60, "y": 50}, {"x": left, "y": 50}]}}
                for k, (text, left) in enumerate((("혈색소", 40), ("13.2", 110), ("g/dL", 400)))
            ],
        }
    ],
}  # fmt: skip


@dataclass
class Said:
    """One answer of the fake: status, body, headers, and pauses between the bytes of the body."""

    status: int = 200
    body: bytes = json.dumps(ANSWER).encode()
    headers: dict[str, str] = field(default_factory=dict)
    drip: threading.Event | None = None


@dataclass
class Fake:
    """The server: what it will say in turn (the last for ever), and what it was asked."""

    address: str
    script: list[Said]
    asked: list[dict[str, object]] = field(default_factory=list)


@contextmanager
def serving(*script: Said) -> Iterator[Fake]:
    fake = Fake(address="", script=list(script) or [Said()])

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            fake.asked.append(
                {"path": self.path, "key": self.headers["authorization"], "body": body}
            )
            said = fake.script.pop(0) if len(fake.script) > 1 else fake.script[0]
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(said.body)))
            self.end_headers()
            if said.drip is None:
                self.wfile.write(said.body)
                return
            for byte in said.body:  # until the other end hangs up
                try:
                    self.wfile.write(bytes([byte]))
                except OSError:
                    return
                if said.drip.wait(0.01):
                    return

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fake.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
