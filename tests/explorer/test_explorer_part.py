import pytest
from newspaper import news

from kg import tables
from kg.errors import Refused
from kg.explorer import page, part


@pytest.fixture
def paper():
    return tables.make(news().rows)


def names(part_of):
    return set(part_of["entities"]["name"].to_pylist())


def test_around_takes_as_many_steps_as_asked(paper):
    assert names(part.around(paper, "方知远", 0)) == {"方知远"}
    assert names(part.around(paper, "方知远", 1)) == {"方知远", "云岭市总工会"}
    assert names(part.around(paper, "方知远", 3)) == names(paper)


def test_an_alias_will_do(paper):
    assert "方知远" in names(part.around(paper, "云岭市总", 1))


def test_an_unknown_name_is_refused_with_the_nearest(paper):
    with pytest.raises(Refused, match="云岭市总工会"):
        part.around(paper, "云岭市总工会委员会")


def test_a_page_gives_what_it_says(paper):
    found = part.on_page(paper, "2024/云岭工人报-2.txt")
    assert {"重庆市渝北区总工会", "暖心驿站", "方知远"} <= names(found)
    assert "云岭市司法局" not in names(found)
    assert set(found["statements"]["document"].to_pylist()) == {"2024/云岭工人报-2.txt"}


def test_an_unknown_page_is_refused(paper):
    with pytest.raises(Refused, match=r"No page has 'x\.txt'"):
        part.on_page(paper, "x.txt")


def test_a_part_keeps_only_statements_between_its_entities_and_is_a_page(paper):
    found = part.around(paper, "暖心驿站", 0)
    assert found["statements"]["predicate"].to_pylist() == ["establishedOn"]
    assert found["figures"].num_rows == 2
    assert page.render(found)
