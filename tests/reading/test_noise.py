"""Marks that are no text: masked in place, so that offsets stay; what only looks like a mark stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.noise import unmarked
from kg.reading.repair import repair

PIECES = ["**", "*", "_", "__", "~~", "#", " ", "\n", "[", "](https://a.example)", "![", "(", ")", "<b>", "</b>", "&amp;", "&", ";",
          "\\", "|", "---", "-", "`", "工会(huì)", "工会", "秦越山", "a", "7", "。", "```"]  # fmt: skip


def cleaned(page: str) -> str:
    text = unmarked(page)
    assert len(text) == len(page)
    return repair(text, 0, len(text)).text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("**本报讯**（记者 林向晚）", "本报讯（记者 林向晚）"),
        ("**本报记者 林向晚**", "本报记者 林向晚"),
        ("青溪市**总工会**与*云溪县*工会", "青溪市总工会与云溪县工会"),
        ("__青溪市__总工会", "青溪市总工会"),
        ("见[青溪市总工会](https://a.example/x?y=1)网站", "见青溪市总工会网站"),
        ("![图一](a.png)工人在歇脚", "工人在歇脚"),
        ("青溪市<b>总工会</b><br/>主席", "青溪市总工会主席"),
        ('<div class="p">总工会</div>', "总工会"),
        ("&ldquo;送清凉&rdquo;&nbsp;活动&amp;慰问", "“送清凉”活动&慰问"),
        ("- 青溪市总工会\n- 云溪县总工会", "青溪市总工会云溪县总工会"),
        ("## 一碗绿豆汤 ##", "##一碗绿豆汤"),
        ("工人\n---\n歇脚", "工人歇脚"),
        ("\\*注\\*", "*注*"),
        ("union co-\noperation", "union cooperation"),
        ("总工會(huì)主席", "总工会主席"),
        ("总工会（huì）主席", "总工会主席"),
        ("罹难（línàn）者", "罹难者"),
        ("尉迟(yu chi)师傅", "尉迟师傅"),
        ("区总工会(gonghui)", "区总工会"),
        ("蹲(dūn)点", "蹲点"),
        ("重庆(chóngqìng)工会", "重庆工会"),
    ],
)
def test_what_is_masked(page: str, text: str) -> None:
    assert cleaned(page) == text


@pytest.mark.parametrize(
    "page",
    [
        "3*4*5=60",
        "2024_03_12",
        "气温<30度，湿度>60%",
        "A&B公司",
        "一次(app)登录",
        "全长5公里(km)",
        "联盟(nato)成员",
        "工会(union)",
        "经认证的经营者（AEO）",
        "——记者手记",
        "[图片新闻]",
        "何塞（José）说",
        "7-8月",
        "X8083-\n7次",
    ],
)
def test_what_stays(page: str) -> None:
    assert unmarked(page) == page


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_masking_keeps_every_offset_and_adds_nothing(page: str) -> None:
    text = unmarked(page)
    assert len(text) == len(page)
    changed = {after for before, after in zip(page, text, strict=True) if before != after}
    assert changed <= {" ", "\u200b", "&"}


@given(st.text(max_size=200))
def test_masking_any_text_keeps_its_length(page: str) -> None:
    assert len(unmarked(page)) == len(page)
