"""People of one name across articles."""

from __future__ import annotations

from kg.linking.people import Appearance, distinction, separate


def told(number: int, *employers: str) -> Appearance:
    return Appearance((f"{number}.txt", 1), set(employers))


def test_a_shared_employer_makes_one_person() -> None:
    assert len(separate([told(1, "宜昌市总工会"), told(2, "宜昌市总工会", "宜昌市人大常委会")])) == 1


def test_employers_of_one_city_make_one_person() -> None:
    assert len(separate([told(1, "宜昌市总工会"), told(2, "宜昌市人大常委会")])) == 1


def test_employers_of_different_cities_keep_two_people_apart() -> None:
    groups = separate([told(1, "宜昌市总工会"), told(2, "绵阳市中心医院")])
    assert len(groups) == 2
    assert {distinction(group) for group in groups} == {"宜昌市总工会", "绵阳市中心医院"}


def test_one_who_is_told_nothing_of_goes_with_the_only_person_there_is() -> None:
    assert len(separate([told(1, "宜昌市总工会"), told(2)])) == 1


def test_one_who_is_told_nothing_of_is_not_guessed_among_two() -> None:
    assert len(separate([told(1, "宜昌市总工会"), told(2, "绵阳市中心医院"), told(3)])) == 3


def test_the_order_of_the_pages_does_not_matter() -> None:
    people = [told(1, "宜昌市总工会"), told(2, "绵阳市中心医院"), told(3, "宜昌市司法局")]
    forwards = [{one.place for one in group} for group in separate(people)]
    assert [{one.place for one in group} for group in separate(people[::-1])] == forwards
