"""A peer that speaks the INSTREAM of clamd(8) on loopback and recognises EICAR; what it was shown is kept."""

import contextlib
import socketserver
import threading
from dataclasses import dataclass, field

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The test file that every scanner recognises (eicar.org), in two parts, so that none recognises this one."""


@dataclass
class Peer:
    """Where it listens, and the streams it was shown."""

    address: str
    shown: list[bytes] = field(default_factory=list)


@contextlib.contextmanager
def listening(*, most=10**9, hangs_up=False):
    """A scanner that takes `most` bytes of a file, and may hang up in place of a verdict."""

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            assert self.rfile.read(10) == b"zINSTREAM\0"
            content = b""
            while count := int.from_bytes(self.rfile.read(4)):
                content += self.rfile.read(count)
            peer.shown.append(content)
            if hangs_up:
                return
            if len(content) > most:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
            elif EICAR in content:
                self.wfile.write(b"stream: Eicar-Signature FOUND\0")
            else:
                self.wfile.write(b"stream: OK\0")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        peer = Peer(address=f"tcp://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield peer
        finally:
            server.shutdown()
            thread.join()
