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
    sums: dict[tuple[str, str], tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for page in pages:
        key = newspaper(page), (page.date or "")[:7]
        count, characters, odd = sums[key]
        sums[key] = count + 1, characters + len(page.text), odd + len(_PRINTED.sub("", page.text))
    return [(paper, month, *row) for (paper, month), row in sorted(sums.items())]


def newspaper(page: Page) -> str:
    """Return the newspaper of a page: as it is told, else what of its file's name is no number."""
    name = page.document.rsplit("/", 1)[-1].split(":")[0].rsplit(".", 1)[0]
    return page.source or _DIGITS.sub("", name)
