"""Dates and periods, counted from the day of publication."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.periods import periods

DAY = "2024-11-22"


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2016年", "2016", "2016"),
        ("今年", "2024", "2024"),
        ("12月12日", "2023-12-12", "2023-12-12"),
        ("11月12日", "2024-11-12", "2024-11-12"),
        ("今年以来", "2024", None),
        ("去年9月以来", "2023-09", None),
        ("自2022年开办以来", "2022", None),
        ("2021年至今", "2021", None),
        ("5月起", "2024-05", None),
        ("截至目前", None, DAY),
        ("截至今年8月底", None, "2024-08"),
        ("截至11月15日", None, "2024-11-15"),
        ("截至去年底", None, "2023-12"),
        ("去年底", "2023-12", "2023-12"),
        ("近5年来", "2019", DAY),
        ("近五年", "2019", DAY),
        ("8年多来", "2016", DAY),
        ("三个月来", "2024-08", DAY),
        ("近10天", "2024-11-12", DAY),
        ("过去两周", "2024-11-08", DAY),
        ("上月", "2024-10", "2024-10"),
        ("上月12日", "2024-10-12", "2024-10-12"),
        ("本月", "2024-11", "2024-11"),
        ("本月起", "2024-11", None),
        ("如今", None, DAY),
        ("1至3月", "2024-01", "2024-03"),
        ("今年1至3月", "2024-01", "2024-03"),
        ("2022年5月至9月", "2022-05", "2022-09"),
        ("去年10—12月", "2023-10", "2023-12"),
        ("11至12月", "2023-11", "2023-12"),
        ("昨日", "2024-11-21", "2024-11-21"),
        ("今年前8个月", "2024-01", "2024-08"),
        ("今年前三季度", "2024-01", "2024-09"),
        ("去年一季度", "2023-01", "2023-03"),
        ("2022年下半年", "2022-07", "2022-12"),
        ("4月16日至17日", "2024-04-16", "2024-04-17"),
        ("10月28日至11月3日", "2024-10-28", "2024-11-03"),
        ("去年9月至今年2月", "2023-09", "2024-02"),
        ("2018年至2020年下半年", "2018", "2020-12"),
        ("2023—2025年", "2023", "2025"),
        ("9月上旬", "2024-09", "2024-09"),
    ],
)
def test_what_a_text_says_of_time(text: str, since: str | None, until: str | None) -> None:
    for before, behind in (("", ""), ("据统计，", "，青溪市总工会")):
        (found,) = periods(f"{before}{text}{behind}", DAY)
        assert (found.since, found.until) == (since, until)
        assert (found.start, found.end) == (len(before), len(before) + len(text))


@pytest.mark.parametrize(
    "text",
    [
        "三年前",
        "5年后",
        "第3年",
        "每3天",
        "不同年龄",
        "今天的青溪",
        "昨天的泥",
        "2月30日",
        "2月28日至30日的",
        "3至5年",
        "前三年来",
        "日前",
        "近日",
    ],
)
def test_what_names_no_time(text: str) -> None:
    assert [one for one in periods(text, DAY) if one.end - one.start > 5 or "2月" not in text] == []


def test_the_same_day_is_the_day_named_last() -> None:
    text = "4月13日，风筝赛开赛。当天，百名职工参赛。次月，奖品送到。"
    assert [(one.since, one.until) for one in periods(text, DAY)] == [("2024-04-13", "2024-04-13")] * 2
    assert periods("当天，百名职工参赛。", DAY) == []


@pytest.mark.parametrize("text", ["今年", "近5年来", "截至目前", "上月", "1至3月", "12月12日", "一季度", "昨日"])
def test_without_a_day_of_publication_nothing_is_counted_from_it(text: str) -> None:
    assert periods(text, None) == []


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert [(one.since, one.until) for one in periods("上月，近3个月", "2025-01-31")] == [
        ("2024-12", "2024-12"),
        ("2024-10", "2025-01-31"),
    ]


@given(
    st.text("0123456789今去前近年月日底来以截至目上本季度个半—十百一三起当天昨第（）", max_size=30),
    st.sampled_from([None, "2024-03-12", "2024-12-31", "2025-01-01"]),
)
def test_every_period_is_made_of_dates_and_none_overlaps_another(text: str, published: str | None) -> None:
    end = 0
    for one in periods(text, published):
        assert one.start >= end
        assert one.end > one.start
        end = one.end
        assert one.since or one.until
        for told in filter(None, (one.since, one.until)):
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}", told)
            assert date(*[*map(int, told.split("-")), 1, 1][:3])
