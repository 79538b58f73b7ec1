"""What names themselves state."""

from __future__ import annotations

from kg import iri
from kg.relations.names import Row, first_mentions, stating


def rows(*entities: tuple[str, str]) -> dict[str, list[Row]]:
    """Return the tables of a page that names each entity once, by its full name."""
    made: dict[str, list[Row]] = {"entities": [], "mentions": []}
    for at, (kind, name) in enumerate(entities):
        entity = iri.entity(iri.BASE, kind, name)
        made["entities"].append({"entity": entity, "type": kind, "name": name})
        made["mentions"].append(
            {
                "entity": entity,
                "document": "p.txt",
                "article": "a",
                "start": at,
                "end": at + 1,
                "text": name,
                "read": name,
            }
        )
    return made


def stated(*entities: tuple[str, str]) -> set[tuple[str, str, str, str]]:
    made = rows(*entities)
    names = {row["entity"]: row["name"] for row in made["entities"]}
    return {
        (names[one["subject"]], one["predicate"], names[one["object"]], one["basis"])
        for one in stating(made, first_mentions(made["mentions"]))
    }


def test_a_body_lies_in_the_place_that_its_name_opens_with() -> None:
    assert ("宜昌市总工会", "locatedIn", "宜昌市", "name") in stated(("UNION", "宜昌市总工会"), ("PLACE", "宜昌市"))


def test_the_smallest_place_of_a_name_counts() -> None:
    told = stated(("ORG", "宜昌市西陵区司法局"), ("PLACE", "宜昌市"), ("PLACE", "西陵区"))
    assert {one[2] for one in told if one[0] == "宜昌市西陵区司法局"} == {"西陵区"}


def test_a_place_that_no_page_names_gives_nothing() -> None:
    assert not stated(("UNION", "宜昌市总工会"))


def test_china_in_a_name_is_no_place() -> None:
    assert not stated(("ORG", "中国铁路宜昌局集团有限公司"), ("PLACE", "中国"))


def test_a_party_group_is_part_of_its_union() -> None:
    told = stated(("UNION", "宜昌市总工会"), ("ORG", "宜昌市总工会党组"))
    assert ("宜昌市总工会党组", "subOrganizationOf", "宜昌市总工会", "name") in told


def test_another_body_of_a_like_name_is_no_part() -> None:
    assert not stated(("ORG", "宜昌市第一中学"), ("ORG", "宜昌市第一中学校友会"))


def test_an_office_lies_where_the_body_lies_that_it_is_part_of() -> None:
    told = stated(("ORG", "中共宜昌市委组织部"), ("ORG", "中共宜昌市委"), ("PLACE", "宜昌市"))
    assert ("中共宜昌市委组织部", "locatedIn", "宜昌市", "name") in told


def test_a_firms_union_is_not_placed_by_the_firms_name() -> None:
    told = stated(("UNION", "湖北江岳重工集团工会"), ("ORG", "湖北江岳重工集团"), ("PLACE", "湖北省"))
    assert {one[1] for one in told if one[0] == "湖北江岳重工集团工会"} == {"subOrganizationOf"}


def test_what_is_printed_may_place_a_body_more_closely_than_its_name() -> None:
    made = rows(("ORG", "夷陵桥社区党委"), ("PLACE", "西陵区"))
    made["entities"][0]["aliases"] = ["西陵区夷陵桥社区党委"]
    assert [one["object"] for one in stating(made, first_mentions(made["mentions"]))] == [made["entities"][1]["entity"]]


def test_a_countrys_workshop_is_part_of_the_workshops() -> None:
    told = stated(("PROGRAMME", "埃及鲁班工坊"), ("PROGRAMME", "鲁班工坊"))
    assert ("埃及鲁班工坊", "partOf", "鲁班工坊", "name") in told


def test_a_division_lies_in_the_one_above_it_as_reference_data_has_it() -> None:
    told = stated(("PLACE", "西陵区"), ("PLACE", "湖北省"))
    assert ("西陵区", "locatedIn", "湖北省", "gazetteer") in told


def test_each_document_gives_its_own_evidence() -> None:
    made = rows(("UNION", "宜昌市总工会"), ("PLACE", "宜昌市"))
    made["mentions"].append({**made["mentions"][0], "document": "q.txt"})
    assert {one["document"] for one in stating(made, first_mentions(made["mentions"]))} == {"p.txt", "q.txt"}
