"""How quick a build is: characters a second by stage on one core, and what starting costs."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import kg
from kg import tables
from kg.explorer import page as explorer
from kg.joining import join
from kg.linking.linked import Linked
from kg.linking.within import link
from kg.model import Reading
from kg.ner.pipeline import load, recognise
from kg.ner.tagger import tag
from kg.ner.words import segment
from kg.rdf import writer
from kg.reading.articles import articles
from kg.reading.noise import unmarked
from kg.reading.repair import repair, simplify
from kg.reading.repeats import unrepeated
from kg.reading.sources import Source, read
from kg.relations.relate import relate

SAMPLES = Path(kg.__file__).parent / "samples"
# What is started anew for each measurement, and what it does.
STARTS = {
    "kg --help": ("-m", "kg.cli", "--help"),
    "model load": ("-c", "from kg.ner.pipeline import load; load()('青溪市总工会')"),
}


def stages(times: int) -> Iterator[tuple[str, float]]:
    """Yield the name of each stage and its characters a second, over the sample pages repeated ``times`` times."""
    sources = [Source(path, f"{n}/{path.name}") for n in range(times) for path in sorted(SAMPLES.glob("*.txt"))]
    nlp = load()
    nlp("青溪市总工会主席林向晚")
    pages, reading = _timed(lambda: [read(source) for source in sources])
    count = sum(len(page.text) for page in pages)
    yield from repairs("".join(page.text for page in pages))
    texts, splitting = _timed(lambda: [articles(page) for page in pages])
    yield "read, repair, articles", count / (reading + splitting)
    lines = [line for found in texts for article in found for line in article.text.split("\n") if line]
    words, seconds = _timed(lambda: [segment(line) for line in lines])
    yield "  segmentation alone", sum(map(len, lines)) / seconds
    _, seconds = _timed(lambda: tag(words))
    yield "  tagger alone", sum(map(len, lines)) / seconds
    mentions, recognising = _timed(lambda: [recognise(nlp, found) for found in texts])
    yield "recognise, all of it", count / recognising
    readings, relating = _timed(lambda: [_told(*one) for one in zip(pages, texts, mentions, strict=True)])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made, linking = _timed(lambda: join(Linked(readings), readings, Path(folder, "rows")))
        yield "link, relate", count / (relating + linking)
        _, writing = _timed(lambda: _write(made, Path(folder)))
    yield "write", count / writing
    yield "all stages together", count / (reading + splitting + recognising + relating + linking + writing)


def repairs(text: str) -> Iterator[tuple[str, float]]:
    """Yield the speed of repair at three lengths of a page, and that of the converter of characters that it calls."""
    simplify(text[:1000])
    for length in (1_000, 10_000, 100_000):
        page = (text * (length // len(text) + 1))[:length]
        yield f"  repair, pages of {length:,} characters", _rate(lambda: _repaired(page), length)  # noqa: B023
    yield "  OpenCC alone", _rate(lambda: [simplify(line) for line in text.split("\n")], len(text))


def _rate(do: Callable[[], Any], size: int) -> float:
    """Return characters a second of the processor's own time, over so many runs that they take as much text together."""
    times = max(1, 200_000 // size)
    start = process_time()
    for _ in range(times):
        do()
    return size * times / (process_time() - start)


def _repaired(page: str) -> None:
    """Do to a page all that repair is: marks and repeats masked, each line repaired."""
    text, _ = unrepeated(unmarked(page))
    at = 0
    for line in text.split("\n"):
        repair(text, at, at + len(line))
        at += len(line) + 1


def _timed(do: Callable[[], Any]) -> tuple[Any, float]:
    start = perf_counter()
    return do(), perf_counter() - start


def _told(page: Any, texts: Any, mentions: Any) -> Reading:
    references = tuple(link(article, ours) for article, ours in zip(texts, mentions, strict=True))
    told = [relate(*one) for one in zip(texts, mentions, references, strict=True)]
    return Reading(page, texts, mentions, references, tuple(one[0] for one in told), tuple(one[1] for one in told))


def _write(made: tables.Tables, folder: Path) -> None:
    tables.write(made, folder / "tables")
    writer.write(made, folder / "graph.ttl")
    explorer.write(made, folder / "graph.html")


def starts(times: int = 5) -> Iterator[tuple[str, float]]:
    """Yield what is started and the seconds that its quickest run of ``times`` takes, the interpreter's own included."""
    for name, command in STARTS.items():
        yield name, min(_timed(lambda: _run(command))[1] for _ in range(times))  # noqa: B023


def _run(command: tuple[str, ...]) -> None:
    subprocess.run([sys.executable, *command], check=True, capture_output=True)


def memory() -> float:
    """Return the most memory that this process has held, in megabytes; 0 where the system does not count it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
