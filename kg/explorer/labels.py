"""The words of the page and of reasons, in Chinese and English."""

from __future__ import annotations

from importlib import resources


def labels() -> dict[str, list[str]]:
    """Return the words by key: Chinese, then English."""
    text = (resources.files("kg.explorer") / "labels.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {key: [chinese, english] for key, chinese, english in rows}
