"""Companies and institutions: what a shortened name can stand for."""

from __future__ import annotations

import pytest

from kg.names.bodies import parse, shortens


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("安徽皖岭电机股份有限公司", ("安徽省", "皖岭电机", "公司", "")),
        ("安徽皖岭电机股份有限公司工会委员会", ("安徽省", "皖岭电机", "公司", "工会")),
        ("皖岭煤电（集团）有限责任公司", (None, "皖岭煤电", "公司", "")),
        ("芜湖临江造船集团有限责任公司", ("芜湖市", "临江造船", "集团", "")),
        ("临江造船集团", (None, "临江造船", "集团", "")),
        ("宜昌市第一人民医院", ("宜昌市", "第一人民医院", "医院", "")),
    ],
)
def test_a_name_is_taken_apart(name: str, pieces: tuple[str | None, str, str, str]) -> None:
    body = parse(name)
    assert (body.place.name if body.place else None, body.core, body.kind, body.part) == pieces


@pytest.mark.parametrize(
    ("short", "long", "why"),
    [
        ("皖岭电机", "安徽皖岭电机股份有限公司", "core"),
        ("皖岭电机公司", "安徽皖岭电机股份有限公司", "core"),
        ("皖岭电机工会", "安徽皖岭电机股份有限公司工会", "core"),
        ("渭原重机", "陕西渭原重型机械有限公司", "abbreviates"),
        ("沿江职院", "安徽沿江职业技术学院", "abbreviates"),
        ("芜湖一院", "芜湖市第一人民医院", "abbreviates"),
        ("青禾公司", "宝鸡青禾食品有限公司", "trade-name"),
    ],
)
def test_what_a_short_name_stands_for(short: str, long: str, why: str) -> None:
    assert [one.name for one in shortens(short, long)] == [why]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("皖岭", "安徽皖岭电机股份有限公司"),
        ("皖岭电缆", "安徽皖岭电机股份有限公司"),
        ("皖岭电机厂", "安徽皖岭电机股份有限公司"),
        ("皖岭电机", "安徽皖岭电机股份有限公司工会"),
        ("皖岭煤电集团", "安徽皖岭煤电集团物流有限公司"),
        ("陕西皖岭电机", "安徽皖岭电机股份有限公司"),
        ("大庆一院", "芜湖市第一人民医院"),
        ("芜湖二院", "芜湖市第一人民医院"),
        # Authorities are shortened by rule; a longer name that holds theirs is another's.
        ("江阳区总工会", "江阳区蓝田街道总工会"),
        ("芜湖市司法局", "芜湖市司法局法律援助团"),
        ("安徽皖岭电机股份有限公司", "皖岭电机"),
    ],
)
def test_what_it_does_not_stand_for(short: str, long: str) -> None:
    assert shortens(short, long) == ()
