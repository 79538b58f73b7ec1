"""What a page does not touch keeps its IRI, whatever pages come."""

from __future__ import annotations

import pytest

from tests.linking.bench import reading
from tests.linking.corpus import Corpus

NEWS = (
    ("2024-03-01.txt", "2024-03-01", "{UNION:宜昌市总工会}主席{PERSON:王伟}说，{PLACE:宜昌市}的{ORG:江岳重工}招人。{UNION:市总}和{PERSON:王主席}帮忙。"),
    ("2024-04-01.txt", "2024-04-01", "{ORG:绵阳市中心医院}医生{PERSON:王伟}说，{G:暖厂关怀}开始。".replace("{G:", "{PROGRAMME:")),
    ("2024-05-01.txt", "2024-05-01", "{UNION:市总工会}开会。{PERSON:檀文博}说。{PLACE:和平社区}很静。"),
    ("2024-06-01.txt", "2024-06-01", "{ORG:湖北江岳重工股份有限公司}和{UNION:公司工会}，{PERSON:檀文博}在{PLACE:大庆市}说。"),
    ("2024-07-01.txt", "2024-07-01", "{PROGRAMME:暖厂关怀行动}来了，{UNION:大庆市总工会}主席{PERSON:王伟}说，{PLACE:和平社区}也在。"),
    ("2024-08-01.txt", "2024-08-01", "{ORG:四川江岳重工有限公司}开工，{PLACE:江岳}的{ORG:皖岭电机}也来。"),
)  # fmt: skip


def iris(*pages: int) -> dict[tuple[str, int], str]:
    """Return the IRI of each mention of the chosen pages, by document and start."""
    corpus = Corpus([reading(text, name, date) for name, date, text in (NEWS[page] for page in pages)])
    return {(row["document"], row["start"]): row["entity"] for row in corpus.rows["mentions"]}


@pytest.mark.parametrize("added", range(1, len(NEWS)))
def test_a_page_that_is_added_changes_no_iri_of_what_it_does_not_touch(added: int) -> None:
    before, after = iris(*range(added)), iris(*range(added + 1))
    new = {one for at, one in after.items() if at[0] == NEWS[added][0]}
    moved = {at: (one, after[at]) for at, one in before.items() if after[at] != one}
    # What moves goes to an entity that the new page names.
    assert all(there in new for _, there in moved.values()), moved


def test_an_older_namesake_leaves_the_others_told_apart() -> None:
    assert len({one for at, one in iris(0, 1, 4).items() if "person/王伟" in one}) == 3


def test_a_namesake_does_not_take_the_name_of_the_one_who_was_there() -> None:
    alone, together = iris(0), iris(0, 1, 4)
    assert {at: one for at, one in together.items() if at[0] == NEWS[0][0]} == alone


def test_the_order_in_which_pages_are_read_does_not_matter() -> None:
    assert iris(0, 1, 2, 3, 4, 5) == iris(5, 3, 1, 4, 2, 0)


def test_an_unresolved_name_is_its_articles_own() -> None:
    assert [one.rsplit("/", 1)[1] for at, one in iris(2).items() if "总工会" in one] == [
        "市总工会（2024-05-01.txt%201）"
    ]
    assert {at: one for at, one in iris(2, 3, 4).items() if at[0] == NEWS[2][0] and "总工会" in one} == {
        at: one for at, one in iris(2).items() if "总工会" in one
    }
