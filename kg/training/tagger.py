"""Training the tagger that the package ships."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.errors import Refused
from kg.training.corpora import HERE, Sentence, own, public
from kg.training.network import learn

# The parts of each public set that are learnt from, once for each time that they are named: MSRA's sentences are few, and read
# so often that they have as many characters as People's Daily's, whose labels they share; posts stand in Resume's alone.
PARTS = {
    "people-daily": ("train", "dev"),
    "msra": ("train",) * 4,
    "resume": ("train",) * 2,
    "cluener": ("train",),
}
# Our own sentences are read twice an epoch, for the public sets are more; long articles, with few names for their length, once.
LONG = "articles-long"


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
    for name, parts in PARTS.items():
        for part in parts:
            if not (data / f"{name}.{part}.jsonl").exists():
                raise Refused(
                    f"{data} lacks {name}.{part}.jsonl: name the folder that holds the public sets (see the model card)."
                )
            yield from public(data, name, part)
    for folder in folders:
        yield from own(folder)
        yield from own(folder, but=LONG)
