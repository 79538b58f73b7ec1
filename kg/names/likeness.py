"""Which characters print and scanners take for one another: those written alike, and those that sound alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pypinyin import Style, pinyin

from kg.names.words import rows

# From here on two characters are written alike; found on misreadings of our own making, such as 技 枝, 未 末, 储 诸.
ALIKE = 0.64
# Enough where all else speaks for a misreading.
LOOSE = 0.58
# Kana that scanners see in Chinese print.
_KANA = str.maketrans("エロニハカタト", "工口二八力夕卜")
# Characters that tell two names apart whatever they look like: numbers, directions, sizes, levels.
_TELLING = frozenset(
    "零〇一二三四五六七八九十百千万两甲乙丙丁东南西北中上下左右前后内外大小新老男女省市县区州盟旗镇乡村0123456789"
)


@dataclass(frozen=True, slots=True)
class Misreading:
    """How one name can be a misreading of another: ``kind`` is glyph or sound, ``right`` the character meant."""

    kind: str
    read: str
    right: str

    @property
    def detail(self) -> str:
        """The two characters, as reasons show them."""
        return f"{self.read}→{self.right}"


@cache
def _strokes() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("strokes.tsv")}


@lru_cache(maxsize=1 << 14)
def glyph(one: str, other: str) -> float:
    """Return how alike two characters are written, 0 to 1: the share of their strokes that need no change.

    >>> glyph("未", "末"), glyph("沪", "泸") > 0.7, glyph("木", "鑫") < 0.5
    (1.0, True, True)
    """
    first, second = (_strokes().get(char.translate(_KANA), "") for char in (one, other))
    if not first or not second:
        return 0.0
    return 1 - _distance(first, second) / max(len(first), len(second))


def _distance(first: str, second: str) -> int:
    """Return the edit distance of two short strings."""
    line = list(range(len(second) + 1))
    for row, char in enumerate(first, 1):
        above, line[0] = line[0], row
        for column, other in enumerate(second, 1):
            above, line[column] = (
                line[column],
                min(line[column] + 1, line[column - 1] + 1, above + (char != other)),
            )
    return line[-1]


@lru_cache(maxsize=1 << 14)
def _sounds(character: str) -> frozenset[str]:
    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def sound(one: str, other: str) -> bool:
    """Whether two characters can be read alike, tones aside."""
    return bool(_sounds(one) & _sounds(other))


def misreading(name: str, other: str, alike: float = ALIKE) -> Misreading | None:
    """Return how ``name`` can be a misreading of ``other``: one character of it is another's like.

    ``alike`` is how alike two characters must be written. None where it cannot.

    >>> misreading("芜湖市总工合", "芜湖市总工会").detail
    '合→会'
    """
    if len(name) != len(other):
        return None
    pairs = [(read, right) for read, right in zip(name, other, strict=True) if read != right]
    if len(pairs) != 1:
        return None
    read, right = pairs[0]
    if read in _TELLING and right in _TELLING:
        return None
    if glyph(read, right) >= alike:
        return Misreading("glyph", read, right)
    return Misreading("sound", read, right) if sound(read, right) else None
