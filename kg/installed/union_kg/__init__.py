"""What ``spacy.load("union_kg")`` loads: the pipeline of recognition, under the name of the installed distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


def load(**overrides: Any) -> Language:  # noqa: ANN401
    """Return the pipeline; ``disable``, ``enable``, ``exclude``, ``vocab`` and ``config`` are those of `spacy.load`."""
    from kg.ner.pipeline import assemble

    return assemble(**overrides)
