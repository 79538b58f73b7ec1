"""Names as a keyboard types them."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import lazy_pinyin


@lru_cache(maxsize=65536)
def syllables(text: str) -> str:
    """Return ``text`` in pinyin without tones, syllables separated by spaces; what is not Chinese stays, in lower case.

    >>> syllables("重庆市总工会")
    'chong qing shi zong gong hui'
    """
    return " ".join(" ".join(lazy_pinyin(text)).lower().split()) if text else ""
