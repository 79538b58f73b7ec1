"""The pipeline: read, recognise, relate, link, write."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import iri, provenance, tables
from kg.drafts import draft, writing
from kg.errors import Refused
from kg.linking.corrections import Correction
from kg.model import Reading
from kg.reading.sources import Failure, Source, find

# A build over fewer pages than this for each further worker is done sooner than the workers are started.
_PAGES_A_WORKER = 40
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+[/#]")

Watcher = Callable[[str, int, int], None]


@dataclass(slots=True)
class Report:
    """What a build did: counts for the closing table, and the files it could not read."""

    out: Path
    failures: list[Failure]
    # Corrections by hand that could not be read or do not apply, each with the remedy.
    problems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    entities: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    sources: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    jobs: int | None = None,
    ner: str | None = None,
    base_iri: str = iri.BASE,
    corrections: str | Path | None = None,
    watch: Watcher | None = None,
) -> Report:
    """Build the graph of the pages in ``sources`` (files, or folders searched recursively) into the folder ``out``.

    ``jobs`` is the number of worker processes (by default as many as pay), ``ner`` an installed spaCy pipeline to use
    instead of the tagger that ships, ``corrections`` a file of judgements by hand (by default the ``corrections.toml``
    beside the sources; what does not apply is named in the report), ``watch`` is told stage, pages done and pages in all. Files that cannot be read
    are named in the report and left out. ``out`` is replaced whole at the end; until then an earlier build stands.
    Raise `Refused` where there is no page to read, or ``out`` is something else than a build.
    """
    out = Path(out)
    if not _BASE.fullmatch(base_iri):
        raise Refused(f"{base_iri!r} is no base for IRIs: give an address that ends in / or #, such as {iri.BASE}.")
    watch = watch or (lambda stage, done, total: None)
    listed = [sources] if isinstance(sources, str | Path) else list(sources)
    pages, failures = find(listed)
    report = Report(out, failures)
    origin = provenance.Origin.of(listed, corrections)
    judged = origin.read(report.problems)
    with draft(out) as folder:
        readings = _read(pages, report, jobs, ner, watch)
        if not readings:
            raise Refused("No page could be read. " + " ".join(map(str, report.failures)))
        _write(readings, report, folder, base_iri, watch, judged)
        origin.write(folder)
    return report


def _read(pages: Sequence[Source], report: Report, jobs: int | None, ner: str | None, watch: Watcher) -> list[Reading]:
    from kg.work import run

    jobs = jobs or max(1, min(os.cpu_count() or 1, len(pages) // _PAGES_A_WORKER))
    readings = []
    watch("read", 0, len(pages))
    for done, result in enumerate(run(pages, jobs, ner), 1):
        if isinstance(result, Failure):
            report.failures.append(result)
        else:
            readings.append(result)
        watch("read", done, len(pages))
    return readings


def _write(
    readings: Sequence[Reading],
    report: Report,
    folder: Path,
    base_iri: str,
    watch: Watcher,
    corrections: Sequence[Correction],
) -> None:
    from kg.explorer import page
    from kg.linking.corpus import Corpus
    from kg.linking.tree import union_tree
    from kg.rdf import writer
    from kg.relations.names import stated_by_names
    from kg.work import Clock

    clock = Clock()
    count = len(readings)
    watch("link", count, count)
    with clock.stage("link"):
        corpus = Corpus(readings, base_iri, corrections)
        report.problems += corpus.problems
        corpus.add(stated_by_names(corpus.rows, base_iri))
        corpus.add(union_tree(corpus.rows, base_iri))
        made = tables.make(corpus.rows)
    watch("write", count, count)
    with writing(report.out), clock.stage("write"):
        tables.write(made, folder / "tables")
        report.counts["triples"] = writer.write(made, folder / "graph.ttl", base_iri)
        page.write(made, folder / "graph.html", report.out.resolve().name)
    _count(made, readings, clock.seconds, report)


def _count(made: tables.Tables, readings: Sequence[Reading], seconds: dict[str, float], report: Report) -> None:
    for reading in readings:
        for stage, spent in reading.seconds.items():
            report.seconds[stage] = report.seconds.get(stage, 0.0) + spent
    for stage, spent in seconds.items():
        report.seconds[stage] = report.seconds.get(stage, 0.0) + spent
    report.counts |= {name: table.num_rows for name, table in made.items()}
    report.counts["characters"] = sum(made["pages"]["characters"].to_pylist())
    report.entities = Counter(made["entities"]["type"].to_pylist())
    rows = zip(made["statements"]["statement"].to_pylist(), made["statements"]["predicate"].to_pylist(), strict=True)
    report.statements = Counter(predicate for _, predicate in dict(rows).items())
