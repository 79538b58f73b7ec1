"""Numbers and dates as Chinese text writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values import NUMBER, dates, number

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1188", 1188),
        ("3,500", 3500),
        ("1,234,567", 1234567),
        ("25.3万", 253000),
        ("1.8亿", 180_000_000),
        ("3百万", 3_000_000),
        ("2万亿", 2e12),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("一千零一十", 1010),
        ("三百二十万", 3_200_000),
        ("二〇二四", 2024),
        ("百余", 100),
        ("4.5万余", 45000),
        ("近3000", 3000),
        ("超过120", 120),
        ("20余万", 200_000),
        # Groups of a number add up.
        ("一万二千", 12000),
        ("两万五千", 25000),
        ("2万2千", 22000),
        ("3万2600", 32600),
        ("三万零五", 30005),
        ("1亿5000万", 150_000_000),
        ("1亿2千万", 120_000_000),
        ("一亿二千三百万", 123_000_000),
        ("一万二千亿", 1.2e12),
        ("三亿零二十万五千", 300_205_000),
        # The last digit right behind 百 or 千 counts tenths of it.
        ("一百二", 120),
        ("两百五", 250),
        ("三千六", 3600),
        ("三千零六", 3006),
        ("一百二十六", 126),
        ("三千六百五", 3650),
    ],
)
def test_numbers_as_printed(text: str, value: float) -> None:
    found = NUMBER.fullmatch(text)
    assert found is not None
    assert number(found["digits"], (found["scale"] or "") + (found["late"] or "")) == value


@pytest.mark.parametrize("text", ["", "万", "工会", "1.2.3", "-5", "一二三a", "十a"])
def test_what_is_no_number(text: str) -> None:
    assert number(text) is None


def test_a_digit_behind_a_whole_number_opens_a_word() -> None:
    assert [one.group("digits", "scale") for one in NUMBER.finditer("10万一线职工、30万百姓")][::2] == [
        ("10", "万"),
        ("30", "万"),
    ]


@pytest.mark.parametrize("text", ["9" * 40, "九" * 400, "1" * 400])
def test_a_row_of_digits_too_long_for_a_count_is_no_number(text: str) -> None:
    assert number(text) is None


@given(st.integers(0, 9999))
def test_chinese_numerals_below_ten_thousand(value: int) -> None:
    assert number(numeral(value)) == value


def numeral(value: int) -> str:
    """Write a number as a newspaper does, with 零 for the places left out."""
    if value == 0:
        return "零"
    parts, zero = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            parts += ("零" if zero and parts else "") + DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return parts


@given(st.integers(1, 99_999_999).map(lambda n: n / 100), st.sampled_from(["", "百", "千", "万", "亿"]))
def test_scales_multiply(value: float, scale: str) -> None:
    factor = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[scale]
    assert number(f"{value:.2f}", scale) == pytest.approx(value * factor)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年10月26日", "2024-10-26"),
        ("2017年8月", "2017-08"),
        ("2016年", "2016"),
        ("今年3月", "2024-03"),
        ("去年底", "2023-12"),
        ("2022年初", "2022-01"),
        ("前年", "2022"),
        ("3月8日", "2024-03-08"),
        ("3月份", "2024-03"),
        # The page is of March: December was last year's.
        ("12月12日", "2023-12-12"),
        ("2月29日", "2024-02-29"),
    ],
)
def test_dates_are_completed_from_the_page(text: str, iso: str) -> None:
    found = dates(f"截至{text}，青溪市总工会", "2024-03-12")
    assert [(one.iso, one.start, one.end) for one in found] == [(iso, 2, 2 + len(text))]


@pytest.mark.parametrize(
    "text", ["2月30日", "2023年2月29日", "2024年13月5日", "0月3日", "12345年", "20٤٤年", "第3月版"]
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text, "2024-03-12") == []


@pytest.mark.parametrize("text", ["今年3月", "3月8日", "去年底"])
def test_without_a_date_of_the_page_no_year_is_guessed(text: str) -> None:
    assert dates(text, None) == []


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_full_date_is_read_as_that_day(day: date) -> None:
    text = f"{day.year}年{day.month}月{day.day}日"
    assert [one.iso for one in dates(text, None)] == [day.isoformat()]


@given(
    st.text("0123456789今去前同当年月日底初末份 截至工会", max_size=30),
    st.sampled_from([None, "2024-03-12", "2024-12-31"]),
)
def test_every_date_found_is_one(text: str, published: str | None) -> None:
    for one in dates(text, published):
        parts = [int(part) for part in one.iso.split("-")]
        assert date(*[*parts, 1, 1][:3]).isoformat().startswith(one.iso)
        assert text[one.start : one.end].strip()
