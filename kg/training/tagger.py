"""Training the tagger that the package ships."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import Refused
from kg.ner.features import featurise
from kg.ner.words import segment
from kg.training.corpora import Sentence, own, public

# Sets whose conventions agree with ours well enough to help; CLUENER's made the domain sentences worse.
PUBLIC = ("people-daily", "msra", "resume")
SETTINGS = {"c1": 0.3, "c2": 0.01, "max_iterations": 60, "feature.minfreq": 1, "feature.possible_transitions": True}


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
