"""Oxigraph's server over a build's database: started, waited for, stopped."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import Refused
from kg.serving.store import program, store

# Loading may take its time before; a server that does not answer after these seconds never will.
_PATIENCE = 60.0


@contextmanager
def serving(out: Path, bind: str, timeout: int) -> Iterator[subprocess.Popen[bytes]]:
    """Serve the build ``out`` at ``bind`` (HOST:PORT) inside the block: queries at /query, a page to ask from at /.

    Nothing can be written through it. A query may take ``timeout`` seconds. Yield the server's process. Raise `Refused`
    where the address is taken or none.
    """
    host, port = _address(bind)
    command = [program(), "serve-read-only", "--location", str(store(out)), "--bind", f"{host}:{port}"]
    with tempfile.TemporaryFile() as said:
        # It tells each request on standard error; what it says before it ends is what is wrong.
        process = subprocess.Popen(
            [*command, "--timeout-s", str(timeout)], stdout=subprocess.DEVNULL, stderr=said, stdin=subprocess.DEVNULL
        )
        try:
            _await(process, host, port)
            if process.poll() is not None:
                said.seek(0)
                told = " ".join(said.read().decode("utf-8", "replace").split())[-200:]
                raise Refused(f"Nothing can be served at {bind} ({told}): give another --bind HOST:PORT.")
            yield process
        finally:
            process.terminate()
            process.wait()


def _address(bind: str) -> tuple[str, int]:
    host, _, port = bind.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise Refused(f"{bind!r} is no address: give --bind HOST:PORT, such as localhost:7878.")
    with suppress(OSError), socket.create_connection((host.strip("[]"), int(port)), timeout=1):
        raise Refused(f"Something else is served at {bind}: give another --bind HOST:PORT.")
    return host, int(port)


def _await(process: subprocess.Popen[bytes], host: str, port: int) -> None:
    """Return when the server takes connections, or has ended."""
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection((host.strip("[]"), port), timeout=1):
            return
        time.sleep(0.05)
