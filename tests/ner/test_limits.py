"""What a name cannot be, and where it ends."""

from __future__ import annotations

import pytest

from kg.ner.candidates import Candidate
from kg.ner.limits import within_limits


def kept(text: str, name: str, kind: str) -> list[str]:
    """Return what is left of a candidate for ``name`` in ``text``."""
    start = text.index(name)
    one = Candidate(start, start + len(name), kind, "tagger", 0.9)
    return [text[cut.start : cut.end] for cut in within_limits(one, text)]


@pytest.mark.parametrize(
    ("text", "name", "kind", "left"),
    [
        ("开展“匠心课”“暖心桌”活动", "匠心课”“暖心桌", "PROGRAMME", ["匠心课", "暖心桌"]),
        ("该公司工会来了", "该公司工会", "UNION", ["公司工会"]),
        ("列车首次开进京高铁", "京高铁", "PLACE", ["京"]),
        ("我市与宜昌市司法局", "我市与宜昌市司法局", "ORG", ["宜昌市司法局"]),
        ("县委基层指导股负责人", "县委基层指导", "ORG", ["县委基层指导股"]),
        ("全省96个蹲点工作组", "96个蹲点工作组", "PROGRAMME", ["蹲点工作组"]),
        ("湘建集团顺利完成大桥合龙", "湘建集团顺利完成大桥", "ORG", ["湘建集团"]),
        ("组成街道党委-小区党支部", "街道党委-小区党支部", "ORG", ["街道党委"]),
        ("由宜昌市委宣传部（市文明办）主办", "宜昌市委宣传部（市文明办", "ORG", ["宜昌市委宣传部", "市文明办"]),
    ],
)
def test_what_belongs_to_no_name_is_cut_off(text: str, name: str, kind: str, left: list[str]) -> None:
    assert kept(text, name, kind) == left


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("走上“奋斗之路”", "奋斗之路", "PROGRAMME"),
        ("推行“套餐式”服务", "套餐式", "PROGRAMME"),
        ("编制“十三五”规划", "十三五", "PROGRAMME"),
        ("拨打“12345”", "12345", "PROGRAMME"),
        ("南广场人多", "南广场", "PLACE"),
        ("抗美援朝的老兵", "美援朝", "PLACE"),
        ("大兴学习之风", "大兴", "PLACE"),
        ("省、市、区总工会", "区总工会", "UNION"),
        ("云岩区和南明区", "云岩区和南明区", "PLACE"),
        ("参加2024宜昌马拉松", "宜昌", "PLACE"),
        ("城市社区", "城市社区", "PLACE"),
        ("建起社区综合服务站", "社区综合服务站", "ORG"),
        ("村村都有村民议事会", "村民议事会", "ORG"),
        ("建起网格党小组", "网格党小组", "ORG"),
        ("《甲乙", "《甲乙", "WORK"),
        ("全年新发展八大群体会员3万人", "全年新发展八大", "EVENT"),
        ("新发展劳动者会员3万人", "新发展劳动者会员", "HONOUR"),
    ],
)
def test_what_is_no_name_is_dropped(text: str, name: str, kind: str) -> None:
    assert kept(text, name, kind) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("推行“枫桥模式”", "枫桥模式", "PROGRAMME"),
        ("新发展理念宣讲会开幕", "新发展理念宣讲会", "EVENT"),
        ("京沪高铁", "京沪高铁", "PLACE"),
        ("长岭优质稻合作社的", "长岭优质稻合作社", "ORG"),
        ("宜昌市见义勇为积极分子协会", "宜昌市见义勇为积极分子协会", "ORG"),
        ("湖北省全面质量管理协会", "湖北省全面质量管理协会", "ORG"),
        ("大兴区的", "大兴", "PLACE"),
        ("各省、市、区总工会", "总工会", "UNION"),
    ],
)
def test_what_can_be_a_name_stays_whole(text: str, name: str, kind: str) -> None:
    assert kept(text, name, kind) == [name]
