"""Training the network on annotated sentences of several sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from kg.ner import vectors
from kg.ner.features import featurise
from kg.ner.lines import Floats, Ints, Line
from kg.ner.network import Network
from kg.ner.words import segment
from kg.threads import one_thread
from kg.training.corpora import Sentence
from kg.training.gradients import gradients

# Found on the held-out eighth of our own sentences and on the public sets' development parts (see the model card).
EPOCHS = 5
CHARS, FEATURES, WORDS, STATES = 64, 48, 128, 160
DROPOUT, RATE, CLIP = 0.4, 3.6e-3, 5.0
# Characters that are learnt from at once.
BATCH = 3600
# A character seen less often than this is read as unknown, a feature is left out.
_LEAST_CHAR, _LEAST_FEATURE = 2, 20
# So many of the characters are blanked in training, that the unknown one is learnt too.
_BLANKED = 0.05

Example = tuple[Line, Ints]


def learn(
    sentences: Sequence[Sentence], say: Callable[[str], None] = lambda line: None, epochs: int = EPOCHS
) -> Network:
    """Train a network on ``sentences``; each set's labels are learnt beside the others'. The same ones give the same weights."""
    random = np.random.default_rng(0)
    words = [segment(one.text) for one in sentences]
    network = _blank(sentences, words, random)
    examples: dict[str, list[Example]] = {corpus: [] for corpus in network.labels}
    for one, cut in zip(sentences, words, strict=True):
        numbers = {label: at for at, label in enumerate(network.labels[one.corpus])}
        told = np.array([numbers[label] for label in one.labels()], np.int32)
        examples[one.corpus].append((network.encode(one.text, cut), told))
    say(f"{len(sentences)} sentences read; training")
    with one_thread():
        _descend(network, examples, random, epochs, say)
    return network


def _blank(sentences: Sequence[Sentence], words: Sequence[Sequence[str]], random: np.random.Generator) -> Network:
    """Return a network of small random weights for the characters, features and labels of ``sentences``."""
    seen = Counter(char for one in sentences for char in one.text)
    told = Counter(
        f for one, cut in zip(sentences, words, strict=True) for row in featurise(one.text, cut) for f in row
    )
    chars = "".join(sorted(char for char, count in seen.items() if count >= _LEAST_CHAR))
    features = sorted(feature for feature, count in told.items() if count >= _LEAST_FEATURE)
    labels: dict[str, list[str]] = {}
    for corpus in sorted({one.corpus for one in sentences}):
        kinds = sorted({kind for one in sentences if one.corpus == corpus for _, _, kind in one.spans})
        labels[corpus] = ["O", *(f"{place}-{kind}" for kind in kinds for place in "BI")]

    def normal(*shape: int, spread: float | None = None) -> Floats:
        spread = spread or float(np.sqrt(2 / sum(shape)))
        return random.normal(0, spread, shape).astype(np.float32)

    weights = {
        "chars": normal(len(chars) + 1, CHARS, spread=0.3),
        "features": normal(len(features), FEATURES, spread=0.2),
        "words": normal(vectors.SLOTS * vectors.load().table.shape[1], WORDS),
        "words.bias": np.zeros(WORDS, np.float32),
    }
    for way in ("forwards", "backwards"):
        weights[f"{way}.outer"] = normal(CHARS + FEATURES + WORDS, 4 * STATES, spread=0.05)
        weights[f"{way}.inner"] = normal(STATES, 4 * STATES, spread=0.05)
        weights[f"{way}.bias"] = np.repeat(
            np.array([0, 1, 0, 0], np.float32), STATES
        )  # It remembers until it has learnt not to.
    for corpus, names in labels.items():
        weights[f"{corpus}.out"] = normal(2 * STATES, len(names))
        weights[f"{corpus}.bias"] = np.zeros(len(names), np.float32)
        weights[f"{corpus}.follows"] = np.zeros((len(names), len(names)), np.float32)
    return Network(weights, chars, features, labels)


def _descend(
    network: Network,
    examples: dict[str, list[Example]],
    random: np.random.Generator,
    epochs: int,
    say: Callable[[str], None],
) -> None:
    from thinc.api import Adam

    adam = Adam(RATE, beta2=0.99, grad_clip=CLIP, L2=0.0, use_averages=False)
    total = epochs * sum(len(line) for ones in examples.values() for line, _ in ones)
    done = 0
    for epoch in range(1, epochs + 1):
        batches = [(corpus, batch) for corpus, ones in examples.items() for batch in _batches(ones, random)]
        random.shuffle(batches)
        losses = []
        for corpus, batch in batches:
            lines = [_blanked(line, random) for line, _ in batch]
            made = network.batch(lines)
            loss, found = gradients(made, [told for _, told in batch], network.weights, corpus, DROPOUT, random)
            # The first hundredth part warms up, then the rate sinks to nothing.
            adam.learn_rate = RATE * min(1.0, 100 * (done + 1) / total) * (1 - done / total) ** 0.7
            for name, gradient in found.items():
                network.weights[name], _ = adam((0, name), network.weights[name], gradient)
            adam.step_schedules()
            done += len(made.chars)
            losses.append(loss)
        say(f"epoch {epoch} of {epochs}: loss {np.mean(losses):.4f} a character")


def _batches(examples: Sequence[Example], random: np.random.Generator) -> Iterator[list[Example]]:
    """Yield lines of about one length together."""
    noise = random.random(len(examples)) * 8
    batch: list[Example] = []
    for at in sorted(range(len(examples)), key=lambda at: len(examples[at][0]) + noise[at]):
        if batch and (len(batch) + 1) * len(examples[at][0]) > BATCH:
            yield batch
            batch = []
        batch.append(examples[at])
    if batch:
        yield batch


def _blanked(line: Line, random: np.random.Generator) -> Line:
    chars = np.where(random.random(len(line)) < _BLANKED, 0, line.chars).astype(np.int32)
    return Line(chars, line.rows, line.features, line.slots, line.words, line.weights)
