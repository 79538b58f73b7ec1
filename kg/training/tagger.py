"""Training the tagger that the package ships."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.errors import Refused
from kg.training.corpora import CONVENTIONS, HERE, Sentence, own, public
from kg.training.network import learn

# Sentences under our own conventions are read so often an epoch: the public sets are five times as many.
TIMES = 2


def train_tagger(
    data: Path,
    model: Path,
    corrections: Path | None = None,
    say: Callable[[str], None] = print,
    ours: Path = HERE,
) -> None:
    """Train on the sentences in ``ours``, ``corrections`` (a folder of them) and the public sets in ``data``; write ``model``.

    Raise `Refused` where a public set is missing.
    """
    learn(list(_sentences(data, (ours,) if corrections is None else (ours, corrections))), say).save(model)
    say(f"{model} written, {model.stat().st_size / 1e6:.1f} MB")


def _sentences(data: Path, folders: Sequence[Path]) -> Iterator[Sentence]:
    for name in CONVENTIONS:
        if not (data / f"{name}.train.jsonl").exists():
            raise Refused(
                f"{data} lacks {name}.train.jsonl: name the folder that holds the public sets (see the model card)."
            )
        yield from public(data, name, "train")
    for folder in folders:
        for _ in range(TIMES):
            yield from own(folder)
