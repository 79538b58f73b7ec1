"""Names joined across pages: what is weighed, what nothing outweighs, and that no chain joins two."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.linking.features import stated
from kg.linking.linked import Linked
from kg.linking.merging import JOINS
from kg.linking.scenes import Scenes
from tests.linking.bench import reading
from tests.linking.corpus import Corpus

FULL = "安徽皖岭电机股份有限公司"


def corpus(*texts: str) -> Corpus:
    return Corpus([reading(text, f"{number}.txt") for number, text in enumerate(texts, 1)])


def names(*texts: str) -> list[str]:
    return sorted(row["name"] for row in corpus(*texts).rows["entities"])


def reasons(made: Corpus, form: str) -> dict[str, float]:
    row = next(row for row in made.rows["mentions"] if row["text"] == form)
    return {one["feature"]: one["weight"] for one in row["features"]}


def test_a_merge_keeps_rule_features_and_quotes() -> None:
    made = corpus(f"{{ORG:{FULL}}}在{{PLACE:芜湖市}}投产。", "你好。{PLACE:芜湖市}的{ORG:皖岭电机}招人。再见。")
    row = next(row for row in made.rows["mentions"] if row["text"] == "皖岭电机")
    assert row["rule"] == "corpus"
    assert {one["feature"]: one["detail"] for one in row["features"]} == {"core": "皖岭电机", "place": "芜湖市"}
    assert sum(one["weight"] for one in row["features"]) >= JOINS
    assert row["quote"] == "芜湖市的皖岭电机招人。"
    assert (row["ground"]["document"], row["ground"]["quote"]) == ("1.txt", f"{FULL}在芜湖市投产。")


def test_a_name_that_says_all_needs_no_reason() -> None:
    (row,) = corpus(f"{{ORG:{FULL}}}投产。").rows["mentions"]
    assert row["rule"] == "full-name"
    assert row["features"] is None


def test_what_an_article_decides_keeps_the_passage_that_decided() -> None:
    made = corpus("焊工{PERSON:段玉瑾}获奖。{PERSON:段玉谨}说。")
    row = next(row for row in made.rows["mentions"] if row["text"] == "段玉谨")
    assert row["rule"] == "misread"
    assert row["ground"]["quote"] == "焊工段玉瑾获奖。"
    assert reasons(made, "段玉谨") == {"glyph": 4.0, "same-article": 2.0}


def test_neighbours_and_posts_join_what_the_likeness_alone_does_not() -> None:
    alone = ("{ORG:陕西渭原重型机械有限公司}投产。", "{ORG:渭原重机}夺冠。")
    assert "渭原重机" in names(*alone)
    beside = ("{ORG:陕西渭原重型机械有限公司}投产，{PERSON:檀文博}说。", "{ORG:渭原重机}夺冠，{PERSON:檀文博}说。")
    made = corpus(*beside)
    assert "渭原重机" not in [row["name"] for row in made.rows["entities"]]
    assert reasons(made, "渭原重机")["neighbours"] > 0


@pytest.mark.parametrize(
    "texts",
    [
        (f"{{ORG:{FULL}}}投产。", "{PLACE:大庆市}的{ORG:皖岭电机}招人。"),
        (f"{{ORG:{FULL}}}投产。", "{ORG:四川皖岭电机有限公司}投产。", "{ORG:皖岭电机}招人。"),
        ("{UNION:江阳区总工会}说。", "{UNION:江阳区蓝田街道总工会}说。"),
        ("{PLACE:芜湖市}{ORG:顺通公交公司}说。", "{PLACE:宝鸡市}{ORG:顺通公交公司}说。"),
        ("{PLACE:芜湖市}{ORG:顺通公交公司}说。", "{PLACE:合肥市}{ORG:顺通公交公司}说。"),
    ],
)
def test_nothing_is_merged_against_place_level_or_a_rival(texts: tuple[str, ...]) -> None:
    organisations = [row for row in corpus(*texts).rows["entities"] if row["type"] in ("ORG", "UNION")]
    assert len(organisations) == len(texts)


def test_no_chain_joins_two_places_through_a_name_without_one() -> None:
    texts = (
        "{PLACE:芜湖市}{ORG:芜湖青禾食品有限公司}。",
        "{ORG:青禾食品}好。",
        "{PLACE:宝鸡市}{ORG:宝鸡青禾食品有限公司}。",
    )
    assert {"芜湖青禾食品有限公司", "宝鸡青禾食品有限公司"} <= set(names(*texts))


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        ("2016年", "2016年5月", 4.0),
        ("2016年5月", "2016年5月", 4.0),
        ("2016年4月", "2016年5月", -6.0),
        ("2015年", "2016年5月", -6.0),
    ],
)
def test_dates_of_founding_are_compared_as_far_as_both_tell(
    one: str, other: str, weight: float, tmp_path: Path
) -> None:
    names, days = ("皖岭电机", FULL), (one, other)
    texts = (f"{{ORG:{name}}}成立于{day}。" for name, day in zip(names, days, strict=True))
    scenes = Scenes([reading(text, f"{at}.txt") for at, text in enumerate(texts)], tmp_path)
    told = {called.key: about for called in scenes.names("ORG") for about in scenes.about([called.id]).values()}
    found = stated(("ORG", names[0]), ("ORG", names[1]), told)
    assert found is not None
    assert (found.name, found.weight) == ("establishedOn", weight)


def test_of_two_namings_that_one_article_has_once_the_other_pages_say_which_is_right() -> None:
    texts = ("{PERSON:苗新棋}进厂，{PERSON:苗新祺}出厂。", "{PERSON:苗新祺}说。")
    assert names(*texts) == ["苗新祺"]
    readings = [reading(text, f"{at}.txt") for at, text in enumerate(texts)]
    (first, second) = map(Linked(readings).straight, readings)
    assert [one.rule for one in first.references[0]] == ["misread", "full-name"]
    assert second.references[0][0].name == "苗新祺"


def test_places_have_their_division_and_divisions_their_coordinates() -> None:
    rows = {
        row["name"]: row
        for row in corpus("{PLACE:芜湖市}的{PLACE:镜湖区胜利社区}和{PLACE:赭山公园}。").rows["entities"]
    }
    assert rows["芜湖市"]["division"] == "340200"
    assert 118 < rows["芜湖市"]["longitude"] < 119
    assert rows["镜湖区胜利社区"]["division"] == "340202"
    assert rows["镜湖区胜利社区"]["longitude"] is None
    assert rows["赭山公园"]["division"] is None
