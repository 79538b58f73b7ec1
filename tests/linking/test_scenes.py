"""What the corpus tells of names: who stands beside them, from which articles on that says nothing, and what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.iri import BASE
from kg.linking.corrections import Correction
from kg.linking.identities import Identity
from kg.linking.judged import Judged
from kg.linking.known import About
from kg.linking.scenes import Scenes
from tests.linking.bench import reading

FIRM, PERSON = ("ORG", "安徽皖岭电机股份有限公司"), ("PERSON", "檀文博")


def about(folder: Path, name: tuple[str, str], texts: list[str]) -> About:
    scenes = Scenes([reading(text, f"{number:03}.txt") for number, text in enumerate(texts)], folder)
    (told,) = scenes.about([one.id for one in scenes.names(name[0]) if one.key == name]).values()
    return told


@pytest.mark.parametrize(("articles", "tells"), [(1, False), (2, True), (50, True), (51, False)])
def test_a_name_in_one_article_or_in_too_many_says_nothing_of_who_stands_beside_it(
    tmp_path: Path, articles: int, tells: bool
) -> None:
    texts = [f"{{ORG:{FIRM[1]}}}投产，{{PERSON:{PERSON[1]}}}说。"] + [f"{{PERSON:{PERSON[1]}}}说。"] * (articles - 1)
    told = about(tmp_path, FIRM, texts)
    assert told.neighbours == ({PERSON: articles} if tells else {})


def test_the_first_articles_tell_of_a_name_and_all_are_counted(tmp_path: Path) -> None:
    texts = [f"{{ORG:{FIRM[1]}}}在{{PLACE:{'芜湖市' if number < 24 else '大庆市'}}}投产。" for number in range(26)]
    told = about(tmp_path, FIRM, texts)
    assert len(told.articles) == 26
    assert {one.name for one in told.homes} == {"芜湖市"}


def test_what_no_correction_speaks_of_is_not_kept() -> None:
    firm, other = (Identity("ORG", name, name) for name in ("皖岭电机", "渭原重机"))
    seen = [(firm, "皖岭电机", "1.txt"), (other, "渭原重机", "1.txt"), (firm, "电机厂", "2.txt")]
    judged = Judged(lambda: seen, [Correction("drop", ("电机厂",), "周敏", "2025-03-02")], BASE)
    assert judged.problems == []
    assert [judged.of(*one)[0] for one in seen] == [firm, other, None]
    assert list(judged._entries) == [firm]
