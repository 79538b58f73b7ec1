"""What a corpus costs: builds of generated pages, one worker and two, anew, unchanged and with one page more.

python -m tests.benchmarks.corpora --pages 1000 10000 --jobs 1 2

The pages are short, and so full of names that linking and writing weigh thrice what they do on a newspaper's; ``--articles 30 45``
makes them as long as those.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from tests.benchmarks import corpus

# Seconds between two looks at the memory of a build.
_LOOK = 0.2


@dataclass(slots=True)
class Run:
    """A build as it was watched from outside: seconds, those of all cores together, megabytes of the parent and of its
    largest worker, and what it told itself.
    """

    seconds: float
    cores: float
    parent: float
    worker: float
    told: dict[str, object]


def build(pages: Path, out: Path, jobs: int) -> Run:
    """Build in a process of its own, and look at its memory all the while."""
    command = [sys.executable, "-m", "kg.cli", "build", str(pages), "-o", str(out), "--jobs", str(jobs), "--log-json"]
    began, used = time.perf_counter(), _used()
    most = {"parent": 0, "worker": 0}
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as running:
        watcher = threading.Thread(target=_look, args=(running, most), daemon=True)
        watcher.start()
        assert running.stderr is not None
        lines = [line for line in running.stderr if line.startswith("{")]
    watcher.join()
    assert running.returncode == 0, lines[-1:]
    seconds = time.perf_counter() - began
    return Run(seconds, _used() - used, most["parent"] / 1e6, most["worker"] / 1e6, json.loads(lines[-1]))


def _used() -> float:
    """Return the seconds of the processor that ended children have taken: what other programs take is none of it."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def _look(running: subprocess.Popen[str], most: dict[str, int]) -> None:
    """Note the most memory that the build and any of its workers hold."""
    try:
        parent = psutil.Process(running.pid)
        while running.poll() is None:
            most["parent"] = max(most["parent"], parent.memory_info().rss)
            for worker in parent.children():
                most["worker"] = max(most["worker"], worker.memory_info().rss)
            time.sleep(_LOOK)
    except psutil.Error:
        return


def main() -> None:
    """Print a line a build as soon as it is done, then the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.corpora", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10000], help="sizes of the corpora")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="numbers of workers")
    parser.add_argument("--articles", type=int, nargs=2, default=corpus.ARTICLES, help="fewest and most of a page")
    parser.add_argument("--folder", type=Path, help="where to write; by default a temporary folder")
    asked = parser.parse_args()
    console = Console(width=120, markup=False, highlight=False)
    table = Table(title="Builds of generated pages", title_justify="left", box=None)
    heads = (
        "pages",
        "workers",
        "build",
        "seconds",
        "of cores",
        "characters a core second",
        "reading",
        "linking",
        "writing",
        "parent MB",
        "worker MB",
    )
    for name in heads:
        table.add_column(name, justify="right")
    with tempfile.TemporaryDirectory() as scratch:
        for count in asked.pages:
            folder = asked.folder or Path(scratch)
            pages = corpus.write(folder / f"pages-{count}", count, articles=tuple(asked.articles))
            _measure(pages, folder, asked.jobs, table, console)
    console.print(table)
    console.print(f"{os.cpu_count()} cores; load at the end {os.getloadavg()[0]:.1f}.")


def _measure(pages: Path, folder: Path, workers: list[int], table: Table, console: Console) -> None:
    count = sum(1 for _ in pages.rglob("*.txt"))
    for jobs in workers:
        out = folder / f"graph-{count}-{jobs}"
        _note(table, console, count, jobs, "anew", build(pages, out, jobs))
    _note(table, console, count, jobs, "nothing new", build(pages, out, jobs))
    one = pages / "000" / "000000b.txt"
    one.write_text(next(corpus.pages(1, seed=2))[1], encoding="utf-8")
    _note(table, console, count, jobs, "one page more", build(pages, out, jobs))
    one.unlink()


def _note(table: Table, console: Console, count: int, jobs: int, what: str, run: Run) -> None:
    counts, seconds = run.told["counts"], run.told["seconds"]
    assert isinstance(counts, dict)
    assert isinstance(seconds, dict)
    linking, writing = (float(seconds.get(one, 0.0)) for one in ("join", "write"))
    rate = f"{counts['characters'] / run.cores:,.0f}" if what == "anew" else ""
    reading = run.seconds - linking - writing
    cells = (f"{run.seconds:.1f}", f"{run.cores:.1f}", rate, f"{reading:.1f}", f"{linking:.1f}", f"{writing:.1f}")
    table.add_row(f"{count:,}", str(jobs), what, *cells, f"{run.parent:.0f}", f"{run.worker:.0f}")
    console.print(f"{count} pages, {jobs} workers, {what}: {run.seconds:.1f} s, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
