"""Divisions: which one a name means, and where nothing may be concluded."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import divisions
from kg.names.divisions import CITY, COUNTY, PROVINCE, TOWN


@pytest.mark.parametrize(
    ("text", "names", "length"),
    [
        ("湖北襄阳市总工会", ["湖北省", "襄阳市"], 5),
        ("湖南长沙", ["湖南省", "长沙市"], 4),
        ("河北省石家庄市长安区", ["河北省", "石家庄市", "长安区"], 10),
        ("北京朝阳", ["北京市", "朝阳区"], 4),
        ("上海浦东新区总工会", ["上海市", "浦东新区"], 6),
        ("内蒙古包头", ["内蒙古自治区", "包头市"], 5),
        ("新疆乌鲁木齐市", ["新疆维吾尔自治区", "乌鲁木齐市"], 7),
        ("大理州总工会", ["大理白族自治州"], 3),
        ("黔南州", ["黔南布依族苗族自治州"], 3),
        ("凉山州", ["凉山彝族自治州"], 3),
        ("内蒙古自治区阿拉善盟", ["内蒙古自治区", "阿拉善盟"], 10),
        ("吉林省吉林市", ["吉林省", "吉林市"], 6),
        ("青海省海东市", ["青海省", "海东市"], 6),
        ("广州白云", ["广州市", "白云区"], 4),
        ("香港", ["香港特别行政区"], 2),
        ("黑龙江大庆", ["黑龙江省", "大庆市"], 5),
        # Of a place without a division's name only what stands before it is read.
        ("湖南省湘江新区", ["湖南省"], 3),
    ],
)
def test_a_chain_is_read_level_by_level(text: str, names: list[str], length: int) -> None:
    found, at = divisions.chain(text)
    assert ([one.name for one in found], at) == (names, length)
    assert all(lower.within(upper) for upper, lower in pairwise(found))


@pytest.mark.parametrize(
    ("text", "length"), [("朝阳区", 3), ("鼓楼区总工会", 3), ("白云", 2), ("城关镇", 3), ("和平", 2)]
)
def test_a_name_of_several_divisions_gives_none(text: str, length: int) -> None:
    assert divisions.chain(text) == ((), length)
    assert divisions.only(text[:length]) is None
    assert len(divisions.find(text[:length])) > 1


@pytest.mark.parametrize("text", ["", "市总工会", "中华全国总工会", "东北", "工会", "泰国鲁班工坊", "州", "Hunan"])
def test_what_opens_with_no_division_gives_none(text: str) -> None:
    assert divisions.chain(text) == ((), 0)


@pytest.mark.parametrize(
    ("form", "within", "names"),
    [
        ("朝阳区", "北京市", ["朝阳区"]),
        ("西湖", "杭州市", ["西湖区"]),
        ("鼓楼区", "福州市", ["鼓楼区"]),
        ("鼓楼区", "长沙市", []),
        ("长沙市", "长沙市", []),
        ("襄阳", "湖南省", []),
    ],
)
def test_a_name_is_looked_for_inside_another_division(form: str, within: str, names: list[str]) -> None:
    above = divisions.only(within)
    assert above is not None
    assert [one.name for one in divisions.find(form, above)] == names


def test_a_full_name_wins_over_short_forms_of_others() -> None:
    assert [one.name for one in divisions.find("吉林市")] == ["吉林市"]
    assert [one.name for one in divisions.find("吉林")] == ["吉林省"]
    assert [one.name for one in divisions.find("大理市")] == ["大理市"]


@pytest.mark.parametrize(
    ("name", "level", "above"),
    [
        ("湖南省", PROVINCE, None),
        ("襄阳市", CITY, "湖北省"),
        ("渝中区", COUNTY, "重庆市"),
        ("洱源县", COUNTY, "大理白族自治州"),
        ("大理白族自治州", CITY, "云南省"),
    ],
)
def test_a_division_knows_its_level_and_what_is_above(name: str, level: int, above: str | None) -> None:
    division = divisions.only(name)
    assert division is not None
    parent = divisions.parent(division)
    assert (division.level, parent.name if parent else None) == (level, above)


def test_a_town_lies_in_its_county() -> None:
    county = divisions.only("洱源县")
    (town,) = divisions.find("西山乡", county)
    assert town.level == TOWN
    assert divisions.parent(town) == county


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("襄阳市", "襄阳"),
        ("湖南省", "湖南"),
        ("广西壮族自治区", "广西"),
        ("望月街道", "望月"),
        ("城区", "城区"),
        ("某某村", "某某村"),
    ],
)
def test_a_name_without_its_level(name: str, short: str) -> None:
    assert divisions.bare(name) == short


@given(st.sampled_from([one for one in divisions.table() if one.level != TOWN]))
def test_every_division_is_found_by_each_of_its_forms_and_lies_in_its_parent(division: divisions.Division) -> None:
    for form in divisions.forms(division):
        assert division in divisions.find(form) or any(one.name == form for one in divisions.find(form))
    above = divisions.parent(division)
    assert above is None or (division.within(above) and not above.within(division))


@given(st.text("湖南省长沙市雨花区总工会朝阳北京县州旗", max_size=15))
def test_a_chain_never_reads_beyond_the_text(text: str) -> None:
    found, at = divisions.chain(text)
    assert 0 <= at <= len(text)
    assert all(lower.within(upper) for upper, lower in pairwise(found))
