"""Statements, family by family; the sentences are invented."""

from __future__ import annotations

import pytest

from tests.relations.stating import PAPERS_NAME, related, statements

CITY, COURT, BUREAU = "宜昌市总工会", "宜昌市司法局", "宜昌市教育局"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{UNION:宜昌市总工会}开会。推进“{PROGRAMME:暖流行动}”。", (CITY, "runs", "暖流行动")),
        ("{UNION:宜昌市总工会}“{PROGRAMME:暖流行动}”走红。", (CITY, "runs", "暖流行动")),
        ("“{PROGRAMME:暖流行动}”好。由{UNION:宜昌市总工会}与{ORG:宜昌市司法局}共同管理。", (COURT, "runs", "暖流行动")),
        ("{UNION:宜昌市总工会}联合{ORG:宜昌市司法局}开展“{PROGRAMME:暖流行动}”。", (COURT, "runs", "暖流行动")),
        ("“{PROGRAMME:暖流行动}”出新。{UNION:宜昌市总工会}全面推开这一做法。", (CITY, "runs", "暖流行动")),
        ("{ORG:宜昌重工集团}开工。公司“{PROGRAMME:师徒帮}”见效。", ("宜昌重工集团", "runs", "师徒帮")),
        ("得益于“{PROGRAMME:暖流行动}”的推动，{UNION:宜昌市总工会}少了纠纷。", (CITY, "runs", "暖流行动")),
        ("“{PROGRAMME:暖流行动}”是{UNION:宜昌市总工会}面向职工推出的项目。", (CITY, "runs", "暖流行动")),
        # The page has lost the row above, and with it half of the verb.
        (
            "{UNION:宜昌市总工会}开会。{UNION:宜昌市总工会}说好。\n善“{PROGRAMME:暖流行动}”机制，提升服务。",
            (CITY, "runs", "暖流行动"),
        ),
    ],
)
def test_who_runs_a_programme(text: str, told: tuple[str, str, str]) -> None:
    assert (*told, "") in statements(text)


def test_a_place_that_opens_an_article_is_not_read_with_its_last_character() -> None:
    sure = [
        one.confidence
        for close in ("好", "在")
        for one in related("{PLACE:宜昌市}推出的“{PROGRAMME:暖流行动}”" + close)[1]
        if one.predicate == "runs"
    ]
    assert len(sure) == 2
    assert sure[0] == sure[1]


@pytest.mark.parametrize(
    "text",
    [
        "{UNION:宜昌市总工会}开会。\n各级工会开展“{PROGRAMME:暖流行动}”。",
        "{ORG:三峡学院}继“{PROGRAMME:甲工坊}”之后承建的第二个{PROGRAMME:暖流工坊}。",
        "{UNION:宜昌市总工会}参加“{PROGRAMME:暖流行动}”。",
        "在{PLACE:宜昌市}“{PROGRAMME:暖流行动}”火了。",
        "{UNION:宜昌市总工会}开会。{UNION:宜昌市总工会}说好。\n新“{PROGRAMME:暖流行动}”走红。",
    ],
)
def test_who_does_not_run_it(text: str) -> None:
    assert not {one for one in statements(text) if one[1] == "runs" and one[2] in ("暖流行动", "暖流工坊")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{PERSON:方知远}参加了“{PROGRAMME:暖流行动}”。", ("方知远", "暖流行动")),
        ("{PERSON:方知远}在{EVENT:工会工作推进会}上发言。", ("方知远", "工会工作推进会")),
        ("{EVENT:工会工作推进会}昨天举行。会上，{PERSON:方知远}介绍了做法。", ("方知远", "工会工作推进会")),
        ("{UNION:宜昌市总工会}依托“{PROGRAMME:暖流平台}”办事。", (CITY, "暖流平台")),
        ("{UNION:宜昌市总工会}落实{UNION:全总}“{PROGRAMME:强基年}”部署。", (CITY, "强基年")),
        ("“{PROGRAMME:劳模来了}”活动走进{ORG:宜昌重工集团}。", ("宜昌重工集团", "劳模来了")),
        (
            "{UNION:宜昌市总工会}派出{PROGRAMME:蹲点工作组}。组长{PERSON:方知远}进厂。",
            ("方知远", "宜昌市总工会蹲点工作组"),
        ),
        ("{EVENT:中国工会十七大}代表{PERSON:方知远}来了。", ("方知远", "中国工会第十七次全国代表大会")),
        # Who is not said in the paragraph is whom the article is about.
        (
            "{UNION:宜昌市总工会}开会。{UNION:宜昌市总工会}说好。\n选派律师入驻“{PROGRAMME:暖流平台}”答疑。",
            (CITY, "暖流平台"),
        ),
    ],
)
def test_who_takes_part(text: str, told: tuple[str, str]) -> None:
    assert (told[0], "participatesIn", told[1], "") in statements(text)


def test_a_paragraph_that_is_not_at_the_meeting_makes_nobody_take_part() -> None:
    told = statements("{EVENT:工会工作推进会}昨天举行。\n{PERSON:方知远}回家了。")
    assert not {one for one in told if one[1] == "participatesIn"}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("{UNION:宜昌市总工会}会同{ORG:宜昌市司法局}、{ORG:宜昌市教育局}下乡。", {(CITY, COURT), (CITY, BUREAU)}),
        ("{UNION:宜昌市总工会}与{ORG:宜昌市司法局}、{ORG:宜昌市教育局}联合，办了班。", {(CITY, COURT), (CITY, BUREAU)}),
        ("{UNION:宜昌市总工会}还与{ORG:宜昌市司法局}合作办案。", {(CITY, COURT)}),
        ("{UNION:宜昌市总工会}忙。联合{ORG:宜昌市司法局}下乡。", {(CITY, COURT)}),
        ("{UNION:宜昌市总工会}来到{UNION:荆州市总工会}。两家工会签订了协议。", {(CITY, "荆州市总工会")}),
        ("{UNION:宜昌市总工会}和{ORG:宜昌市司法局}都在。", set()),
        ("{UNION:宜昌市总工会}走访{ORG:宜昌市司法局}。", set()),
    ],
)
def test_who_works_together(text: str, pairs: set[tuple[str, str]]) -> None:
    assert {(one[0], one[2]) for one in statements(text) if one[1] == "cooperatesWith"} == pairs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{UNION:宜昌市总工会}在{PLACE:西陵区}启动“{PROGRAMME:暖流行动}”。", {("暖流行动", "西陵区")}),
        ("“{PROGRAMME:暖流工坊}”在{PLACE:西陵区}揭牌。", {("暖流工坊", "西陵区")}),
        ("{PLACE:西陵区}的{ORG:三峡学院}开学。", {("三峡学院", "西陵区")}),
        ("{ORG:三峡学院}坐落于{PLACE:西陵区}。", {("三峡学院", "西陵区")}),
        ("{PLACE:西陵区}，{ORG:三峡学院}内人声鼎沸。", {("三峡学院", "西陵区")}),
        ("{UNION:宜昌市总工会}在{PLACE:西陵区}开会。", set()),
        ("{PLACE:宜昌}下雨。{UNION:宜昌市总工会}在全市范围推出“{PROGRAMME:暖流行动}”。", {("暖流行动", "宜昌市")}),
        ("{PLACE:西陵区}首家“{ORG:橘灯法律服务站}”开门。", {("橘灯法律服务站", "西陵区")}),
        ("{ORG:橘灯服务站}作为{PLACE:西陵区}首个样板，{PERSON:方知远}常来。", {("橘灯服务站", "西陵区")}),
        (
            "{PLACE:江南社区}培育了{ORG:橘灯志愿服务队}、{ORG:楚调艺术团}。",
            {("橘灯志愿服务队", "江南社区"), ("楚调艺术团", "江南社区")},
        ),
        ("{PLACE:宜昌}下雨。{UNION:宜昌市总工会}成立{ORG:护航律师团}。", {("护航律师团", "宜昌市")}),
        ("{PLACE:宜昌}下雨。{UNION:宜昌市总工会}帮助成立{ORG:武汉护航律师团}。", set()),
        ("在{PLACE:西陵区}，学员走进{ORG:三峡学院}。", set()),
        ("{UNION:宜昌市总工会}在{PLACE:亚洲}国家建起更多“{PROGRAMME:暖流工坊}”。", set()),
    ],
)
def test_where_something_is(text: str, told: set[tuple[str, str]]) -> None:
    assert {(one[0], one[2]) for one in statements(text) if one[1] == "locatedIn"} == told


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("{ORG:三峡学院}将落户{PLACE:西陵区}和{PLACE:秭归县}。", "planned"),
        ("{ORG:三峡学院}没有设在{PLACE:西陵区}和{PLACE:秭归县}。", "negated"),
        ("“{PROGRAMME:橘灯小分队}”很忙，拟进驻{PLACE:西陵区}和{PLACE:秭归县}。", "planned"),
        ("下一步建成{PLACE:西陵区}首家“{ORG:橘灯服务站}”。", "planned"),
        ("如果{ORG:橘灯服务站}成为{PLACE:西陵区}首个样板，就好了。", "supposed"),
        ("{ORG:橘灯服务站}作为{PLACE:西陵区}首个样板。", "asserted"),
        ("{PLACE:宜昌}下雨。{UNION:宜昌市总工会}将在全市范围推出“{PROGRAMME:暖流行动}”。", "planned"),
        ("{PLACE:西陵区}，明年{ORG:三峡学院}开学。", "planned"),
    ],
)
def test_where_something_is_to_be_is_not_where_it_is(text: str, modality: str) -> None:
    _, claims, _ = related(text)
    assert {one.modality for one in claims if one.predicate == "locatedIn"} == {modality}


def test_the_place_of_a_headline_is_as_sure_as_what_the_headline_says() -> None:
    _, claims, _ = related("{UNION:宜昌市总工会}开会。", headline="{PLACE:宜昌}：将推出“{PROGRAMME:一窗办}”")
    assert [one.modality for one in claims if one.predicate == "locatedIn"] == ["planned"]


def test_a_headline_that_opens_with_a_place_tells_where_its_programme_is() -> None:
    told = statements("{UNION:宜昌市总工会}开会。", headline="{PLACE:宜昌}：“{PROGRAMME:一窗办}”省心")
    assert ("一窗办", "locatedIn", "宜昌市", "") in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“{PROGRAMME:暖流平台}”新增“{PROGRAMME:有话说}”栏目。", ("有话说", "partOf", "暖流平台")),
        ("作为“{PROGRAMME:强基年}”的重点项目，“{PROGRAMME:暖流行动}”启动。", ("暖流行动", "partOf", "强基年")),
        (
            "{ORG:宜昌重工集团}开放自家{ORG:方知远创新工作室}。",
            ("方知远创新工作室", "subOrganizationOf", "宜昌重工集团"),
        ),
    ],
)
def test_what_is_part_of_what(text: str, told: tuple[str, str, str]) -> None:
    assert (*told, "") in statements(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{PERSON:方知远}进厂。2019年，他获得{HONOUR:全国五一劳动奖章}。", ("方知远", "全国五一劳动奖章", "2019")),
        ("{HONOUR:全国劳动模范}、{ORG:三峡学院}教师{PERSON:方知远}来了。", ("方知远", "全国劳动模范", "")),
        ("去年，{UNION:宜昌市总工会}被评为{HONOUR:全国文明单位}。", (CITY, "全国文明单位", "2023")),
    ],
)
def test_who_receives_what(text: str, told: tuple[str, str, str]) -> None:
    assert (told[0], "receives", told[1], told[2]) in statements(text)


def test_what_someones_words_do_that_person_does_not() -> None:
    told = statements(
        "{PERSON:方知远}同志的讲话推动了“{PROGRAMME:暖流行动}”。{PERSON:方知远}发起“{PROGRAMME:橘灯行动}”。"
    )
    assert {one[2] for one in told if one[1] == "runs"} == {"橘灯行动"}


def test_what_ones_team_receives_is_not_ones_own() -> None:
    told = statements("{PERSON:方知远}所在的班组拿下了{HONOUR:工人先锋号}。")
    assert not {one for one in told if one[1] == "receives"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{ORG:三峡工作室}很小。这个工作室成立于2016年。", {("三峡工作室", "2016")}),
        ("{PROGRAMME:工匠夜校}不贵。夜校2023年6月启动。", {("工匠夜校", "2023-06")}),
        ("2022年4月，{UNION:宜昌市总工会}成立{PLACE:湖北省}首家“{ORG:暖心服务站}”。", {("暖心服务站", "2022-04")}),
        ("2024年3月，“{PROGRAMME:甲课堂}”“{PROGRAMME:乙课堂}”上线。", {("甲课堂", "2024-03"), ("乙课堂", "2024-03")}),
        ("截至2024年3月，“{PROGRAMME:暖流驿家}”建成站点27个。", set()),
        ("2022年，{UNION:宜昌市总工会}走访企业。", set()),
        ("{UNION:宜昌市总工会}2023年成立。", {("宜昌市总工会", "2023")}),
        ("{ORG:王海燕创新工作室}2024年6月5日在医院挂牌。", {("王海燕创新工作室", "2024-06-05")}),
        ("3月8日，{UNION:宜昌市总工会}职工书画展览馆投用。", set()),
    ],
)
def test_since_when_something_stands(text: str, told: set[tuple[str, str]]) -> None:
    assert {(one[0], one[3]) for one in statements(text) if one[1] == "establishedOn"} == told


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("{UNION:宜昌市总工会}将启动“{PROGRAMME:暖流行动}”。", "planned"),
        ("{UNION:宜昌市总工会}将继续推进“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}没有开展“{PROGRAMME:暖流行动}”。", "negated"),
        ("如果{UNION:宜昌市总工会}开展“{PROGRAMME:暖流行动}”，就好了。", "supposed"),
        ("{UNION:宜昌市总工会}开展“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}将推进“{PROGRAMME:暖流行动}”与宣讲相结合。", "asserted"),
        # Words that only hold one of negation, of doubt or of the time to come.
        ("{UNION:宜昌市总工会}围绕未来工匠培养开展“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}面向未就业学生开展“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}在没水的山村开展“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}依托技能提升计划开展“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}在将军路开展“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}组织若干小分队开展“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}围绕合理化建议开展“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}在{PLACE:计划新村}开展“{PROGRAMME:暖流行动}”。", "asserted"),
        ("{UNION:宜昌市总工会}在{PLACE:明年岭}开展“{PROGRAMME:暖流行动}”。", "asserted"),
        # The same words where they are meant.
        ("{UNION:宜昌市总工会}未开展“{PROGRAMME:暖流行动}”。", "negated"),
        ("{UNION:宜昌市总工会}因为没开展“{PROGRAMME:暖流行动}”。", "negated"),
        ("{UNION:宜昌市总工会}计划开展“{PROGRAMME:暖流行动}”。", "planned"),
        ("{UNION:宜昌市总工会}今年计划开展“{PROGRAMME:暖流行动}”。", "planned"),
        ("{UNION:宜昌市总工会}说，要设立更多“{PROGRAMME:暖流驿家}”。", "planned"),
        ("{UNION:宜昌市总工会}未来三年开展“{PROGRAMME:暖流行动}”。", "planned"),
        ("若{UNION:宜昌市总工会}开展“{PROGRAMME:暖流行动}”，就好了。", "supposed"),
        ("有人建议{UNION:宜昌市总工会}开展“{PROGRAMME:暖流行动}”。", "supposed"),
    ],
)
def test_what_is_not_asserted_is_marked(text: str, modality: str) -> None:
    _, claims, _ = related(text)
    assert {one.modality for one in claims if one.predicate == "runs"} == {modality}
    sure = {one.confidence for one in claims if one.predicate == "runs"}
    assert all((one < 0.5) == (modality != "asserted") for one in sure)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("本报讯（记者 {PERSON:苏青}）雨停了。", {("苏青", PAPERS_NAME, "记者")}),
        (
            "本报讯（记者 {PERSON:苏青} 通讯员 {PERSON:陆遥}）雨停了。",
            {("苏青", PAPERS_NAME, "记者"), ("陆遥", PAPERS_NAME, "通讯员")},
        ),
        ("一名记者{PERSON:苏青}来过。", set()),
        ("{ORG:宜昌重工集团}开工。董事长{PERSON:方知远}说。", {("方知远", "宜昌重工集团", "董事长")}),
        ("{PLACE:江南社区}很静。志愿者{PERSON:方知远}说。", {("方知远", "江南社区", "志愿者")}),
        ("{ORG:宜昌市司法局}副局长、{HONOUR:全国劳动模范}{PERSON:方知远}说。", {("方知远", COURT, "副局长")}),
        ("{UNION:宜昌市总工会}副主席、骑手{PERSON:方知远}说。", {("方知远", CITY, "副主席")}),
        ("来自{PLACE:宜昌市}的快递员{PERSON:方知远}说。", set()),
        (
            "{ORG:三峡学院}党委书记兼{UNION:三峡学院工会}主席{PERSON:方知远}说。",
            {("方知远", "三峡学院", "党委书记"), ("方知远", "三峡学院工会", "主席")},
        ),
        ("{PLACE:中国}很大。国家主席{PERSON:方知远}说。", {("方知远", "中国", "主席")}),
        ("{UNION:三峡公司工会}成立，{PERSON:方知远}当选工会主席。", {("方知远", "三峡公司工会", "主席")}),
    ],
)
def test_posts(text: str, told: set[tuple[str, str, str]]) -> None:
    assert {(one[0], one[2], one[3]) for one in statements(text) if one[1] == "holdsPost"} == told


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2019年，时任{UNION:宜昌市总工会}主席{PERSON:方知远}来过。", "2019", "2019"),
        ("{UNION:宜昌市总工会}原主席{PERSON:方知远}来过。", None, "2024-05-06"),
        ("{PERSON:方知远}自2021年起任{UNION:宜昌市总工会}主席。", "2021", None),
        ("{UNION:宜昌市总工会}主席{PERSON:方知远}来过。", None, None),
    ],
)
def test_a_post_has_its_own_interval(text: str, since: str | None, until: str | None) -> None:
    _, claims, _ = related(text)
    assert [(one.since, one.until, one.value) for one in claims if one.predicate == "holdsPost"] == [
        (since, until, "主席")
    ]
