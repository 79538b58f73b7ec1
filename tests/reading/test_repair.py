"""Repair: each character of the repaired text knows where the page has it."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.repair import repair, simplify

TEXT = ["总工会", "工會", "乾隆", "頭髮", "(记者 苏晓 马俊)", "本报记者 苏晓", "苏晓 摄", "QR code", "１２", "Ａ", "％"]
MARKS = [
    *" 　\n\r\t\"'“”,:《》",
    "\u200b",
    "\ufeff",
    "\x00",
    "\x0b",
    "\x1b[31m",
    "\ue123",
    "\u202e",
    "\u2028",
    "\x85",
    "\ufffd",
]
FRAGMENTS = st.one_of(st.sampled_from(TEXT), st.sampled_from([*MARKS, "𠮷", "🙂", "e\u0301"]), st.text(max_size=8))
PAGES = st.lists(FRAGMENTS, max_size=40).map("".join)


@given(PAGES)
def test_offsets_rise_strictly_and_stay_on_the_page(page: str) -> None:
    repaired = repair(page, 0, len(page))
    assert len(repaired.text) == len(repaired.offsets)
    assert all(0 <= at < len(page) for at in repaired.offsets)
    assert all(before < after for before, after in zip(repaired.offsets, repaired.offsets[1:], strict=False))
    assert not any(char.isspace() and char != " " for char in repaired.text)


@given(PAGES, st.integers(0, 20), st.integers(0, 20))
def test_a_stretch_is_repaired_within_its_bounds(page: str, cut: int, rest: int) -> None:
    start, end = min(cut, len(page)), max(min(cut, len(page)), len(page) - rest)
    repaired = repair(page, start, end)
    assert len(repaired.text) == len(repaired.offsets)
    assert all(start <= at < end for at in repaired.offsets)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=40))
def test_simplified_text_keeps_its_length(text: str) -> None:
    assert len(simplify(text)) == len(text)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("青 溪市总\n工会", "青溪市总工会"),
        ("青溪市總工會", "青溪市总工会"),
        ("２０２４年，工会", "2024年，工会"),
        ("工会,职工;(附后)", "工会，职工；（附后）"),
        ("增长3,500人", "增长3,500人"),
        ("早上8:30开会", "早上8:30开会"),
        ("他说:\"好\"，'行'", "他说：“好”，‘行’"),
        ("用 QR code 扫", "用QR code扫"),
        ("本报记者 苏晓 马俊", "本报记者 苏晓 马俊"),
        ("苏晓　马俊 摄", "苏晓 马俊 摄"),
        ("青\u200b溪\x00市\ufeff", "青溪市"),
        ("  前后  ", "前后"),
    ],
)
def test_what_repair_does(page: str, text: str) -> None:
    assert repair(page, 0, len(page)).text == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("学费有人管 圆梦有人帮", "学费有人管 圆梦有人帮"),
        ("打官司“有人撑腰”　 讨薪酬“有路可走”", "打官司“有人撑腰” 讨薪酬“有路可走”"),
        ("先进 表彰大会召开", "先进表彰大会召开"),
        ("评 选表彰先进", "评选表彰先进"),
        ("青溪市总工会送清凉\n到每一个工地", "青溪市总工会送清凉到每一个工地"),
    ],
)
def test_a_headline_keeps_the_space_between_its_halves(page: str, text: str) -> None:
    assert repair(page, 0, len(page), headline=True).text == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("「送清涼」活動", "“送清凉”活动"),
        ("⼯会⺠主管理", "工会民主管理"),
        ("班达•姆维拉和克里斯・保罗", "班达·姆维拉和克里斯·保罗"),
        ("工友说好.", "工友说好。"),
        ("“工友说好.”", "“工友说好。”"),
        ("增长3.5%，见a.b", "增长3.5%，见a.b"),
        ("ＡＰＰ／小程序，１２－１５页", "APP/小程序，12-15页"),
        ("豈有此理", "岂有此理"),
    ],
)
def test_forms_become_those_of_newspapers(page: str, text: str) -> None:
    assert repair(page, 0, len(page)).text == text


def test_offsets_point_at_the_same_characters() -> None:
    page = "　　青 溪市\n總工會"
    repaired = repair(page, 0, len(page))
    assert [page[at] for at in repaired.offsets] == list("青溪市總工會")


@pytest.mark.parametrize(
    "page", ["工会 " * 40_000, " " * 100_000, "a" + " " * 100_000, "word " * 30_000, "（工会 工会 " * 15_000]
)
def test_an_endless_line_takes_no_more_than_its_length_asks(page: str) -> None:
    start = perf_counter()
    repair(page, 0, len(page))
    assert perf_counter() - start < 5
