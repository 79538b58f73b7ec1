"""Statements and figures: what sentences state, and what they do not."""

from __future__ import annotations

import pytest

from kg.linking.within import link
from kg.relations.relate import relate
from tests.annotated import article


def stated(
    annotated: str, date: str | None = "2024-05-06"
) -> tuple[set[tuple[str, str, str, str]], set[tuple[str, str, float, str]]]:
    """Return what an annotated text states: subject, predicate, object, value; and its figures."""
    made, mentions = article(annotated, date)
    references = link(made, mentions)
    claims, amounts = relate(made, mentions, references)
    name = [one.name for one in references]
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(made.text)
    told = {(name[c.subject], c.predicate, "" if c.object is None else name[c.object], c.value or "") for c in claims}
    return told, {(name[a.subject], a.metric, a.value, a.unit) for a in amounts}


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "{UNION:宜昌市总工会}党组书记、常务副主席{PERSON:方知远}说。",
            ("方知远", "holdsPost", "宜昌市总工会", "党组书记"),
        ),
        (
            "{UNION:宜昌市总工会}党组书记、常务副主席{PERSON:方知远}说。",
            ("方知远", "holdsPost", "宜昌市总工会", "常务副主席"),
        ),
        (
            "{ORG:宜昌市人大常委会}副主任、{UNION:市总工会}主席{PERSON:方知远}说。",
            ("方知远", "holdsPost", "宜昌市人民代表大会常务委员会", "副主任"),
        ),
        (
            "{ORG:宜昌市人大常委会}副主任、{UNION:市总工会}主席{PERSON:方知远}说。",
            ("方知远", "holdsPost", "宜昌市总工会", "主席"),
        ),
        ("{UNION:宜昌市总工会}启动“{PROGRAMME:暖流行动}”。", ("宜昌市总工会", "runs", "暖流行动", "")),
        ("“{PROGRAMME:暖流行动}”由{UNION:宜昌市总工会}发起。", ("宜昌市总工会", "runs", "暖流行动", "")),
        (
            "{UNION:宜昌市总工会}联合{ORG:市司法局}、{ORG:市人社局}开展普法。",
            ("宜昌市总工会", "cooperatesWith", "宜昌市人力资源和社会保障局", ""),
        ),
        ("{PERSON:方知远}荣获{HONOUR:全国五一劳动奖章}。", ("方知远", "receives", "全国五一劳动奖章", "")),
        ("2023年6月，{UNION:宜昌市总工会}启动“{PROGRAMME:暖流行动}”。", ("暖流行动", "establishedOn", "", "2023-06")),
        ("{ORG:三峡学院}位于{PLACE:宜昌市}。", ("三峡学院", "locatedIn", "宜昌市", "")),
        ("{PERSON:方知远}参加了“{PROGRAMME:暖流行动}”。", ("方知远", "participatesIn", "暖流行动", "")),
    ],
)
def test_statements_are_found(text: str, statement: tuple[str, str, str, str]) -> None:
    assert statement in stated(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "{UNION:宜昌市总工会}开会。主席台上，{PERSON:方知远}在讲话。",
        "{PERSON:方知远}和{UNION:宜昌市总工会}。",
        "{PERSON:方知远}，{PERSON:秦越山}。",
    ],
)
def test_what_stands_side_by_side_is_no_statement(text: str) -> None:
    assert not {one for one in stated(text)[0] if one[1] in ("holdsPost", "runs", "receives")}


def test_a_subject_that_a_sentence_leaves_out_is_the_one_before_it() -> None:
    told, _ = stated("{UNION:宜昌市总工会}忙了一年。先后推出“{PROGRAMME:暖流行动}”。")
    assert ("宜昌市总工会", "runs", "暖流行动", "") in told


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("{UNION:宜昌市总工会}培训职工31.7万余人次。", 317000.0, "人次"),
        ("{UNION:宜昌市总工会}派出12个小组。", 12.0, "个"),
        ("{UNION:宜昌市总工会}筹集资金近1800万元。", 18000000.0, "元"),
        ("{UNION:宜昌市总工会}的整改率达93%。", 93.0, "%"),
        ("{UNION:宜昌市总工会}慰问一百二十名职工。", 120.0, "名"),
    ],
)
def test_figures_are_read(text: str, value: float, unit: str) -> None:
    assert (value, unit) in {(figure[2], figure[3]) for figure in stated(text)[1]}


def test_dates_are_no_figures() -> None:
    assert not stated("2023年6月8日，{UNION:宜昌市总工会}第3版。")[1]
