"""Bytes to text: which encoding a file of Chinese text is in, and which files are no text at all."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Openings of files that analysts drop into a folder by mistake: what they are, and the way out.
_MAGIC = (
    (b"%PDF", "is a PDF: give it a name that ends in .pdf"),
    (b"\x89PNG", "is an image of a page: run OCR on it first and give the text"),
    (b"\xff\xd8\xff", "is an image of a page: run OCR on it first and give the text"),
    (b"II*\x00", "is an image of a page: run OCR on it first and give the text"),
    (b"MM\x00*", "is an image of a page: run OCR on it first and give the text"),
    (b"GIF8", "is an image of a page: run OCR on it first and give the text"),
    (b"\x00\x00\x00\x0cjP  ", "is an image of a page: run OCR on it first and give the text"),
    (b"AT&TFORM", "is an image of a page: run OCR on it first and give the text"),
    (b"PK\x03\x04", "is an archive or office document: unpack it, or save it as .docx"),
    (b"\x1f\x8b", "is compressed: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "is an old office document: save it as .docx or as text first"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Up to seven letters of two bytes in UTF-8 and no Latin one: 志愿 in GB18030 reads so, longer Chinese does not.
_ODD = re.compile(r"(?:[\x00-@\[-`{-\x7f]*[\x80-\u07ff]){1,7}[\x00-@\[-`{-\x7f]*")
# Bits a character: Chinese text has -10 to -12, bytes of anything else read as Chinese -18 and less.
_LEAST_LIKE = -16.0
# The commonest characters of Chinese text, simplified and traditional: the wrong encoding hardly gives any.
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实工會國為個這來時說們對學後發過還"
    "进開經動會員們職總務業區縣與當東長報記者，。、：；“”「」（）"
)


class Undecodable(Exception):
    """Why bytes are not taken for text, with what to do about it."""


def decode(data: bytes) -> str:
    """Return the text of ``data`` (UTF-8 with or without BOM, UTF-16, GB18030 or Big5); raise `Undecodable`.

    Line ends become ``\\n``. Of several encodings that fit, the one whose text has the commonest characters wins.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise Undecodable("is empty: leave it out or fill it")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Undecodable(what)
    text = _best(data)
    if text is None:
        raise Undecodable(
            "is in no known encoding (tried UTF-8, UTF-16, GB18030, Big5): save it as UTF-8, or leave it out"
        )
    return checked(text).replace("\r\n", "\n").replace("\r", "\n")


def checked(text: str) -> str:
    """Return ``text`` as it is; raise `Undecodable` where it is empty or mostly control characters."""
    if _noisy(text):
        raise Undecodable("is not text: give plain text or Markdown")
    if not text.strip():
        raise Undecodable("is empty: leave it out or fill it")
    return text


def _best(data: bytes) -> str | None:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _try(data, name)
    text = _try(data, "utf-8")
    if text is not None and not _noisy(text) and not _ODD.fullmatch(text):
        return text
    names = ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"]
    read = [text for text in (_try(data, name) for name in names) if text is not None]
    best = max(read, key=_likeness, default="")
    return best if best and _likeness(best) / len(best) > _LEAST_LIKE else None


def _noisy(text: str) -> bool:
    """Whether more control characters stand in ``text`` than a bad scan leaves."""
    return len(_CONTROL.findall(text)) > len(text) / 50


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


@cache
def _listed() -> frozenset[str]:
    """Return the characters of everyday writing: signs and first level of GB 2312, and the first level of Big5."""
    simple = bytes(byte for row in (0xA1, 0xA3, *range(0xB0, 0xD8)) for at in range(0xA1, 0xFF) for byte in (row, at))
    traditional = bytes(
        byte for row in range(0xA4, 0xC6) for at in (*range(0x40, 0x7F), *range(0xA1, 0xFF)) for byte in (row, at)
    )
    return frozenset(simple.decode("gb2312", "ignore") + traditional.decode("big5", "ignore"))


def _likeness(text: str) -> float:
    """Return the logarithm of how probable ``text`` is as Chinese: the wrong encoding gives rare characters."""
    return sum(_bits(char) * count for char, count in Counter(text).items())


def _bits(char: str) -> float:
    """Return the logarithm to base 2 of a character's probability: rough estimates for a few classes."""
    if char in _COMMON:
        return -8.7
    if (char.isascii() and char.isprintable()) or char in "\r\n\t":
        return -10.2
    if char in _listed():
        return -13.0
    return -40.0 if _CONTROL.match(char) or "\ue000" <= char <= "\uf8ff" else -23.0
