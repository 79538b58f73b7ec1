"""What joining is learned from, and learning it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.reading import ends as network
from kg.reading import kinship, signs
from kg.reading.assembly import Weights, divide
from kg.training import assembly
from kg.training import ends as teaching
from kg.training.jumbling import Disorder, jumble
from kg.training.ordered import held_out, own, public

TEXTS = tuple(own())


def test_our_articles_are_whole() -> None:
    assert len(TEXTS) >= 300
    assert all(not set("{}") & set(line) for text in TEXTS for line in text)
    assert 0.15 < sum(map(held_out, TEXTS)) / len(TEXTS) < 0.35


def test_articles_are_parted_by_empty_lines_comments_and_headlines(tmp_path: Path) -> None:
    (tmp_path / "articles-mine.txt").write_text(
        "# mine\n头一篇\n{PLACE:云溪县}来了一辆大篷车。\n车上有书。\n\n第二篇\n一句。\n两句。\n三句。\n第三篇\n又一句。\n# 4\n第四篇\n末句。\n",
        encoding="utf-8",
    )
    found = list(own(tmp_path))
    assert [text[0] for text in found] == ["头一篇", "第二篇", "第三篇", "第四篇"]
    assert found[0][1] == "云溪县来了一辆大篷车。"


def test_public_sentences_become_articles(tmp_path: Path) -> None:
    folder = tmp_path / "segmentation"
    folder.mkdir()
    sentences = [
        f"云溪县  第{number}座  驿站  开  了  门  ，  骑手  们  在  这里  歇脚  、  热饭  。" for number in range(20)
    ]
    for name in ("pku.test", "msr.test", "sxu.train", "sxu.test"):
        (folder / f"{name}.txt").write_text("\n".join(["驿站  二十座", *sentences, "下一  篇"]), encoding="utf-8")
    found = list(public(tmp_path))
    assert len(found) == 4
    assert found[0][0] == "驿站二十座"
    assert "".join(found[0][1:]) == "".join("".join(one.split()) for one in sentences)


@pytest.mark.parametrize("seed", range(5))
def test_the_same_seed_gives_the_same_page(seed: int) -> None:
    pieces = [4, 3, 2]
    assert jumble(TEXTS[:3], pieces, seed) == jumble(TEXTS[:3], pieces, seed)
    assert jumble(TEXTS[:3], pieces, seed) != jumble(TEXTS[:3], pieces, seed + 1)


def test_articles_that_keep_their_order_keep_it() -> None:
    page = jumble(TEXTS[:3], [3, 3, 3], 1, Disorder(order=1.0))
    for number in range(3):
        places = [place for _, (article, place) in sorted(page.places.items()) if article == number]
        assert places == sorted(places)


@pytest.mark.parametrize("seed", range(5))
def test_rows_are_missing_at_cuts_and_nowhere_else(seed: int) -> None:
    lines = list(TEXTS[0])
    whole, torn = (jumble([lines], [3], seed, Disorder(order=1.0, gone=gone)).text for gone in (0.0, 1.0))
    printed = "".join(lines)
    assert whole.replace("\n\n", "") == printed
    end = 0
    for line in torn.split("\n\n"):
        end = printed.index(line, end) + len(line)
    assert len(printed) / 4 < len(torn.replace("\n\n", "")) < len(printed)


def test_learning_puts_more_right_than_what_it_begins_with() -> None:
    examples = [assembly.Example(page) for page in assembly.pages(TEXTS[:60], 8, 3)]
    edge = len(signs.NAMES)
    start = np.zeros(edge + len(kinship.NAMES))
    found = assembly.together(examples, start, epochs=4)

    def right(weights: np.ndarray) -> int:
        learned = Weights(weights[:edge].astype(np.float32), weights[edge:].astype(np.float32))
        count = 0
        for one in examples:
            chains = divide(one.signs @ learned.join, one.kin @ learned.kin, one.page)
            count += sum(one.after[chain[:-1]].tolist() == chain[1:] for chain in chains if len(chain) > 1)
        return count

    assert right(found) > right(start)


def test_weights_are_written_with_their_names(tmp_path: Path) -> None:
    path = tmp_path / "assembly.json"
    learned = Weights(np.arange(len(signs.NAMES), dtype=np.float32), np.ones(len(kinship.NAMES), np.float32))
    assembly.write(learned, path)
    assert f'"{signs.NAMES[1]}": 1.0' in path.read_text(encoding="utf-8")


def test_the_network_learns_which_beginning_follows_which_end(tmp_path: Path) -> None:
    path = tmp_path / "ends.npz"
    texts = ["春风吹绿了江南岸", "骑手推开驿站的门", "师傅握住焊枪的柄", "列车驶过高原的夜"] * 200
    teaching.train(iter(texts), path, steps=120)
    found, _ = network.load(path).compare([text[:4] for text in texts[:4]], [text[4:] for text in texts[:4]])
    assert found.argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert found.argmax(axis=0).tolist() == [0, 1, 2, 3]
