"""The network: its gradients against differences, its chain against counting every sequence, and lines read by themselves."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from kg.ner.chain import expected, marginals, viterbi
from kg.ner.features import featurise
from kg.ner.lines import Batch
from kg.ner.network import Network
from kg.ner.tagger import tag
from kg.ner.words import segment
from kg.training.gradients import gradients

TEXTS = ["青溪市总工会主席林向晚", "云溪", "“匠心讲堂”行动"]
LABELS = {"kg": ["O", "B-UNION", "I-UNION"]}


@pytest.fixture
def network() -> Network:
    random = np.random.default_rng(0)

    def normal(*shape: int) -> np.ndarray:
        return (random.standard_normal(shape) * 0.3).astype(np.float32)

    chars = "".join(sorted(set("".join(TEXTS))))[2:]  # Two of the characters are unknown.
    features = sorted({one for text in TEXTS for row in featurise(text, segment(text)) for one in row})
    weights = {"chars": normal(len(chars) + 1, 4), "features": normal(len(features), 3)}
    weights |= {"words": normal(256, 6) / 10, "words.bias": normal(6)}
    for way in ("forwards", "backwards"):
        weights |= {f"{way}.outer": normal(13, 20), f"{way}.inner": normal(5, 20), f"{way}.bias": normal(20)}
    weights |= {"kg.out": normal(10, 3), "kg.bias": normal(3), "kg.follows": normal(3, 3)}
    return Network(weights, chars, features, LABELS)


def _batch(network: Network) -> Batch:
    return network.batch([network.encode(text, segment(text)) for text in TEXTS])


def test_gradients_agree_with_differences(network: Network) -> None:
    random = np.random.default_rng(1)
    told = [random.integers(0, 3, len(text)).astype(np.int32) for text in TEXTS]
    batch = _batch(network)

    def loss() -> float:
        return gradients(batch, told, network.weights, "kg", 0.0, random)[0]

    _, found = gradients(batch, told, network.weights, "kg", 0.0, random)
    assert set(found) == set(network.weights)
    for name, gradient in found.items():
        at = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
        weight, before = network.weights[name], network.weights[name][at]
        weight[at] = before + 0.01
        above = loss()
        weight[at] = before - 0.01
        below = loss()
        weight[at] = before
        assert gradient[at] == pytest.approx((above - below) / 0.02, rel=0.02), name


def test_the_chain_is_that_of_all_sequences(network: Network) -> None:
    """The best sequence and the marginals of a short line are those that counting all of its sequences gives."""
    batch = network.batch([network.encode("云溪行", segment("云溪行"))])
    random = np.random.default_rng(2)
    scores, follows = (random.standard_normal(shape).astype(np.float32) for shape in ((3, 3), (3, 3)))
    weighed = {
        one: float(
            sum(scores[at, label] for at, label in enumerate(one)) + follows[one[0], one[1]] + follows[one[1], one[2]]
        )
        for one in product(range(3), repeat=3)
    }
    total = np.logaddexp.reduce(list(weighed.values()))
    assert tuple(viterbi(batch, scores, follows)) == max(weighed, key=lambda one: weighed[one])
    chain = marginals(batch, scores, follows)
    likely, pairs = chain.ahead * chain.behind, expected(batch, chain)
    assert chain.total == pytest.approx(total, rel=1e-5)
    assert pairs.sum() == pytest.approx(2, rel=1e-5)
    for at, label in product(range(3), repeat=2):
        share = sum(np.exp(weight - total) for one, weight in weighed.items() if one[at] == label)
        assert likely[at, label] == pytest.approx(share, rel=1e-4)
    # A name of the first two characters: B, I, and anything but I behind them.
    share = sum(np.exp(weight - total) for one, weight in weighed.items() if one[:2] == (1, 2) and one[2] != 2)
    inside = np.array([False, False, True])
    assert chain.probability(0, np.array([1, 2, 0]), 0, 2, inside) == pytest.approx(share, rel=1e-4)


def test_a_line_is_labelled_alike_alone_and_in_company(network: Network) -> None:
    lines = [network.encode(text, segment(text)) for text in TEXTS]
    together = network.tag(lines, "kg")
    assert any(together)
    for line, found in zip(lines, together, strict=True):
        [alone] = network.tag([line], "kg")
        assert [one[:3] for one in alone] == [one[:3] for one in found]
        assert [one[3] for one in alone] == pytest.approx([one[3] for one in found], abs=1e-5)


def test_what_is_stored_labels_alike(network: Network, tmp_path: Path) -> None:
    network.save(tmp_path / "n.npz")
    lines = [network.encode(text, segment(text)) for text in TEXTS]
    read = Network.load(tmp_path / "n.npz")
    stored, made = read.tag(lines, "kg"), network.tag(lines, "kg")
    assert any(made)
    assert [[one[:3] for one in found] for found in stored] == [[one[:3] for one in found] for found in made]


def test_a_name_is_found_far_down_a_line_without_end() -> None:
    """A line is read in parts: what stands in a late part has its offset in the whole line."""
    filler = "今天大家在这里一起劳动，" * 400
    text = filler + "青溪市总工会主席到场。"
    [found] = tag([segment(text)])
    assert (len(filler), len(filler) + 6, "UNION") in [(start, end, kind) for start, end, kind, _ in found]


def test_a_batch_of_nothing_is_nothing() -> None:
    assert tag([[], []]) == [[], []]
    assert tag([]) == []
