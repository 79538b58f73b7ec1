"""Articles that go on at another page of the same issue: which continuation belongs to which beginning.

The two stay two articles, each on its page; what is found is only said of them. Where two readings are as good, nothing is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kg.model import Article, Reading

Key = tuple[str, int]
_ALIKE = 0.6
# So many people, bodies and programmes in common tell an article without a headline from the others that turn to its page.
_SHARED = 2
_TYPES = ("PERSON", "UNION", "ORG", "PROGRAMME")


def continuations(readings: Sequence[Reading]) -> dict[Key, Key]:
    """Return for the articles that take up another (document, number) the article that they take up."""
    issues: dict[tuple[str, str], list[tuple[Reading, int]]] = defaultdict(list)
    for reading in readings:
        page = reading.page
        if page.date and page.page:
            # A newspaper that is not named is told by its files' names.
            paper = page.source or re.sub(r"\d+", "", page.document)
            issues[page.date, paper] += [(reading, at) for at in range(len(reading.articles))]
    return dict(pair for issue in issues.values() for pair in _joins(issue))


def _joins(issue: Sequence[tuple[Reading, int]]) -> Iterator[tuple[Key, Key]]:
    """Yield the joins of one issue: first what headlines tell, then, among what is left, what shared names tell."""
    open_ends = [one for one in issue if _article(one).goes_on]
    taken_up = [one for one in issue if _article(one).comes_from]
    for alike in (_same_headline, _same_names):
        pairs = [(one, other) for one in taken_up for other in open_ends if _meet(other, one) and alike(one, other)]
        for one, other in pairs:
            if sum(one is a for a, _ in pairs) == 1 and sum(other is b for _, b in pairs) == 1:
                taken_up.remove(one)
                open_ends.remove(other)
                yield _key(one), _key(other)


def _article(one: tuple[Reading, int]) -> Article:
    return one[0].articles[one[1]]


def _key(one: tuple[Reading, int]) -> Key:
    return one[0].page.document, _article(one).number


def _meet(before: tuple[Reading, int], after: tuple[Reading, int]) -> bool:
    """Whether the mark at the end of one article and the one at the head of the other name each other's page."""
    return before[0].page.page == _article(after).comes_from and after[0].page.page == _article(before).goes_on


def _same_headline(one: tuple[Reading, int], other: tuple[Reading, int]) -> bool:
    """Whether a continuation's headline is its beginning's, which may be longer: an overline and a subtitle fall away."""
    short, long = (re.sub(r"[^\w]", "", _article(each).headline) for each in (one, other))
    if len(short) < 4:
        return False
    found = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    return sum(block.size for block in found if block.size > 1) >= _ALIKE * len(short)


def _same_names(one: tuple[Reading, int], other: tuple[Reading, int]) -> bool:
    return not _article(one).headline and len(_names(one) & _names(other)) >= _SHARED


def _names(one: tuple[Reading, int]) -> set[str]:
    return {each.name for each in one[0].references[one[1]] if each.type in _TYPES}
