"""What a page says of itself: newspaper, date, number in the issue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.about import About
from kg.reading.masthead import masthead

BODY = "\n\n本报讯（记者 林向晚）2021年4月16日，青溪市总工会送清凉到工地。\n"


@pytest.mark.parametrize(
    ("head", "about"),
    [
        ("职工时报  2024年4月19日  星期五  第1版", About("2024-04-19", "职工时报", "1")),
        ("第2版 工会新闻 2024-04-19 职工时报", About("2024-04-19", "职工时报", "2")),
        ("2024.4.19 星期五  青溪日报  A12版", About("2024-04-19", "青溪日报", "A12")),
        ("二〇二四年四月十九日 星期五 第四版", About("2024-04-19", None, "4")),
        ("二○二四年十二月三十一日", About("2024-12-31", None, None)),
        ("3\n\n综合 职工时报 2024年4月19日 星期五", About("2024-04-19", "职工时报", "3")),
        ("职工时报\n\n2024年4月19日\n\n第五版", About("2024-04-19", "职工时报", "5")),
        ("责任编辑：林向晚  2024年4月19日  今日8版", About("2024-04-19", None, None)),
        ("青溪市总工会送清凉", About()),
        ("2024年4月19日，青溪市总工会送清凉", About()),
        ("2024年13月19日 星期五", About()),
    ],
)
def test_mastheads(head: str, about: About) -> None:
    assert masthead(head + BODY, "1.txt") == about


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("zhigong-2024-04-19-2.txt", About("2024-04-19", None, "2")),
        ("职工时报20240419第03版.txt", About("2024-04-19", None, "3")),
        ("2024年4月19日A2版.md", About("2024-04-19", None, "A2")),
        ("deep/2024-04-19.txt", About("2024-04-19", None, None)),
        ("2024-04-19/1.txt", About()),
        ("scan-0419.txt", About()),
    ],
)
def test_a_file_s_name_tells_what_the_page_does_not(name: str, about: About) -> None:
    assert masthead(BODY, name) == about
    told = masthead("云溪工人报 2023年1月2日 星期一 第7版" + BODY, name)
    assert told == About("2023-01-02", "云溪工人报", "7")


@pytest.mark.parametrize(
    ("paper", "place"),
    [
        ("陕西工人报", "陕西省"),
        ("长沙晚报", "长沙市"),
        ("北京日报", "北京市"),
        ("职工时报", None),
        ("人民日报", None),
        ("湘江工人报", None),
    ],
)
def test_a_newspaper_may_be_a_place_s(paper: str, place: str | None) -> None:
    assert masthead(f"{paper} 2024年4月19日 星期五 第1版" + BODY, "1.txt").place == place


@given(st.text("职工时报第版年月日星期12024四一 \n.-A", max_size=60))
def test_any_masthead_is_read_without_complaint(text: str) -> None:
    told = masthead(text, "1.txt")
    assert told.date is None or len(told.date) == 10
    assert told.page != ""
