"""Where a page prints the name of its newspaper."""

from __future__ import annotations

import pytest

from kg.reading.papers import printed


@pytest.mark.parametrize(
    "page",
    ["青溪工人报  2024年3月12日  星期二  第1版\n正文。", "正文。\n青溪工人报 2024年3月12日\n青溪工人报"],
)
def test_a_paper_stands_where_the_page_first_prints_it_on_a_short_line(page: str) -> None:
    found = printed(page, "青溪工人报")
    assert found is not None
    assert page[found.start : found.end] == found.name == "青溪工人报"
    assert found.start == page.find("青溪工人报")


@pytest.mark.parametrize(
    ("page", "paper"),
    [
        ("正文。", "青溪工人报"),
        ("青溪工人报 第1版", None),
        ("据青溪工人报的报道，" + "职工开了会，" * 12, "青溪工人报"),
    ],
)
def test_a_paper_that_only_a_sentence_or_nothing_names_is_not_printed(page: str, paper: str | None) -> None:
    assert printed(page, paper) is None
