"""People of one name across articles."""

from __future__ import annotations

import pytest

from kg.linking.people import Appearance, Person, separate, weigh
from kg.names import divisions

RARE, COMMON = "檀文博", "王伟"


def told(number: int, *employers: str, home: str = "", **more: object) -> Appearance:
    place = divisions.only(home) if home else None
    return Appearance((f"{number}.txt", 1), set(employers), home=place, **more)  # type: ignore[arg-type]


def groups(people: list[Person]) -> list[set[str]]:
    return [{one.place[0] for one in person.appearances} for person in people]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(1, "宜昌市总工会"), told(2, "宜昌市总工会", "宜昌市人大常委会")),
        (told(1, "宜昌市总工会"), told(2, "宜昌市人大常委会")),
        (told(1, "湖北省总工会"), told(2, "湖北省总工会", home="宜昌市")),
        (told(1, "江岳重工工会"), told(2, "江岳重工")),
        (told(1, "宜昌市总工会"), told(2, home="宜昌市")),
        (told(1, home="宜昌市"), told(2, home="宜昌市")),
        (told(1, byline=True, home=""), told(2, byline=True)),
    ],
)
def test_agreement_makes_one_person_even_of_a_common_name(one: Appearance, other: Appearance) -> None:
    assert len(separate(COMMON, [one, other])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(1, "宜昌市总工会"), told(2, "绵阳市中心医院")),
        (told(1, "湖北省总工会"), told(2, "四川省总工会")),
        (told(1, home="宜昌市"), told(2, home="绵阳市")),
        (told(1, "宜昌市总工会"), told(2, home="绵阳市")),
        (told(1, "宜都市总工会"), told(2, "当阳市总工会")),
        (told(1, date="1951-05-01"), told(2, date="2024-05-01")),
        (told(1, "江岳重工", titles={"董事长"}), told(2, "青禾医院", titles={"护士长"})),
        (told(1, "江岳重工", home="宜昌市"), told(2, "青禾医院")),
    ],
)
def test_disagreement_keeps_two_apart_even_of_a_rare_name(one: Appearance, other: Appearance) -> None:
    assert len(separate(RARE, [one, other])) == 2


def test_a_name_alone_joins_where_it_is_rare_and_not_where_it_is_common() -> None:
    assert len(separate(RARE, [told(1), told(2)])) == 1
    assert len(separate(COMMON, [told(1), told(2)])) == 2


def test_one_who_is_told_nothing_of_goes_with_the_only_person_there_is() -> None:
    assert len(separate(RARE, [told(1, "宜昌市总工会"), told(2)])) == 1


def test_one_who_is_told_nothing_of_is_not_guessed_among_two() -> None:
    assert len(separate(RARE, [told(1, "宜昌市总工会"), told(2, "绵阳市中心医院"), told(3)])) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told(1, "江岳重工", home="宜昌市"), told(2, "青禾医院", home="宜昌市")),
        (told(1, "江岳重工", titles={"焊工"}), told(2, "青禾机械厂", titles={"焊工"})),
        (told(1, "江岳重工"), told(2, "江岳重工焊接车间")),
    ],
)
def test_a_rare_name_with_a_place_a_post_or_a_firm_in_common_is_one_person(one: Appearance, other: Appearance) -> None:
    assert len(separate(RARE, [one, other])) == 1


def test_nobody_s_name_is_so_long_that_employers_count_nothing() -> None:
    assert len(separate("阿依古丽·买买提", [told(1, "江岳重工"), told(2, "青禾医院")])) == 2


def test_other_employers_are_told_as_a_reason_against() -> None:
    one, other = told(1, "江岳重工"), told(2, "青禾医院")
    person = Person()
    person.add(one)
    assert [(part.name, part.detail) for part in weigh(RARE, person, other) if part.weight < 0] == [
        ("employer", "江岳重工≠青禾医院")
    ]


def test_no_chain_through_one_who_was_in_two_cities() -> None:
    both = told(2, "宜昌市总工会", "绵阳市中心医院")
    people = separate(RARE, [told(1, "宜昌市总工会"), both, told(3, "大庆市公安局")])
    assert groups(people) == [{"1.txt", "2.txt"}, {"3.txt"}]


def test_the_order_of_the_pages_does_not_matter() -> None:
    people = [told(1, "宜昌市总工会"), told(2, "绵阳市中心医院"), told(3, "宜昌市司法局")]
    assert groups(separate(RARE, people[::-1])) == groups(separate(RARE, people))


def test_each_who_joins_says_why() -> None:
    (person,) = separate(RARE, [told(1, "宜昌市总工会"), told(2, "宜昌市总工会")])
    assert [one.name for one in person.joined["2.txt", 1]] == ["name", "employer", "place"]


def test_people_are_told_apart_by_employer_then_place_then_page() -> None:
    for one, distinction in (
        (told(1, "宜昌市总工会"), "宜昌市总工会"),
        (told(1, home="宜昌市"), "宜昌市"),
        (told(1), "1.txt 1"),
    ):
        (person,) = separate(RARE, [one])
        assert person.distinction() == distinction


def test_thousands_of_one_name_are_compared_with_few() -> None:
    crowd = [told(number, f"{city}总工会") for number, city in enumerate(["宜昌市", "绵阳市", "大庆市"] * 700)]
    assert len(separate(COMMON, crowd)) == 3
