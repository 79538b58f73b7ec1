"""How noisy the text of pages is, by newspaper and month: what no newspaper prints tells a bad scan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.model import Page

# Chinese, letters and figures, and the marks that newspapers set.
_PRINTED = re.compile(
    r"[\u3400-\u9fff\w\s。，、；：？！“”‘’《》〈〉（）【】「」『』—…·•○〇％%&+\-/.,:;?!()\"'#*|◎●■▲△☆★→℃@]+"
)
_DIGITS = re.compile(r"[\d\W_]+")


def by_month(pages: Iterable[Page]) -> list[tuple[str, str, int, int, int]]:
    """Return newspaper, month (empty where no date is known), pages, characters and odd characters."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for page in pages:
        row = sums[newspaper(page), (page.date or "")[:7]]
        row[0] += 1
        row[1] += len(page.text)
        row[2] += len(_PRINTED.sub("", page.text))
    return [(*key, *row) for key, row in sorted(sums.items())]


def newspaper(page: Page) -> str:
    """Return the newspaper of a page: as it is told, else what of its file's name is no number."""
    told = getattr(page, "source", None)
    name = page.document.rsplit("/", 1)[-1].split(":")[0].rsplit(".", 1)[0]
    return told or _DIGITS.sub("", name)
