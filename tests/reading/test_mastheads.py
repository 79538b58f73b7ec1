"""Which newspaper a page is of."""

from __future__ import annotations

import pytest

from kg.reading.mastheads import masthead


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("青溪工人报  2024年3月12日  星期二  第1版\n正文。", "青溪工人报"),
        ("正文。\n青溪时报 2024年3月12日", "青溪时报"),
        ("青溪日报\n\n正文。", "青溪日报"),
    ],
)
def test_a_paper_is_named_beside_the_date_or_at_the_head(page: str, name: str) -> None:
    found = masthead(page)
    assert found is not None
    assert found.name == name == page[found.start : found.end]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "本报 2024年3月12日 第1版",
        "据青溪日报2024年3月12日的报道，" + "职工开了会，" * 12 + "散了。",
        "一行\n两行\n三行\n四行\n青溪日报\n",
    ],
)
def test_a_sentence_about_a_paper_is_no_masthead(page: str) -> None:
    assert masthead(page) is None
