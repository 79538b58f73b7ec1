"""Measure speed and recognition: ``python -m tests.benchmarks`` (``make benchmark``)."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

import kg
from tests.benchmarks import gold, held, linking, recognition, speed
from tests.benchmarks.recognition import Score
from tests.linking import bench


def main() -> None:
    """Print the tables one after another, each as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="how often the sample pages are read for the speeds")
    parser.add_argument("--sentences", type=int, help="how many sentences of each set; by default all")
    parser.add_argument(
        "--mentions", type=int, default=max(linking.SIZES), help="the largest corpus to link, in mentions"
    )
    asked = parser.parse_args()
    console = Console(width=100, markup=False, highlight=False)
    console.print(speeds(asked.times))
    console.print(starting())
    memory = speed.memory()
    console.print(
        f"Memory held by this process: {memory:.0f} MB." if memory else "This system does not tell the memory held."
    )
    console.print(samples())
    console.print(articles(asked.sentences))
    console.print(names())
    console.print(linked(asked.mentions))
    if any((recognition.DATA / f"{corpus}.{part}.jsonl").exists() for corpus, part in recognition.SETS):
        console.print(public(asked.sentences))
    else:
        console.print("The public sets are not here (see kg/ner/model/README.md): their table is left out.")


def grid(title: str, *columns: str) -> Table:
    """Return an empty table whose first column is text and whose others are numbers."""
    table = Table(title=f"\n{title}", title_justify="left", box=None, min_width=len(title))
    for at, column in enumerate(columns):
        table.add_column(column, justify="right" if at else "left")
    return table


def speeds(times: int) -> Table:
    """Return the speed of each stage."""
    table = grid(f"Speed on one core, sample pages read {times} times", "stage", "characters a second")
    for name, rate in speed.stages(times):
        table.add_row(name, f"{rate:,.0f}")
    return table


def starting() -> Table:
    """Return what starting costs."""
    table = grid("Starting, quickest of five", "what", "seconds")
    for name, seconds in speed.starts():
        table.add_row(name, f"{seconds:.2f}")
    return table


def names() -> Table:
    """Return how the bench of name pairs is judged; what is merged wrongly stands apart from what is missed."""
    table = grid("Name pairs, in percent", "class", "right", "pairs", "merged wrongly", "missed")
    judged = [(pair, bench.right(pair)) for pair in bench.pairs()]
    for kind in (*dict.fromkeys(pair.kind for pair, _ in judged), "all"):
        ours = [(pair, fine) for pair, fine in judged if kind in (pair.kind, "all")]
        false = sum(not fine and not pair.same for pair, fine in ours)
        missed = sum(not fine and pair.same for pair, fine in ours)
        right = 100 * sum(fine for _, fine in ours) / len(ours)
        table.add_row(kind, f"{right:.1f}", str(len(ours)), str(false), str(missed))
    return table


def linked(largest: int) -> Table:
    """Return what linking generated corpora costs, up to ``largest`` mentions."""
    table = grid(
        "Linking generated pages, seconds of one core", "mentions", "entities", "within articles", "across", "MB held"
    )
    for size in linking.SIZES:
        if size <= largest:
            one = linking.cost(size)
            table.add_row(
                f"{one.mentions:,}", f"{one.entities:,}", f"{one.within:.1f}", f"{one.across:.1f}", f"{one.memory:,.0f}"
            )
    return table


def samples() -> Table:
    """Return the figures of recognition on the sample pages."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "graph"
        kg.build(gold.SAMPLES, out, jobs=1)
        scores = list(gold.scores(kg.open(out)))
    return recognised("Recognition on the sample pages, exact spans, in percent", scores)


def articles(paragraphs: int | None) -> Table:
    """Return the figures of the tagger alone on articles that nothing was learned from."""
    title = "The tagger alone on articles of our own kept to measure with, exact spans, in percent"
    return recognised(title, held.scores(paragraphs))


def recognised(title: str, scores: Iterable[tuple[str, Score]]) -> Table:
    """Return scores by type."""
    table = grid(title, "type", "precision", "recall", "F1", "marked")
    for name, score in scores:
        table.add_row(name, f"{score.precision:.1f}", f"{score.recall:.1f}", f"{score.f1:.1f}", str(score.marked))
    return table


def public(sentences: int | None) -> Table:
    """Return the figures of our tagger and its peers on the public sets."""
    how_many = "all sentences" if sentences is None else f"first {sentences} sentences"
    title = f"PERSON, PLACE and ORG on public sets, exact spans, in percent ({how_many})"
    table = grid(title, "set", "recogniser", "precision", "recall", "F1", "characters a second")
    for one in recognition.results(sentences):
        told = one.score
        if told is None:
            table.add_row(
                one.corpus, one.recogniser, "not installed:", "pip install", "union-kg", "[benchmark]", style="dim"
            )
        else:
            numbers = (f"{told.precision:.1f}", f"{told.recall:.1f}", f"{told.f1:.1f}", f"{one.speed:,.0f}")
            table.add_row(one.corpus, one.recogniser, *numbers)
    return table


if __name__ == "__main__":
    main()
