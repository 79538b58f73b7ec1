"""What a page has twice: read once, and still pointed at in every place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.model import Page, Repeat
from kg.reading.articles import articles
from kg.reading.repeats import unrepeated

LONG = "在蹲点期间，工作组为职工送去防暑药品，开展体检和普法宣传，并帮助六家企业建起了职工书屋和母婴休息室。"
SHORT = "骑手们说驿站像家一样温暖。"
OTHER = "夜校里的学员说，师傅把每一个动作都拆开来教，他们照着练就会了。"
REST = "云溪县总工会还把热饭窗口开到了公交首末站，司机们随到随吃。"


def masked(text: str) -> list[str]:
    """Return what of a text is masked, without white space."""
    clean, repeats = unrepeated(text)
    assert len(clean) == len(text)
    for one in repeats:
        assert [text[at] for at in one.copy] == [text[at] for at in one.first]
        assert all(clean[at] == " " for at in one.copy)
        assert not any(clean[at].isspace() for at in one.first)
    return ["".join(text[at] for at in one.copy) for one in repeats]


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        (LONG + LONG + LONG, [LONG, LONG]),
        (f"{REST}{LONG}\n\n{LONG}\n\n{SHORT}", [LONG]),
        # A column that was scanned twice, elsewhere on the page; a summary of one sentence is none (below).
        (f"{LONG}{REST}{SHORT}\n\n本报讯驿站亮灯。{OTHER}\n\n{LONG}{REST}{SHORT}", [LONG + REST + SHORT]),
        # Read round and round, the last time cut.
        (f"{OTHER}{LONG}{REST}{LONG}{REST}{LONG}{SHORT}", [LONG + REST, LONG]),
        (SHORT + SHORT, [SHORT]),
        (f"小标题\n{LONG[:24]}\n{LONG[24:]}{LONG}", [LONG]),
        # The foot of a column read again.
        (f"{REST}{LONG}\n\n{LONG[30:40]}，并帮助六家企业\n\n{SHORT}", []),
        ("他每天第一个到站，最后一个离开。\n每天第一个到站，最后一个离开。\n", ["每天第一个到站，最后一个离开。"]),
        ("他把钥匙挂在门口那棵树上，谁来得早谁开门。\n\n把钥匙挂在门口那棵树上，\n谁来得早谁开门。\n\n" + REST,
         ["把钥匙挂在门口那棵树上，谁来得早谁开门。"]),
    ],
)  # fmt: skip
def test_what_is_a_repeat(text: str, repeated: list[str]) -> None:
    assert masked(text) == repeated


@pytest.mark.parametrize(
    "text",
    [
        # A summary that quotes the text.
        f"{LONG}\n\n本报讯驿站亮灯。{OTHER}{LONG}{SHORT}",
        # Two things told in the same words.
        f"{OTHER}{REST}另一家也是。{REST}",
        # A refrain, short and apart.
        f"{SHORT}{LONG}{SHORT}",
        # A headline that the text takes up.
        f"驿站的灯亮到深夜，骑手进出\n\n{REST}驿站的灯亮到深夜，骑手进出不断。",
        # Two articles of one author.
        f"{LONG}\n（本报记者 秦越山 通讯员 林向晚）\n\n{REST}\n（本报记者 秦越山 通讯员 林向晚）",
        # A line of a narrow column whose words happen to stand elsewhere.
        "青溪市总工会党组书记、常务副\n主席秦越山说，要把驿站建好。青溪市总工会党组书记、常务副\n主席林向晚说，要把驿站管好。",
        "",
        "\n\n",
        "。。。。。。",
    ],
)
def test_what_is_none(text: str) -> None:
    assert masked(text) == []


def test_a_repeat_leads_from_the_first_printing_to_the_copy() -> None:
    one = Repeat((20, 21, 23, 24), (3, 4, 5, 8))
    assert one.of(3, 9) == (20, 25)
    assert one.of(4, 6) == (21, 24)
    assert one.of(3, 8) is None
    assert one.of(2, 5) is None
    assert one.of(30, 31) is None


@given(
    st.lists(st.sampled_from([LONG, SHORT, REST, "\n", "，", LONG[:20], LONG[10:40], "工会"]), max_size=14).map("".join)
)
def test_whatever_is_masked_stands_elsewhere(text: str) -> None:
    masked(text)


def test_an_article_has_a_repeat_once_and_its_spans_have_both() -> None:
    text = f"江边的驿站\n\n{REST}{LONG}\n\n{LONG}\n\n{SHORT}\n"
    (article,) = articles(Page("1.txt", text, "0"))
    assert article.text.count(LONG) == 1
    start = article.text.index("工作组")
    places = article.page_spans(start, start + 3)
    assert [text[begin:end] for begin, end in places] == ["工作组", "工作组"]
    assert all(any(begin <= at and to <= end for begin, end in article.spans) for at, to in places)


def test_a_doubled_paragraph_s_mentions_stand_in_the_tables_every_time(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    paragraph = (
        "4月16日，青溪市总工会主席秦越山带队走进工地，为一百二十名建筑工人送去了清凉和防暑的药品，并听取了意见。"
    )
    text = f"送清凉到工地\n\n{paragraph}\n\n{paragraph}\n"
    (folder / "1.txt").write_text(text, encoding="utf-8")
    kg.build(folder / "1.txt", folder / "out", jobs=1)
    graph = kg.open(folder / "out")
    rows = [row for row in graph.mentions.to_pylist() if row["text"] == "青溪市总工会"]
    first = text.index("青溪市总工会")
    assert sorted(row["start"] for row in rows) == [first, text.index("青溪市总工会", first + 1)]
    assert len({row["entity"] for row in rows}) == 1
    told = [(row["statement"], row["start"]) for row in graph.statements.to_pylist()]
    assert len(told) == len(set(told)) == len({statement for statement, _ in told})
