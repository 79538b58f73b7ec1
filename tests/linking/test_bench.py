"""The bench of name pairs holds its bars: see pairs.tsv."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.linking.bench import Pair, pairs, right

CLASSES = ("short form", "contextual", "misprint", "person", "different level", "different place", "parent and child")


@cache
def judged() -> tuple[tuple[Pair, bool], ...]:
    return tuple((pair, right(pair)) for pair in pairs())


def test_the_bench_is_large_and_of_every_class() -> None:
    counts = Counter(pair.kind for pair in pairs())
    assert sum(counts.values()) >= 400
    assert set(counts) == set(CLASSES)
    assert min(counts.values()) >= 50
    assert len({pair.text for pair in pairs()}) == sum(counts.values())
    assert 0.35 < sum(pair.same for pair in pairs()) / sum(counts.values()) < 0.65


def test_of_all_pairs_nineteen_in_twenty_are_judged_right() -> None:
    wrong = [f"{pair.kind}: {pair.text}" for pair, fine in judged() if not fine]
    assert len(wrong) <= 0.05 * len(judged()), "\n".join(wrong)


@pytest.mark.parametrize("kind", CLASSES)
def test_no_class_is_under_85_percent(kind: str) -> None:
    found = [fine for pair, fine in judged() if pair.kind == kind]
    assert sum(found) >= 0.85 * len(found)


@pytest.mark.parametrize("kind", ["different level", "different place", "parent and child"])
def test_levels_places_and_parts_are_never_merged(kind: str) -> None:
    assert [pair.text for pair, fine in judged() if pair.kind == kind and not pair.same and not fine] == []


def test_false_merges_are_fewer_than_missed_ones() -> None:
    false = sum(not fine for pair, fine in judged() if not pair.same)
    assert false <= sum(not fine for pair, fine in judged() if pair.same)
