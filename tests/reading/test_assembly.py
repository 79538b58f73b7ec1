"""Putting pieces together: what may follow what, the search, and pages that need none of it."""

from __future__ import annotations

import csv
from itertools import pairwise, permutations, product
from pathlib import Path

import numpy as np
import pytest

import kg
from kg.model import Page as Input
from kg.reading import continuation, ends, signs
from kg.reading.articles import articles
from kg.reading.assembly import chains, divide, match, weights
from kg.reading.kinship import NAMES as KIN
from kg.reading.kinship import kin
from kg.reading.layout import Layout, bond
from kg.reading.lines import split
from kg.reading.moves import exchange, insert
from kg.reading.pieces import cut
from kg.reading.regions import regions
from kg.reading.search import improve
from kg.reading.signs import NAMES, Page
from kg.reading.within import within
from kg.training.ordered import Text
from tests.reading.jumbler import COLUMNS, SPACED, features, joins, measure, ours, pages

GOLD = Path(__file__).parents[1] / "gold"
SAMPLES = Path(kg.__file__).parent / "samples"

PAGE = """江边的工友驿站

云溪县总工会在江边建起工友驿站，外卖骑手可以在这里歇脚、热饭、充电。驿站由三名退休职工轮流值守，他们把

校园里的劳模课

本报讯（记者 林向晚）青禾市第一中学请来劳模给学生上课，讲的是怎样把一颗螺丝拧好。

学生们听得入神。（林向晚）

钥匙挂在门口，谁来得早谁开门。骑手们说，驿站像家一样。
"""


def page(text: str = PAGE) -> Page:
    model = continuation.load()
    return Page(cut(split(text, model)), model, ends.load())


def worth(found: list[list[int]], joined: np.ndarray, together: np.ndarray) -> float:
    total = sum(joined[one, other] for chain in found for one, other in pairwise(chain))
    return float(total + sum(bond(together[np.ix_(chain, chain)].sum(), np.array(len(chain))) for chain in found))


def random_page(seed: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    together = chance.normal(size=(size, size))
    together += together.T
    np.fill_diagonal(together, 0)
    return chance.normal(size=(size, size)), together


def test_every_sign_has_a_name_and_a_weight() -> None:
    here = page()
    assert here.signs().shape == (here.size, here.size, len(NAMES))
    assert kin(here).shape == (here.size, here.size, len(KIN))
    assert len(set(NAMES)) == len(NAMES)
    assert weights().join.shape == (len(NAMES),)
    assert weights().join.any()
    assert weights().kin.any()


def test_what_ends_an_article_is_followed_by_nothing_and_what_begins_one_follows_nothing() -> None:
    here = page()
    closed = next(piece.at for piece in here.pieces if piece.closed)
    assert here.pieces[closed].text.endswith("（林向晚）")
    assert not here.possible[closed].any()
    fresh = next(piece.at for piece in here.pieces if piece.fresh)
    assert here.pieces[fresh].text == "校园里的劳模课"
    assert not here.possible[:, fresh].any()
    assert not here.possible.diagonal().any()


def test_the_piece_that_goes_on_is_found_behind_an_article_that_lies_between() -> None:
    here = page()
    station, lesson = chains(here, weights())
    assert [here.pieces[at].start[:4] for at in station] == ["江边的工", "云溪县总", "钥匙挂在"]
    assert lesson == [2, 3, 4]


def test_the_network_prefers_the_true_continuation() -> None:
    tails = ["三名退休职工轮流值守，他们把", "市总工会主席在会上强", "为一线职工送去了防"]
    starts = ["钥匙挂在门口，谁来得早", "调，要把职工的事放在心", "暑降温的用品，并叮嘱大"]
    found, start = ends.load().compare(tails, starts)
    assert found.shape == (3, 3)
    assert found.argmax(axis=1).tolist() == [0, 1, 2]
    begins = ends.load().compare([], ["近年来，云溪县总工会积极", "调，要把职工的事放在心"])[1]
    assert begins[0] > begins[1]
    assert start.shape == (3,)


@pytest.mark.parametrize("seed", range(12))
def test_the_search_never_loses_worth_and_keeps_every_piece(seed: int) -> None:
    joined, together = random_page(seed, 14)
    before = match(joined)
    after = improve(before, joined, together)
    assert sorted(at for chain in after for at in chain) == list(range(14))
    assert worth(after, joined, together) >= worth(before, joined, together) - 1e-9
    assert worth(improve(after, joined, together), joined, together) == pytest.approx(worth(after, joined, together))


@pytest.mark.parametrize("seed", range(30))
def test_every_step_gains_what_it_says(seed: int) -> None:
    joined, together = random_page(seed, 9)
    order = [int(at) for at in np.random.default_rng(seed).permutation(9)]
    found = [order[:4], order[4:7], order[7:]]
    layout = Layout([*found, []], joined, together)
    for gain, changed in (exchange(found, layout), insert(found, layout), within(found, {}, joined, together)):
        assert sorted(at for chain in changed for at in chain) == list(range(9))
        assert worth(changed, joined, together) - worth(found, joined, together) == pytest.approx(gain)


def test_a_piece_in_the_middle_of_a_wrong_article_is_put_into_the_right_one() -> None:
    # 2 stands between 0 and 1 and belongs between 3 and 4: taken out alone it would lose more than it gains.
    joined = np.full((5, 5), -5.0)
    for pair, value in {(0, 2): 2, (2, 1): 2, (0, 1): 1, (3, 4): 2, (3, 2): 3, (2, 4): 3}.items():
        joined[pair] = value
    found = improve([[0, 2, 1], [3, 4]], joined, np.zeros((5, 5)))
    assert sorted(found) == [[0, 1], [3, 2, 4]]


def test_two_stretches_of_an_article_in_the_wrong_order_are_exchanged() -> None:
    joined = np.full((6, 6), -9.0)
    for at in range(5):
        joined[at, at + 1] = 1
    assert improve([[0, 3, 4, 1, 2, 5]], joined, np.zeros((6, 6))) == [[0, 1, 2, 3, 4, 5]]


def test_that_a_piece_is_next_counts_apart_where_it_begins_inside_a_sentence() -> None:
    here = page("江边的驿站\n\n驿站由三名职工轮流值守。\n\n，并提醒大家添衣。\n\n骑手们说，驿站像家一样。")
    odd = here.signs()[..., NAMES.index("next, odd (whole)")]
    assert odd[1, 2] < 0
    assert odd[2, 3] == 0
    assert odd[1, 3] == 0


def every_division(size: int) -> list[list[list[int]]]:
    found = []
    for order in permutations(range(size)):
        for stops in product((False, True), repeat=size - 1):
            parts, last = [], 0
            for at, stop in enumerate((*stops, True), 1):
                if stop:
                    parts.append(list(order[last:at]))
                    last = at
            found.append(parts)
    return found


def test_the_search_comes_near_the_best_of_all_divisions() -> None:
    near = 0
    divisions = every_division(5)
    for seed in range(20):
        joined, together = random_page(seed, 5)
        best = max(worth(one, joined, together) for one in divisions)
        found = worth(improve(match(joined), joined, together), joined, together)
        assert found <= best + 1e-9
        near += found > best - 1e-6
    assert near >= 12


def test_a_matching_has_no_circles() -> None:
    joined = np.array([[-1.0, 5.0, -1.0], [-1.0, -1.0, 5.0], [4.0, -1.0, -1.0]])
    assert match(joined) == [[0, 1, 2]]


def test_an_impossible_join_is_never_made() -> None:
    here = page()
    everything = np.full((here.size, here.size), 9.0, np.float32)
    found = divide(everything, everything, here)
    assert all(here.possible[one, other] for chain in found for one, other in pairwise(chain))


def test_regions_are_provinces_and_countries_whatever_names_them() -> None:
    found = regions("湖北省宜昌市和夷陵区的代表到老挝万象参观，中国和老挝")
    assert found["42"] >= 2
    assert found["老挝"] >= 2
    assert "中国" not in found


def gold(stem: str) -> dict[int, str]:
    rows = csv.reader((GOLD / f"{stem}.articles.tsv").open(encoding="utf-8"), delimiter="\t")
    return {line: name for name, _, first, last, _ in rows for line in range(int(first), int(last) + 1)}


def in_order(stem: str) -> bool:
    """Whether every article of a sample page stands in one run."""
    names = [name for _, name in sorted(gold(stem).items()) if name not in ("x", "dup")]
    return sum(one != other for one, other in pairwise(names)) + 1 == len(set(names))


TIDY = [path.stem for path in sorted(SAMPLES.glob("*.txt")) if in_order(path.stem)]


def test_some_sample_pages_are_in_order_and_some_are_not() -> None:
    assert 4 <= len(TIDY) < len(list(SAMPLES.glob("*.txt")))


@pytest.mark.parametrize("stem", TIDY)
def test_nothing_is_moved_on_a_page_in_order(stem: str) -> None:
    text = (SAMPLES / f"{stem}.txt").read_text(encoding="utf-8")
    for article in articles(Input("page.txt", text, "0")):
        copies = {(one.copy[0], one.copy[-1] + 1) for one in article.repeats}
        spans = [span for span in article.spans if span not in copies]
        assert spans == sorted(spans)


@pytest.mark.parametrize(("texts", "least"), [(features(), 68), (ours(), 46)], ids=["long", "short"])
def test_jumbled_pages_of_articles_never_learned_from_are_mostly_put_right(texts: list[Text], least: float) -> None:
    found = measure(texts, 3, 3, range(2))
    assert found.of >= 100
    assert found.percent >= least


def test_the_widths_of_columns_put_more_right(monkeypatch: pytest.MonkeyPatch) -> None:
    found = measure(features(), 3, 3, range(2), SPACED)
    monkeypatch.setattr(signs, "widths", lambda printed: [0.0] * len(printed))
    blind = measure(features(), 3, 3, range(2), SPACED)
    assert found.of == blind.of >= 100
    assert found.right > blind.right + found.of / 50


def test_a_page_of_one_headline_and_lesser_ones_is_one_article_in_its_order() -> None:
    lines = ["# 江边的工友驿站", "云溪县总工会建起驿站。", "## 一碗绿豆汤", "青禾市的骑手进来歇脚。", "桥面通车了。"]
    here = page("\n\n".join(lines))
    assert chains(here, weights()) == [list(range(here.size))]
    assert here.size == len(lines)


def test_a_jumbled_page_has_every_line_of_its_articles_in_its_place() -> None:
    texts = ours()
    for one in pages(texts, 3, 3, 0, COLUMNS):
        lines = {one.places[at]: one.text[at:].split("\n\n", 1)[0] for at in one.places}
        made = {"".join(lines[place] for place in sorted(lines) if place[0] == number) for number in range(3)}
        assert made <= {"".join(text) for text in texts}
        assert 0 <= joins(one).right <= joins(one).of


def test_what_a_page_is_worth_is_the_sum_of_its_signs() -> None:
    here = page()
    drawn = np.random.default_rng(0).normal(size=len(NAMES)).astype(np.float32)
    assert np.allclose(here.worth(drawn), here.signs() @ drawn, atol=1e-3)


def test_pairs_of_ends_and_beginnings_meet_as_each_does_alone() -> None:
    model = continuation.load()
    tails, heads = ["工会", "0年", "^^", "囍龘"], ["主席", "的", "0月", "龘"]
    expected = [[model.meet(tail, head) for head in heads] for tail in tails]
    assert np.allclose(model.meetings(tails, heads), expected)


def test_what_a_join_puts_together_is_looked_for_elsewhere_on_the_page() -> None:
    text = "云溪桥\n\n今年夏天，许多人到访过拾麦\n\n园里的麦子黄了。\n\n拾麦园今年请来三位老师傅。\n\n还有别的事。"
    here = page(text)
    tail = next(piece.at for piece in here.pieces if piece.text.endswith("到访过拾麦"))
    start, other = (
        next(piece.at for piece in here.pieces if piece.text.startswith(begin)) for begin in ("园里", "还有")
    )
    seen = here.signs()[..., NAMES.index("seen on page (cut)")]
    assert seen[tail, start] == len("拾麦园")
    assert seen[tail, other] == 0
