"""The unions as a tree, inferred from their names and places."""

from __future__ import annotations

from tests.linking.bench import reading
from tests.linking.corpus import Corpus


def tree(*texts: str) -> dict[str, tuple[str, float]]:
    corpus = Corpus([reading(text, f"{number}.txt") for number, text in enumerate(texts, 1)])
    rows = [row for row in corpus.rows["statements"] if row["basis"] == "inferred"]
    names = {row["entity"]: row["name"] for row in corpus.rows["entities"]}
    assert all(row["predicate"] == "subOrganizationOf" for row in rows)
    assert all(row["quote"] and row["document"] for row in rows)
    return {names[row["subject"]]: (names[row["object"]], row["confidence"]) for row in rows}


def test_each_level_stands_under_the_next() -> None:
    found = tree(
        "{UNION:全总}、{UNION:四川省总工会}、{UNION:泸州市总工会}、{UNION:泸州市江阳区总工会}、{UNION:泸州市江阳区蓝田街道总工会}。"
    )
    assert found == {
        "四川省总工会": ("中华全国总工会", 0.9),
        "泸州市总工会": ("四川省总工会", 0.9),
        "江阳区总工会": ("泸州市总工会", 0.9),
    } | {name: ("江阳区总工会", 0.9) for name in found if "街道" in name}
    assert any("街道" in name for name in found)


def test_a_level_that_no_page_names_is_passed_over() -> None:
    assert tree("{UNION:四川省总工会}、{UNION:泸州市江阳区总工会}。") == {"江阳区总工会": ("四川省总工会", 0.9)}


def test_a_firms_union_stands_under_that_of_its_place_and_is_less_sure() -> None:
    assert tree("{UNION:芜湖市总工会}。", "{UNION:芜湖新芜快递有限公司工会}。") == {
        "芜湖新芜快递有限公司工会": ("芜湖市总工会", 0.7)
    }


def test_trades_of_the_whole_country_and_nothing_more() -> None:
    found = tree("{UNION:中华全国总工会}、{UNION:中国教育工会}、{UNION:中国工会}、{UNION:新芜快递工会}。")
    assert found == {"中国教育工会": ("中华全国总工会", 0.9)}


def test_another_citys_union_is_none_above() -> None:
    assert tree("{UNION:大庆市总工会}、{UNION:泸州市江阳区总工会}。") == {}
