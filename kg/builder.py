"""The pipeline: read, recognise, relate, link, write."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from kg import drafts, iri, tables
from kg.clock import Clock
from kg.errors import Refused
from kg.outcome import Report, Watcher
from kg.provenance import Origin
from kg.reading.sources import Source, find
from kg.shards.means import Means, Terms

if TYPE_CHECKING:
    from kg.shards.manifest import Manifest

# Writing a page takes a tenth of the time that reading it does.
_READ_WHILE_ONE_IS_WRITTEN = 10
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+[/#]")


def build(
    sources: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    jobs: int | None = None,
    ner: str | None = None,
    base_iri: str = iri.BASE,
    corrections: str | Path | None = None,
    engine: str | None = None,
    address: str | None = None,
    watch: Watcher | None = None,
) -> Report:
    """Build the graph of the pages in ``sources`` (files, or folders searched recursively) into the folder ``out``.

    ``jobs`` is the number of workers (by default as many as pay), ``ner`` an installed spaCy pipeline to use
    instead of the tagger that ships, ``corrections`` a file of judgements by hand (by default the ``corrections.toml``
    beside the sources; what does not apply is named in the report), ``engine`` who works: ``alone``, ``local`` or
    ``ray``, whose cluster is at ``address``. What ``out`` holds of an earlier build and nothing has changed is not
    worked out again. Files that cannot be read are named in the report and left out. ``out`` is replaced whole at the
    end; until then an earlier build stands. Raise `Refused` where there is no page to read, ``out`` is something else
    than a build, or another build writes it.
    """
    began = perf_counter()
    out = Path(out)
    if not _BASE.fullmatch(base_iri):
        raise Refused(f"{base_iri!r} is no base for IRIs: give an address that ends in / or #, such as {iri.BASE}.")
    watch = watch or _unwatched
    listed = [sources] if isinstance(sources, str | Path) else list(sources)
    pages, failures = find(listed)
    report = Report(out, failures)
    origin = Origin.of(listed, corrections)
    terms = Terms(base_iri, origin, tuple(origin.read(report.problems)))
    with drafts.draft(out) as draft, drafts.shards(out) as folder:
        means = Means(jobs, ner, engine, address)
        manifest = _read(pages, report, folder, means, watch)
        _join(manifest, report, draft, terms, means, watch)
    report.elapsed = perf_counter() - began
    return report


def _unwatched(stage: str, done: int, total: int, /, *, characters: int = 0, errors: int = 0) -> None:
    """Watch nothing."""


def _read(pages: Sequence[Source], report: Report, folder: Path, means: Means, watch: Watcher) -> Manifest:
    """Bring the shards of ``pages`` up to date; raise `Refused` where not one page could be read."""
    from kg.shards import making
    from kg.shards.cutting import cut
    from kg.shards.manifest import Manifest

    done, characters, errors = 0, 0, len(report.failures)

    def tell(pages_more: int, read: int, failed: int) -> None:
        nonlocal done, characters, errors
        done, characters, errors = done + pages_more, characters + read, errors + failed
        watch("read", done, len(pages), characters=characters, errors=errors)

    tell(0, 0, 0)
    shards, manifest = cut(pages, means.ner), Manifest(folder)
    with drafts.writing(report.out):
        made = making.make(shards, manifest, folder, means, tell)
    entries = manifest.chosen(shards)
    report.failures += [failure for entry in entries for failure in entry.failures]
    if not any(entry.pages for entry in entries):
        manifest.clear()
        raise Refused("No page could be read. " + " ".join(map(str, report.failures)))
    report.made, report.stood = len(made), len(shards) - len(made)
    for name in made:
        report.spend(manifest.entries[name].seconds)
    return manifest


def _join(manifest: Manifest, report: Report, draft: Path, terms: Terms, means: Means, watch: Watcher) -> None:
    """Link and write what the shards hold into ``draft``; leave it empty where the earlier build says the same."""
    from kg.shards.result import Result

    result = Result(manifest, terms, report)
    count = sum(entry.pages for entry in manifest.entries.values())
    if result.stands():
        watch("stands", count, count)
        result.tell(report)
        with drafts.writing(report.out):
            terms.origin.write(report.out)
    else:
        _write(manifest, report, draft, terms, means, watch)
        result.keep(draft, report)


def _write(manifest: Manifest, report: Report, draft: Path, terms: Terms, means: Means, watch: Watcher) -> None:
    from kg.rdf.hands import hands
    from kg.report import page as reporting

    clock = Clock()
    count = sum(entry.pages for entry in manifest.entries.values())
    watch("link", count, count)
    rows, jobs = draft / "rows", means.workers(count // _READ_WHILE_ONE_IS_WRITTEN)
    with drafts.writing(report.out), clock.stage("join"):
        made = _joined(manifest, terms, report, rows)
    watch("write", count, count)
    # What draws the page holds more than all else here, and gives it back when it ends.
    page = partial(_draw, draft / "graph.html", report.out.resolve().name)
    writing = hands(made, rows / "turtle", terms.base_iri, jobs, page)
    with drafts.writing(report.out), clock.stage("write"), writing as turtle:
        tables.write(made, draft / "tables")
        report.counts["triples"] = turtle.finish(draft / "graph.ttl")
        terms.origin.write(draft)
    report.spend(clock.seconds)
    report.count(made)
    with drafts.writing(report.out):
        reporting.write(report, made, list(manifest.entries.values()), draft / "report.html")
        shutil.rmtree(rows)


def _joined(manifest: Manifest, terms: Terms, report: Report, folder: Path) -> tables.Tables:
    """Link the pages across the corpus, and return the tables, which lie in ``folder`` while they are used."""
    from kg.joining import join
    from kg.linking.linked import Linked
    from kg.shards.manifest import Readings

    readings = Readings(manifest)
    with closing(Linked(readings, terms.base_iri, terms.corrections, folder / "names")) as linked:
        report.problems += linked.problems
        return join(linked, readings, folder / "tables")


def _draw(path: Path, title: str, made: tables.Tables) -> None:
    """Write the graph page; of a graph that is too large for one, the most important part, which its title says."""
    from kg.explorer import important, page

    shown, less = important.important(made, important.ENTITIES)
    if less:
        part, whole = shown["entities"].num_rows, made["entities"].num_rows
        title = f"{title}（最重要的 {part:,} / {whole:,} 个实体，全部见 graph.ttl；the most important of all entities）"
    page.write(shown, path, title)
