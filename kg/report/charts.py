"""Charts as inline SVG: columns over months, with nothing to load and nothing to run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _BELOW = 760, 180, 64, 26
COLOURS = ("#1f5a94", "#c2571a", "#2d7d46", "#8a4fa3", "#b3394a", "#5b6770", "#a98200", "#1b8a8f")


def columns(title: str, months: Sequence[str], series: Mapping[str, Mapping[str, float]], unit: str = "") -> str:
    """Return a chart of columns side by side, one a series and month; a month without a value has none."""
    highest = max((value for values in series.values() for value in values.values()), default=0) or 1
    step = (_WIDTH - _LEFT) / max(1, len(months))
    width = step * 0.8 / max(1, len(series))
    drawn = [_axis(highest, unit)]
    for at, (name, values) in enumerate(series.items()):
        colour = COLOURS[at % len(COLOURS)]
        for index, month in enumerate(months):
            value = values.get(month)
            if value is None:
                continue
            height = value / highest * (_HEIGHT - _BELOW - 8)
            x, y = _LEFT + index * step + at * width + step * 0.1, _HEIGHT - _BELOW - height
            told = escape(f"{name or title}, {month}: {value:,.4g}{unit}")
            drawn.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{height:.1f}" fill="{colour}">'
                f"<title>{told}</title></rect>"
            )
    every = max(1, len(months) // 12)
    drawn += [
        f'<text x="{_LEFT + (index + 0.5) * step:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(month)}</text>'
        for index, month in enumerate(months) if index % every == 0
    ]  # fmt: skip
    chart = f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(title)}">{"".join(drawn)}</svg>'
    return f"<figure><figcaption>{escape(title)}{_legend(list(series))}</figcaption>{chart}</figure>"


def _axis(highest: float, unit: str) -> str:
    lines = []
    for share in (0, 0.5, 1):
        y = _HEIGHT - _BELOW - share * (_HEIGHT - _BELOW - 8)
        lines.append(f'<line x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{highest * share:,.3g}{unit}</text>')
    return "".join(lines)


def _legend(names: list[str]) -> str:
    if len(names) < 2:
        return ""
    marks = (f'<span><i class="c{at % len(COLOURS)}"></i>{escape(name)}</span>' for at, name in enumerate(names))
    return f'<span class="legend">{"".join(marks)}</span>'
