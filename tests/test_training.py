"""Training: the sentences written for it, and a tagger trained on a handful of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.model import TYPES
from kg.ner.tagger import tag
from kg.ner.words import segment
from kg.training.corpora import own, parse, public
from kg.training.tagger import PARTS, train_tagger
from tests.benchmarks.held import ARTICLES


def test_every_sentence_of_ours_is_annotated_with_known_types() -> None:
    sentences = list(own())
    assert len(sentences) >= 1000
    for sentence in sentences:
        assert not set("{}") & set(sentence.text)
        assert {kind for _, _, kind in sentence.spans} <= set(TYPES)
    assert {kind for one in sentences for _, _, kind in one.spans} == set(TYPES)


def test_no_sentence_stands_twice() -> None:
    # A subheading (二, 签字之后) is no sentence.
    texts = [one.text for one in own() if len(one.text) > 6 and not one.text.startswith("（下转")]
    assert len(texts) == len(set(texts))


def test_nothing_is_learned_from_that_is_measured_on() -> None:
    learned = {one.text for one in own() if len(one.text) > 6}
    kept = [one.text for one in own(ARTICLES)]
    assert len(kept) >= 2000
    assert not learned & set(kept)


def test_labels_follow_the_spans() -> None:
    assert parse("在{PLACE:云溪县}见").labels() == ["O", "B-PLACE", "I-PLACE", "I-PLACE", "O"]


def test_a_tagger_learns_from_a_folder_of_data(tmp_path: Path) -> None:
    data, corrections = tmp_path / "data", tmp_path / "mine"
    data.mkdir()
    corrections.mkdir()
    rows = [{"text": "他在１０月到云溪。", "spans": [[6, 8, "LOC"]]}]
    for file in {f"{name}.{part}.jsonl" for name, parts in PARTS.items() for part in parts}:
        (data / file).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert next(public(data, "msra", "train")).text == "他在10月到云溪。"
    lines = [f"{{PROGRAMME:乌有{number}号}}开工了。" for number in range(1000)]
    (corrections / "mine.txt").write_text("\n".join(lines), encoding="utf-8")
    model = tmp_path / "tagger.npz"
    train_tagger(data, model, corrections, say=lambda line: None, ours=data)
    text = "乌有7号开工了。"
    [found] = tag([segment(text)], path=model)
    assert [(start, end, kind) for start, end, kind, _ in found] == [(0, 4, "PROGRAMME")]


def test_missing_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(kg.Refused, match="people-daily"):
        train_tagger(tmp_path, tmp_path / "m.npz", say=lambda line: None)
