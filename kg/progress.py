"""How a build shows itself: a bar on a terminal, plain lines elsewhere, and the closing table of counts."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from kg.outcome import Report, Watcher

_STAGES = {
    "read": "read, recognise, relate",
    "link": "link",
    "write": "write",
    "stands": "nothing new, the build stands",
}
# Seconds between plain lines.
_PAUSE = 5.0


@contextmanager
def watching(quiet: bool = False, log_json: bool = False) -> Iterator[Watcher]:
    """Yield a watcher that shows stage, pages, characters a second, failures and the time left on standard error.

    ``quiet`` shows nothing, ``log_json`` an object a line instead.
    """
    console = Console(stderr=True)
    if quiet or log_json:
        yield _logged() if log_json else _silent
        return
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
            rate = _rate(done, characters, errors, time.monotonic() - began)
            bar.update(task, description=_STAGES[stage], completed=done, total=total, rate=rate)

        yield watch


def _silent(stage: str, done: int, total: int, /, *, characters: int = 0, errors: int = 0) -> None:
    """Show nothing."""


def _rate(done: int, characters: int, errors: int, seconds: float) -> str:
    seconds = max(0.001, seconds)
    rate = f"{done / seconds:.1f} pages/s"
    if characters:
        rate += f", {characters / seconds:,.0f} characters/s"
    return f"{rate}, {errors} failed" if errors else rate


def _left(done: int, total: int, seconds: float) -> float:
    """Return the seconds that the rest will take at the speed so far."""
    return (total - done) * seconds / done if done else 0.0


# What tells of a stage: the stage, pages done and in all, characters, errors, seconds since the beginning.
Teller = Callable[[str, int, int, int, int, float], None]


def _paced(tell: Teller) -> Watcher:
    """Return a watcher that tells when a stage begins and ends, and now and then between."""
    began = last = time.monotonic()
    shown = ""

    def watch(stage: str, done: int, total: int, /, *, characters: int = 0, errors: int = 0) -> None:
        nonlocal last, shown
        now = time.monotonic()
        if stage != shown or done == total or now - last > _PAUSE:
            tell(stage, done, total, characters, errors, now - began)
            last, shown = now, stage

    return watch


def _plain(console: Console) -> Watcher:
    def tell(stage: str, done: int, total: int, characters: int, errors: int, seconds: float) -> None:
        rate = f", {_rate(done, characters, errors, seconds)}" if done and stage == "read" else ""
        if rate and done < total:
            rate += f", {_clock(_left(done, total, seconds))} left"
        if stage != "read" or done:
            console.print(f"{_STAGES[stage]}: {done} of {total} pages{rate}", highlight=False)

    return _paced(tell)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _logged() -> Watcher:
    def tell(stage: str, done: int, total: int, characters: int, errors: int, seconds: float) -> None:
        seconds = round(seconds, 3)
        left = round(_left(done, total, seconds), 3) if stage == "read" else None
        told = {"stage": stage, "done": done, "total": total, "characters": characters, "errors": errors}
        _log(told | {"seconds": seconds, "left": left})

    return _paced(tell)


def _log(told: dict[str, object]) -> None:
    print(json.dumps(told, ensure_ascii=False), file=sys.stderr, flush=True)


def log_closing(report: Report) -> None:
    """Print what a build came to as one JSON object on standard error."""
    told = {"counts": report.counts, "entities": report.entities, "statements": report.statements}
    shards = {"made": report.made, "stood": report.stood}
    seconds = {stage: round(spent, 3) for stage, spent in report.seconds.items()}
    _log({"stage": "done", **told, "shards": shards, "seconds": seconds, "failures": len(report.failures)})


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
