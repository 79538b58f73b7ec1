"""How a build shows itself: a bar on a terminal, plain lines elsewhere, and the closing table of counts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from kg.builder import Report, Watcher

_STAGES = {
    "read": "read, recognise, relate",
    "link": "link",
    "write": "write",
    "stands": "nothing new, the build stands",
}
# Seconds between plain lines.
_PAUSE = 5.0


@contextmanager
def watching() -> Iterator[Watcher]:
    """Yield a watcher that shows the stage, the pages done and pages a second on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, rate="")
        began = time.monotonic()

        def watch(stage: str, done: int, total: int, /, *, characters: int = 0, errors: int = 0) -> None:
            rate = f"{done / max(0.001, time.monotonic() - began):.1f} pages/s"
            bar.update(task, description=_STAGES[stage], completed=done, total=total, rate=rate)

        yield watch


def _plain(console: Console) -> Watcher:
    began = last = time.monotonic()
    shown = ""

    def watch(stage: str, done: int, total: int, /, *, characters: int = 0, errors: int = 0) -> None:
        nonlocal last, shown
        now = time.monotonic()
        if stage != shown or done == total or now - last > _PAUSE:
            rate = f", {done / max(0.001, now - began):.1f} pages/s" if done and stage == "read" else ""
            if stage != "read" or done:
                console.print(f"{_STAGES[stage]}: {done} of {total} pages{rate}", highlight=False)
            last, shown = now, stage

    return watch


def closing_table(report: Report) -> None:
    """Print the counts of a build and the seconds of each stage on standard output."""
    table = Table(show_header=False, box=None, pad_edge=False)
    for name in ("pages", "articles", "characters", "mentions", "entities"):
        table.add_row(name, f"{report.counts[name]:,}", "")
    for kind, count in sorted(report.entities.items(), key=lambda one: -one[1]):
        table.add_row("", f"{count:,}", kind)
    table.add_row("statements", f"{sum(report.statements.values()):,}", "")
    for predicate, count in sorted(report.statements.items(), key=lambda one: -one[1]):
        table.add_row("", f"{count:,}", predicate)
    table.add_row("figures", f"{report.counts['figures']:,}", "")
    table.add_row("triples", f"{report.counts['triples']:,}", "")
    spent = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.seconds.items())
    table.add_row("seconds", "", spent)
    console = Console(width=None if Console().is_terminal else 100)
    console.print(table, highlight=False)
    console.print(f"Written to {report.out}.", highlight=False, soft_wrap=True)
