"""Figures: whose number it is, what it counts, and for when."""

from __future__ import annotations

import pytest

from tests.relations.stating import figures, related

CITY = "宜昌市总工会"


def whose(annotated: str, value: float, **given: str) -> set[str]:
    """Return whose the number ``value`` is."""
    return {one[0] for one in figures(annotated, **given) if one[2] == value}


@pytest.mark.parametrize(
    ("text", "value", "subject"),
    [
        # The subject of the clause, not the programme or the place named last before the number.
        ("{UNION:宜昌市总工会}启动“{PROGRAMME:暖流行动}”，走访困难职工300户。", 300, CITY),
        ("{UNION:宜昌市总工会}在{PLACE:西陵区}新建工会120家。", 120, CITY),
        ("{UNION:宜昌市总工会}联合{ORG:宜昌市司法局}成立{ORG:护航律师团}，聘任律师40名。", 40, CITY),
        # A clause that names none goes on with the one before, across sentences of a paragraph.
        ("{UNION:宜昌市总工会}忙了一年。培训职工800人次，发放补贴90万元。", 900000, CITY),
        # What the number counts.
        ("{UNION:宜昌市总工会}派出12个{PROGRAMME:蹲点工作组}。", 12, "宜昌市总工会蹲点工作组"),
        ("{UNION:宜昌市总工会}派出12个{PROGRAMME:蹲点工作组}、36名干部。", 36, "宜昌市总工会蹲点工作组"),
        ("{UNION:宜昌市总工会}建成“{PROGRAMME:暖流驿家}”45个。", 45, "暖流驿家"),
        ("60名职工获得{HONOUR:宜昌市五一劳动奖章}。{UNION:宜昌市总工会}说。", 60, "宜昌市五一劳动奖章"),
        # Who takes part, takes part in the event.
        ("{UNION:宜昌市总工会}召开{EVENT:全市工会工作推进会}。80名代表参加会议。", 80, "全市工会工作推进会"),
        # Those who are counted at the head of a clause belong to what the clause before does.
        ("{UNION:宜昌市总工会}举办“{PROGRAMME:春暖峡江}”招聘会，70家企业带来岗位。", 70, "春暖峡江"),
        ("{UNION:宜昌市总工会}打造“{PROGRAMME:云上课堂}”，已办了20期。", 20, "云上课堂"),
        # The means by which.
        ("{UNION:宜昌市总工会}通过“{PROGRAMME:双查机制}”化解纠纷55件。", 55, "双查机制"),
        # What a relative clause or a genitive leads to.
        ("{UNION:宜昌市总工会}推出的“{PROGRAMME:暖流驿家}”已建成站点33个。", 33, "暖流驿家"),
        ("由{UNION:宜昌市总工会}主办的“{PROGRAMME:峡江杯}”龙舟赛开赛，18支队伍到场。", 18, "峡江杯"),
        # A noun that takes up a name.
        ("{ORG:三峡工匠学院}不大。学院占地1800平方米。", 1800, "三峡工匠学院"),
        ("{ORG:三峡援助中心}成立。{UNION:宜昌市总工会}来人。该中心受理案件17件。", 17, "三峡援助中心"),
        # 全县 is the county that was named last.
        ("{PLACE:秭归县}很忙，{UNION:宜昌市总工会}来了，全县60个行政村建起驿站。", 60, "秭归县"),
        ("{PLACE:秭归县}很忙，{UNION:宜昌市总工会}来了，全县60个行政村和8个社区建起驿站。", 8, "秭归县"),
        # What goes on to be counted in the next clause.
        ("{UNION:宜昌市总工会}打造“{PROGRAMME:云上课堂}”，已办了20期，3000人次收看。", 3000, "云上课堂"),
        # Of a list that a preposition opens no name is the subject.
        ("{UNION:宜昌市总工会}来了。学员来自{PLACE:秭归县}、{PLACE:兴山县}等6座县城。", 6, CITY),
        ("{UNION:宜昌市总工会}很忙。在全市“{PROGRAMME:师徒帮}”活动中建起工会16家。", 16, CITY),
        # What is helped or strengthened is no subject.
        ("{PLACE:秭归县}加强{ORG:茶农合作社}建设，帮助{ORG:茶农合作社}增收，建成茶园30亩。", 30, "秭归县"),
        # One who speaks for a body.
        ("{UNION:宜昌市总工会}主席{PERSON:方知远}带人走访了84家企业。", 84, CITY),
        ("{PERSON:方知远}今年61岁。", 61, "方知远"),
    ],
)
def test_a_number_belongs_to_what_the_clause_is_about(text: str, value: float, subject: str) -> None:
    assert whose(text, value) == {subject}


def test_of_two_bodies_that_each_have_it_both_have_the_number() -> None:
    assert whose("{ORG:三峡银行}、{ORG:夷陵银行}分别拿出2600万元。", 26000000) == {"三峡银行", "夷陵银行"}


@pytest.mark.parametrize(
    "text",
    [
        "{UNION:宜昌市总工会}开会。\n各级工会筹集资金185万元。",
        "{UNION:宜昌市总工会}开会。\n全国工会系统建成站点300个。",
        "{EVENT:工会工作推进会}昨天举行。\n建成站点300个。",
    ],
)
def test_what_unions_at_large_have_is_nobodys(text: str) -> None:
    assert figures(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "{UNION:宜昌市总工会}推行八项规定。",
        "{UNION:宜昌市总工会}来了。“我攒的300元有了去处。”一名工友说。",
        "{EVENT:国庆}假期，5个朋友来过。",
        "{UNION:宜昌市总工会}来了，已有17个省（区、市）出台办法。",
    ],
)
def test_what_counts_nothing_in_the_graph(text: str) -> None:
    assert figures(text) == set()


def test_a_headline_is_no_second_sentence_for_the_same_number() -> None:
    assert figures("{UNION:宜昌市总工会}开会。", headline="148支队伍下基层") == set()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("慰问近3000名职工", 3000, "名"),
        ("慰问百余名职工", 100, "名"),
        ("吸纳七八名骑手", 7, "名"),
        ("提出三条建议", 3, "条"),
        ("开设电工、焊工两门课", 2, "门"),
        ("每人走访10到15户", 10, "户"),
        ("用户达92万", 920000, ""),
        ("满意的占八成", 8, "成"),
        ("办结期限不超过15天", 15, "天"),
        ("打造20分钟暖心服务圈", 20, "分钟"),
        ("投入20余万元", 200000, "元"),
        ("培训一万二千名职工", 12000, "名"),
        ("培训两万五千名职工", 25000, "名"),
        ("培训2万2千名职工", 22000, "名"),
        ("投入1亿5000万元", 150000000, "元"),
        ("慰问三千六百五十名职工", 3650, "名"),
        ("就业率为91%", 91, "%"),
    ],
)
def test_kinds_of_numbers(text: str, value: float, unit: str) -> None:
    assert {one[2:] for one in figures("{UNION:宜昌市总工会}" + text + "。")} == {(value, unit)}


@pytest.mark.parametrize(
    "text",
    ["一起开会", "四处奔走", "用了三年", "等了15天", "第三届", "走了两台车", "住在3单元", "坐G658次", "抓住3个环节"],
)
def test_what_counts_nothing(text: str) -> None:
    assert figures("{UNION:宜昌市总工会}" + text + "。") == set()


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("派出12个小组", "小组"),
        ("共有12个小组", "小组"),
        ("已累计组成小组12个", "小组"),
        ("新建基层工会60家", "新建基层工会"),
        ("指导新建行业工会60家", "新建行业工会"),
        ("新建60家基层工会", "新建基层工会"),
        ("累计为骑手追回欠薪80万元", "追回欠薪"),
        ("聘任40名热心公益的律师", "聘任律师"),
        ("已有60家企业通过平台报名", "企业"),
        ("在城区实现1公里服务半径", "服务半径"),
    ],
)
def test_the_same_thing_is_measured_under_one_name(text: str, metric: str) -> None:
    assert {one[1] for one in figures("{UNION:宜昌市总工会}" + text + "。")} == {metric}


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("截至2023年9月，{UNION:宜昌市总工会}新建工会60家。", None, "2023-09"),
        ("2021年以来，{UNION:宜昌市总工会}新建工会60家。", "2021", None),
        ("今年以来，{UNION:宜昌市总工会}新建工会60家。", "2024", None),
        ("5年来，{UNION:宜昌市总工会}新建工会60家。", "2019", "2024-05-06"),
        ("三个月来，{UNION:宜昌市总工会}新建工会60家。", "2024-02", "2024-05-06"),
        ("今年1至3月，{UNION:宜昌市总工会}新建工会60家。", "2024-01", "2024-03"),
        ("2022年3月至2023年2月，{UNION:宜昌市总工会}新建工会60家。", "2022-03", "2023-02"),
        ("上月，{UNION:宜昌市总工会}新建工会60家。", "2024-04", "2024-04"),
        ("截至目前，{UNION:宜昌市总工会}新建工会60家。", None, "2024-05-06"),
        ("近日，{UNION:宜昌市总工会}新建工会60家。", None, None),
        ("{UNION:宜昌市总工会}比2022年多建工会60家。", None, None),
        ("{UNION:宜昌市总工会}投入2022年的余款60万元。", None, None),
        ("去年，{UNION:宜昌市总工会}新建工会60家。", "2023", "2023"),
        ("今年一季度，{UNION:宜昌市总工会}新建工会60家。", "2024-01", "2024-03"),
        ("今年前8个月，{UNION:宜昌市总工会}新建工会60家。", "2024-01", "2024-08"),
        ("2022年上半年，{UNION:宜昌市总工会}新建工会60家。", "2022-01", "2022-06"),
        ("{UNION:宜昌市总工会}新建工会60家。", None, None),
        # When something began dates nothing that is counted now.
        ("“{PROGRAMME:暖流行动}”2021年启动，目前服务职工60人。", None, "2024-05-06"),
        ("“{PROGRAMME:暖流行动}”2021年启动，服务职工60人。", None, None),
    ],
)
def test_a_figure_has_the_time_that_its_sentence_states(text: str, since: str | None, until: str | None) -> None:
    _, _, amounts = related(text)
    assert [(one.since, one.until) for one in amounts] == [(since, until)]
