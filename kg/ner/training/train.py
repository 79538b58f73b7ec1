"""Training the tagger and the segmenter that the package ships."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import Refused
from kg.ner.features import featurise
from kg.ner.training.corpora import Sentence, own, public
from kg.ner.words import segment

# Sets whose conventions agree with ours well enough to help; CLUENER's made the domain sentences worse.
PUBLIC = ("people-daily", "msra", "resume")
SETTINGS = {"c1": 0.3, "c2": 0.01, "max_iterations": 60, "feature.minfreq": 1, "feature.possible_transitions": True}
# Weights smaller than this change the segmentation of hardly any sentence (F1 on the SXU test 95.35 → 95.23) and fill 43 MB.
_NEGLIGIBLE = 0.1


def train_tagger(data: Path, model: Path, corrections: Path | None = None, say: Callable[[str], None] = print) -> None:
    """Train on our own sentences, ``corrections`` (a folder of them) and the public sets in ``data``; write ``model``."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    count = 0
    for sentence in _sentences(data, corrections):
        features = featurise(sentence.text, segment(sentence.text), sentence.corpus)
        trainer.append(pycrfsuite.ItemSequence(features), sentence.labels())
        count += 1
    say(f"{count} sentences read; training")
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "tagger.crf"
        trainer.train(str(draft))
        model.write_bytes(draft.read_bytes())
    say(f"{model} written, {model.stat().st_size / 1e6:.1f} MB")


def _sentences(data: Path, corrections: Path | None) -> Iterator[Sentence]:
    for name in PUBLIC:
        if not (data / f"{name}.train.jsonl").exists():
            raise Refused(
                f"{data} lacks {name}.train.jsonl: name the folder that holds the public sets (see the model card)."
            )
        yield from public(data, name, "train")
    yield from own()
    if corrections is not None:
        yield from own(corrections)


def train_words(lines: Iterable[str], folder: Path, iterations: int = 12) -> None:
    """Train the segmenter on ``lines`` of words parted by spaces and write its model, without negligible weights, to ``folder``."""
    import numpy as np
    import spacy_pkuseg
    import srsly

    text = [" ".join(line.split()) for line in lines if line.strip()]
    random.Random(0).shuffle(text)
    with tempfile.TemporaryDirectory() as draft:
        train, held = Path(draft) / "train.txt", Path(draft) / "held.txt"
        train.write_text("\n".join(text[500:]) + "\n", encoding="utf-8")
        held.write_text("\n".join(text[:500]) + "\n", encoding="utf-8")
        spacy_pkuseg.train(str(train), str(held), f"{draft}/model", train_iter=iterations)
        table = srsly.read_msgpack(f"{draft}/model/features.msgpack")
        stored = np.load(f"{draft}/model/weights.npz")
    tags, features = (int(size) for size in stored["sizes"])
    weights = stored["w"][: tags * features].reshape(features, tags)
    strength = np.abs(weights - weights.mean(axis=1, keepdims=True)).max(axis=1)
    kept = [(name, at) for name, at in sorted(table["feature_to_idx"].items(), key=lambda one: one[1])]
    kept = [(name, at) for name, at in kept if at == 0 or strength[at] > _NEGLIGIBLE]
    used = {word for name, _ in kept if name[0] == "w" for word in name.rsplit(".", 1)[-1].split("*")}
    table |= {"feature_to_idx": {name: new for new, (name, _) in enumerate(kept)}, "bigram": []}
    table["unigram"] = sorted(used & set(table["unigram"]))
    folder.mkdir(parents=True, exist_ok=True)
    srsly.write_msgpack(folder / "features.msgpack", table)
    flat = np.concatenate([weights[[at for _, at in kept]].reshape(-1), stored["w"][tags * features :]])
    np.savez_compressed(
        folder / "weights.npz",
        sizes=np.array([tags, len(kept)]),
        w=np.round(flat, 3).astype("float32").astype("float64"),
    )
