"""`report.html`: what a build did and how its pages were, without a script, without a network."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from kg.report import charts, measures
from kg.shards.manifest import Entry
from kg.tables import Tables

if TYPE_CHECKING:
    from kg.outcome import Report

# So many of the slowest pages and of the failures are shown; the command line names every failure.
_SLOWEST, _FAILURES = 20, 1000


def write(report: Report, tables: Tables, entries: Sequence[Entry], path: Path) -> None:
    """Write the report of a build to ``path``."""
    path.write_text(render(report, tables, entries), encoding="utf-8", newline="\n")


def render(report: Report, tables: Tables, entries: Sequence[Entry]) -> str:
    """Return the report of a build as a page: counts, rates, slowest pages, failures, charts over time."""
    style = (resources.files("kg.report") / "style.css").read_text(encoding="utf-8")
    style += "".join(f".c{at} {{ background: {colour}; }}\n" for at, colour in enumerate(charts.COLOURS))
    title = f"{report.out.resolve().name}: 构建报告 build report"
    parts = [
        _heading("数量", "Counts"), _counts(report),
        _heading("速度", "Rates"), _rates(entries),
        _heading("时间", "Over time"), *_over_time(tables, entries),
        _heading("最慢的版面", "Slowest pages"), _slowest(entries),
        _heading("未读入的", "Not read"), _failures(report),
    ]  # fmt: skip
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def _heading(chinese: str, english: str) -> str:
    return f"<h2>{chinese} <small>{english}</small></h2>"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table whose first column is text and whose numbers stand to the right."""
    lines = [f"<tr>{''.join(f'<th>{escape(name)}</th>' for name in head)}</tr>"]
    for row in rows:
        cells = (
            f'<td class="number">{one:,}</td>' if isinstance(one, int | float) else f"<td>{escape(str(one))}</td>"
            for one in row
        )  # fmt: skip
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def _counts(report: Report) -> str:
    counted = _table(["", ""], report.counts.items())
    kinds = _table(["实体 entities", ""], report.entities.most_common())
    told = _table(["陈述 statements", ""], report.statements.most_common())
    shards = _table(["分片 shards", ""], [("本次完成 made in this build", report.made), ("沿用 stood", report.stood)])
    return f'<div class="side">{counted}{kinds}{told}{shards}</div>'


def _rates(entries: Sequence[Entry]) -> str:
    """Return each stage's characters a second of one worker, over all shards, whenever they were made."""
    characters = sum(entry.characters for entry in entries)
    seconds: dict[str, float] = {}
    for entry in entries:
        for stage, spent in entry.seconds.items():
            seconds[stage] = seconds.get(stage, 0.0) + spent
    rows = [(stage, round(spent, 1), round(characters / spent)) for stage, spent in seconds.items() if spent]
    whole = sum(seconds.values())
    if whole:
        rows.append(("合计 together", round(whole, 1), round(characters / whole)))
    return _table(["阶段 stage", "秒 seconds", "字/秒 characters a second, one worker"], rows)


def _over_time(tables: Tables, entries: Sequence[Entry]) -> list[str]:
    found, new, noisy = measures.mentions(tables), measures.new_entities(tables), measures.noise(entries)
    months = sorted({*found, *new, *(month for values in noisy.values() for month in values)})
    if not months:
        return ["<p>没有带日期的版面。 No page has a date.</p>"]
    return [
        charts.columns("提及 mentions", months, {"": found}),
        charts.columns("首次出现的实体 new entities", months, {"": new}),
        charts.columns("每千字异常字符 odd characters in a thousand", months, noisy, "‰"),
    ]


def _slowest(entries: Sequence[Entry]) -> str:
    slow = sorted((one for entry in entries for one in entry.slow), key=lambda one: (-one[1], one[0]))[:_SLOWEST]
    return _table(["版面 page", "秒 seconds"], [(name, round(spent, 3)) for name, spent in slow])


def _failures(report: Report) -> str:
    if not report.failures:
        return "<p>无。 None.</p>"
    items = "".join(f"<li>{escape(str(one))}</li>" for one in report.failures[:_FAILURES])
    more = len(report.failures) - _FAILURES
    return f"<ol>{items}</ol>" + (f"<p>… {more:,} more: `kg build` names them all.</p>" if more > 0 else "")
