"""Continuations on another page of the issue, and when it is left open which article one takes up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import kg
from kg.linking.issues import continuations
from kg.model import Article, Page, Reading, Reference

TOP = "职工时报  2024年4月19日  星期五  第{}版\n\n"
STATION = "江边的工友驿站\n\n本报讯（记者 林向晚）青溪市总工会在江边建起驿站，主席秦越山常去。骑手赵小川说，他每天都来，（下转第2版）\n\n"
SCHOOL = "夜校里的灯\n\n本报讯（记者 苏晓）云溪县总工会办起夜校，主席孙立鹏讲第一课。学员周小满说，他学会了，（下转第2版）\n\n"
STATION_ON = "（上接第1版）钥匙挂在门口。秦越山说，驿站要长久。赵小川点头称是，青溪市总工会将再建十个。\n\n"
SCHOOL_ON = "（上接第1版）怎样看图纸。孙立鹏说，夜校要长久。周小满点头称是，云溪县总工会将再开三班。\n\n"


def continued(folder: Path, *pages: str) -> dict[str, str]:
    """Return which article continues which, by their headlines or first words."""
    for number, text in enumerate(pages, 1):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    kg.build([folder / f"{number}.txt" for number in range(1, len(pages) + 1)], folder / "out", jobs=1)
    rows = {row["article"]: row for row in kg.open(folder / "out").articles.to_pylist()}
    found = {one: row["continues"] for one, row in rows.items() if row["continues"]}
    return {f"{rows[one]['document']} {rows[one]['text'][:4]}": rows[other]["headline"] for one, other in found.items()}


def test_a_headline_repeated_tells_which(tmp_path: Path) -> None:
    found = continued(
        tmp_path,
        TOP.format(1) + STATION + SCHOOL,
        TOP.format(2) + "夜校里的灯\n\n" + SCHOOL_ON + "工友驿站\n\n" + STATION_ON,
    )
    assert found == {"2.txt 夜校里的": "夜校里的灯", "2.txt 工友驿站": "江边的工友驿站"}


def test_names_tell_where_there_is_no_headline(tmp_path: Path) -> None:
    found = continued(tmp_path, TOP.format(1) + STATION + SCHOOL, TOP.format(2) + SCHOOL_ON)
    assert found == {"2.txt 怎样看图": "夜校里的灯"}


def test_where_nothing_tells_the_articles_stay_apart(tmp_path: Path) -> None:
    other = "（上接第1版）怎样看图纸。老师傅点头称是，学员们听得入神。\n\n"
    assert continued(tmp_path, TOP.format(1) + STATION + SCHOOL, TOP.format(2) + other) == {}


def test_another_issue_or_page_is_none(tmp_path: Path) -> None:
    later = TOP.replace("19日", "20日").format(2) + "夜校里的灯\n\n" + SCHOOL_ON
    third = TOP.format(3) + "夜校里的灯\n\n" + SCHOOL_ON
    assert continued(tmp_path, TOP.format(1) + SCHOOL, later, third) == {}


def reading(number: str, *articles: tuple[str, str | None, str | None, tuple[str, ...]]) -> Reading:
    """Return a page of articles told as headline, page it comes from, page it goes on at, and people named."""
    page = Page(f"{number}.txt", "", "0", "2024-04-19", "职工时报", number)
    return Reading(
        page,
        tuple(Article(at, page.document, "", (), (), (), head, comes_from=back, goes_on=on)
              for at, (head, back, on, _) in enumerate(articles, 1)),
        references=tuple(tuple(Reference("PERSON", name, "") for name in names) for *_, names in articles),
    )  # fmt: skip


def test_two_that_are_as_good_are_both_left() -> None:
    first = reading("1", ("驿站亮灯", None, "2", ("甲", "乙")), ("夜校亮灯", None, "2", ("甲", "乙")))
    assert continuations([first, reading("2", ("", "1", None, ("甲", "乙")))]) == {}
    # What a headline settles leaves one for the names.
    both = reading("2", ("", "1", None, ("甲", "乙")), ("夜校亮灯", "1", None, ()))
    assert continuations([first, both]) == {("2.txt", 2): ("1.txt", 2), ("2.txt", 1): ("1.txt", 1)}


def test_pages_without_a_date_or_a_number_are_of_no_issue() -> None:
    one, other = reading("1", ("夜校亮灯", None, "2", ())), reading("2", ("夜校亮灯", "1", None, ()))
    assert continuations([one, other]) == {("2.txt", 1): ("1.txt", 1)}
    for lacking in ({"date": None}, {"page": None}):
        assert continuations([replace(one, page=replace(one.page, **lacking)), other]) == {}
