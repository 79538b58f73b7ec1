"""Linking within an article: who 市总, 公司工会 and 吴书记 are, and what stays itself."""

from __future__ import annotations

import pytest

from kg.linking.within import link
from tests.annotated import article


def linked(annotated: str) -> dict[str, tuple[str, str]]:
    """Link an annotated text; return name and rule by surface form (its last mention's)."""
    made, mentions = article(annotated)
    return {one.text: (to.name, to.rule) for one, to in zip(mentions, link(made, mentions), strict=True)}


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("{UNION:湖北省宜昌市总工会}开会。{UNION:市总}说。", "市总", "宜昌市总工会"),
        ("{UNION:宜昌市总}开会。", "宜昌市总", "宜昌市总工会"),
        (
            "{UNION:宜昌市总工会}在{PLACE:宜昌市}。{UNION:宜都市总工会}很忙，该{UNION:市总工会}说。",
            "市总工会",
            "宜都市总工会",
        ),
        ("{UNION:全总}和{UNION:全国总工会}。", "全总", "中华全国总工会"),
        ("在{PLACE:四川省绵阳市涪城区}，{UNION:区总工会}设了驿站。", "区总工会", "涪城区总工会"),
        ("在{PLACE:四川省绵阳市}，{UNION:省总}来了。", "省总", "四川省总工会"),
        # 安平 is a county of Hebei; a neighbourhood called so is none of it.
        ("{PLACE:绵阳市涪城区}的{PLACE:安平家园社区}里，{UNION:区总工会}来了。", "区总工会", "涪城区总工会"),
        ("{PLACE:绵阳市涪城区}的{PLACE:安平家园社区}。", "安平家园社区", "涪城区安平家园社区"),
        ("{PLACE:凉山彝族自治州}的{UNION:州总工会}。", "州总工会", "凉山彝族自治州总工会"),
        ("{PLACE:广西}的{UNION:自治区总工会}。", "自治区总工会", "广西壮族自治区总工会"),
        ("{UNION:宜昌市总工会}联合{ORG:市司法局}。", "市司法局", "宜昌市司法局"),
        ("{ORG:宜昌市委组织部}。", "宜昌市委组织部", "中共宜昌市委组织部"),
        ("{ORG:湖北江岳重工股份有限公司}投产，{UNION:公司工会}送来清凉。", "公司工会", "湖北江岳重工股份有限公司工会"),
        ("{ORG:湖北江岳重工股份有限公司}投产，{ORG:江岳重工}很忙。", "江岳重工", "湖北江岳重工股份有限公司"),
        ("{ORG:湖北三峡轻工职业技术学院}里，{ORG:三峡轻工学院}。", "三峡轻工学院", "湖北三峡轻工职业技术学院"),
        ("社区书记{PERSON:吴向阳}，{PERSON:吴书记}很忙。", "吴书记", "吴向阳"),
        ("{PERSON:欧阳向阳}是焊工，{PERSON:向阳}手稳。", "向阳", "欧阳向阳"),
        ("{PLACE:宜昌}下雨。", "宜昌", "宜昌市"),
        ("{PLACE:四川省绵阳市涪城区柳荫}是新建的，{PLACE:柳荫社区}不大。", "四川省绵阳市涪城区柳荫", "涪城区柳荫社区"),
        ("{PLACE:四川省绵阳市涪城区柳荫}是新建的，{PLACE:柳荫社区}不大。", "柳荫社区", "涪城区柳荫社区"),
        ("列车进{PLACE:京}。", "京", "北京市"),
        ("{UNION:宜昌市总工会}派出{PROGRAMME:蹲点工作组}。", "蹲点工作组", "宜昌市总工会蹲点工作组"),
        ("高铁途经{PLACE:绵阳北}、{PLACE:遂宁}。", "绵阳北", "绵阳北站"),
        ("高铁途经{PLACE:绵阳北}、{PLACE:遂宁}。", "遂宁", "遂宁站"),
        ("高铁开到{PLACE:山东}、{PLACE:遂宁}。", "遂宁", "遂宁市"),
        (
            "{UNION:宜昌市总工会}和{UNION:湖北省总工会}。{PROGRAMME:湖北省总工会蹲点工作组}来了，{PROGRAMME:蹲点工作组}走了。",
            "蹲点工作组",
            "湖北省总工会蹲点工作组",
        ),
        ("{EVENT:党的二十大}。", "党的二十大", "中国共产党第二十次全国代表大会"),
    ],
)
def test_forms_are_resolved(text: str, form: str, name: str) -> None:
    assert linked(text)[form][0] == name


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("{UNION:市总工会}开会。", "市总工会"),
        ("{UNION:公司工会}开会。", "公司工会"),
        ("{PERSON:吴书记}说。", "吴书记"),
        ("{PERSON:王向阳}说，{PERSON:吴书记}也说。", "吴书记"),
        ("在{PLACE:朝阳区}，{UNION:区总工会}。", "区总工会"),
        ("{ORG:江岳重工股份有限公司}和{ORG:江岳轻工股份有限公司}，{ORG:江岳}。", "江岳"),
    ],
)
def test_what_nothing_fixes_stays_itself(text: str, form: str) -> None:
    assert linked(text)[form][0] == form


def test_every_reference_says_why() -> None:
    assert linked("{UNION:宜昌市总工会}，{UNION:市总}，{PERSON:方知远}。") == {
        "宜昌市总工会": ("宜昌市总工会", "full-name"),
        "市总": ("宜昌市总工会", "contextual"),
        "方知远": ("方知远", "full-name"),
    }
