"""A corpus built undisturbed, and built again by two commands that are killed on the way: do both end with the same bytes?

python -m tests.benchmarks.killed --pages 100000 --folder /tmp/killed

Pages have one or two articles, some 250 characters: so small that a hundred thousand of them are built twice within an hour
on two cores, and still a hundred thousand pages for what counts them: files, shards, rows, names.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.benchmarks import corpus

_ARTICLES = (1, 2)
# Seconds between two looks at a build.
_LOOK = 0.5


class Build:
    """A build in a process of its own, and the most memory that it and any of its workers held, in megabytes."""

    def __init__(self, pages: Path, out: Path, jobs: int) -> None:
        self.out = out
        self.began = time.perf_counter()
        command = [sys.executable, "-m", "kg.cli", "build", str(pages), "-o", str(out), "--jobs", str(jobs), "--quiet"]
        self.running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self.most = {"parent": 0.0, "parent, less what lies on disk": 0.0, "worker": 0.0}
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    def workers(self) -> list[psutil.Process]:
        """Return the processes that work on pages."""
        try:
            children = psutil.Process(self.running.pid).children()
            return [one for one in children if any("spawn_main" in word for word in one.cmdline())]
        except psutil.Error:
            return []

    def shards(self) -> int:
        """Return how many shards are whole."""
        return sum(1 for _ in (self.out / "shards").glob("*.parquet"))

    def until(self, ready: Callable[[], bool]) -> None:
        """Wait until the build has come so far; it must not have ended before."""
        while not ready():
            assert self.running.poll() is None, "it ended before it was killed: take more pages"
            time.sleep(_LOOK)

    def end(self) -> float:
        """Wait until it ends, and return its seconds."""
        status = self.running.wait()
        self.watcher.join()
        assert status == 0, f"it ended with {status}"
        return time.perf_counter() - self.began

    def _watch(self) -> None:
        parent = psutil.Process(self.running.pid)
        while self.running.poll() is None:
            try:
                held = parent.memory_info()
                self._note("parent", held.rss)
                self._note("parent, less what lies on disk", held.rss - held.shared)
                for worker in self.workers():
                    self._note("worker", worker.memory_info().rss)
            except psutil.Error:
                continue
            finally:
                time.sleep(_LOOK)

    def _note(self, name: str, held: int) -> None:
        self.most[name] = max(self.most[name], held / 1e6)


def digests(out: Path) -> dict[str, str]:
    """Return the digest of each table and of the Turtle."""
    found = {}
    for path in [*sorted((out / "tables").iterdir()), out / "graph.ttl"]:
        with path.open("rb") as file:
            found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def disturbed(pages: Path, out: Path, jobs: int, shards: int) -> tuple[float, Build]:
    """Build with two commands: the first is killed after a third of the shards, a worker of the second after two thirds."""
    first = Build(pages, out, jobs)
    first.until(lambda: first.shards() >= shards // 3)
    first.running.kill()
    first.running.wait()
    seconds = time.perf_counter() - first.began
    print(f"kill -9 of the build after {seconds:.0f} s: {first.shards()} of {shards} shards are whole", flush=True)
    second = Build(pages, out, jobs)
    second.until(lambda: second.shards() >= 2 * shards // 3 and len(second.workers()) >= jobs)
    victim = second.workers()[0]
    victim.send_signal(signal.SIGKILL)
    print(f"kill -9 of a worker at {second.shards()} shards", flush=True)
    return seconds + second.end(), second


def main() -> None:
    """Print how long both took and what they held; exit with 1 where one byte differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.killed", description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where to write; by default a temporary folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        for name in ("undisturbed", "killed"):
            shutil.rmtree(folder / name, ignore_errors=True)
        pages = corpus.write(folder / "pages", asked.pages, articles=_ARTICLES)
        characters = sum(len(text) for _, text in corpus.pages(asked.pages, articles=_ARTICLES))
        print(f"{asked.pages:,} pages, {characters:,} characters", flush=True)
        build = Build(pages, folder / "undisturbed", asked.jobs)
        print(f"undisturbed: {build.end():.0f} s, {_told(build)}", flush=True)
        seconds, again = disturbed(pages, folder / "killed", asked.jobs, build.shards())
        print(f"killed twice: {seconds:.0f} s in all, {_told(again)}", flush=True)
        wanted, found = digests(folder / "undisturbed"), digests(folder / "killed")
        for name, digest in wanted.items():
            size = (folder / "undisturbed" / ("" if name == "graph.ttl" else "tables") / name).stat().st_size
            print(f"{'same' if found.get(name) == digest else 'DIFFERS'} {name} {size:,} bytes {digest[:16]}")
    sys.exit(wanted != found)


def _told(build: Build) -> str:
    return ", ".join(f"{name} {held:,.0f} MB" for name, held in build.most.items() if held)


if __name__ == "__main__":
    main()
