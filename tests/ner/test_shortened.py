"""A body named in full, and further on without its place."""

from __future__ import annotations

import pytest

from kg.ner.candidates import ARTICLE_BREAK, Candidate
from kg.ner.shortened import shortened

FULL = "宜昌市工匠学院"


def forms(text: str, name: str = FULL) -> list[tuple[int, str]]:
    """Return start and form of what is found where ``name`` was chosen."""
    start = text.index(name)
    chosen = [Candidate(start, start + len(name), "ORG", "tagger", 0.9)]
    return [(one.start, text[one.start : one.end]) for one in shortened(text, chosen)]


def test_the_form_without_place_is_found_behind_the_full_name() -> None:
    text = f"{FULL}开班。他来到工匠学院，“工匠学院教得实”。"
    assert forms(text) == [(text.index("来到") + 2, "工匠学院"), (text.index("“") + 1, "工匠学院")]


@pytest.mark.parametrize(
    "text",
    [
        f"工匠学院早有耳闻。{FULL}开班。",
        f"{FULL}开班。全国各地工匠学院不少。",
        f"{FULL}开班。{ARTICLE_BREAK}工匠学院来了。",
        f"{FULL}开班。荆州市工匠学院也开班。",
    ],
)
def test_it_is_not_found_before_or_inside_another_name_or_in_another_article(text: str) -> None:
    assert forms(text) == []


@pytest.mark.parametrize("name", ["宜昌市医院", "宜昌市职工活动中心"])
def test_a_common_noun_is_nobodys_form(name: str) -> None:
    assert forms(f"{name}开放。走进职工活动中心，医院也在。", name) == []


def test_a_national_body_goes_by_the_rest_of_its_name() -> None:
    text = "国家能源集团来了。能源集团说。"
    assert forms(text, "国家能源集团") == [(text.rindex("能源集团"), "能源集团")]
