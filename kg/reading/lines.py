"""A page's lines and what each is: headline, byline, body, continuation mark, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.reading.continuation import Continuation
from kg.reading.headlines import cut_rows

_MARKDOWN = re.compile(r"[ \t　>]*(#{1,6})?[ \t]*(?:[□■◆●▲★▶]|\*\*)?[ \t　]*")
CONTINUED = re.compile(
    r"[（(【\[]?\s*(?:上接|紧接)\s*(?:第?\s*[\dA-Z一二三四五六七八九十]+\s*版|[^，。]{1,6}版)\s*[）)】\]]?"
)
TURNED = re.compile(r"[（(【\[]\s*下转[^）)】\]]{1,8}版[^）)】\]]{0,8}[）)】\]]")
_FURNITURE = re.compile(
    r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*星期.)?|第\s*[\dA-Z一二三四五六七八九十]+\s*版|责任编辑|责编|版式|校对|美编"
    r"|邮编|热线|电话|传真|E-?mail|邮箱|网址|www\.|http|国内统一|邮发代号|总第\s*\d+\s*期|今日\s*[\d一二四八]+\s*版|扫码|二维码|新闻纸"
)
_NAME = r"[\u4e00-\u9fff·]{2,12}"
_ROLE = r"(?:见习|首席|特约|实习)?(?:记者|通讯员)(?!从|在|了|来|看|获|日)"
_BYLINE = re.compile(
    rf"^(?:◎\s*{_NAME}(?:[ 　]+{_NAME})*|{_NAME}(?:[ 　]+{_NAME})*[ 　]+摄"
    rf"|(?:文/图|图/文|文|图)?\s*[/／]?\s*(?:本报|{_NAME}报|新华社|中新社)?\s*{_ROLE}[ 　:：]*{_NAME}(?:[ 　、]+{_NAME})*)\s*(?:文/图|摄影报道|报道|摄)?$"
)
_OPENING = re.compile(
    r"^(?:本报(?:[\u4e00-\u9fff]{2,8})?(?:\d+月\d+日)?[电讯]|新华社[\u4e00-\u9fff]{2,8}\d+月\d+日电|本报综合消息)"
)
_CLOSING = re.compile(
    r"(?:[（(]\s*(?:本报|新华社|记者|通讯员|据)[^（）()。]{1,30}[）)]|[（(][\u4e00-\u9fff·]{2,4}(?:[ 　、][\u4e00-\u9fff·]{2,4}){0,3}[）)]"
    r"|(?:本报|新华社)?记者[ 　]*[\u4e00-\u9fff·]{2,4}(?:[ 　][\u4e00-\u9fff·]{2,4})*(?:[ 　]*(?:文/图|报道))?|[\u4e00-\u9fff·]{2,4}\s*摄(?:影)?[）)]?)$"
)
# The rest of a number that the end of a column cut.
_SPLIT_NUMBER = re.compile(r"0\d*(?![\d.—-])|\d{1,3}(?:[.]\d+)?(?:万|亿|%|余|多)?(?:人次|名|个|家|件|元|平方米|公里)")
_DATED = re.compile(r"当地时间|近日|日前|\d{1,2}月\d{1,2}日|\d{4}年|今年|去年|截至|目前|同时|此外|据")
_SIGNED = re.compile(r"[（(]\s*(?:本报|新华社|据)[^（）()。]{2,30}[）)]")
_CREDIT = re.compile(r"[\u4e00-\u9fff·]{2,4}\s*摄(?:影)?[）)]?$")
# Where a sentence can end: a mark that closes a quotation or bracket only behind one that ends a sentence, or alone in brackets.
_TERMINAL = re.compile(r"(?:[。！？!?…；;：:—]|\.{3})[”’\"』」）)]*$|[）)]$")
_HEADLINE_LENGTH = 40
# So few characters are no line; beside such, so few are no headline.
_LONE, _STRAY = 2, 4
_CAPTION_LENGTH = 260
# Below this, a full stop hardly follows: the text before it is cut.
_NO_END = -1.2


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the page that reads on: one printed line, or the lines of a column that were cut from one paragraph.

    ``text`` is the page's own, white space at its ends and Markdown marks aside; ``level`` is the Markdown heading's, 0 for none.
    """

    start: int
    end: int
    text: str
    level: int
    kind: str

    @property
    def complete(self) -> bool:
        """Whether the text ends where a sentence can end."""
        return bool(_TERMINAL.search(self.text.rstrip())) or self.kind != "body" or bool(_CLOSING.search(self.text))

    @property
    def closes(self) -> bool:
        """Whether the line ends as the last line of an article does, with its author, agency or photographer."""
        return self.kind == "body" and bool(_CLOSING.search(self.text))

    @property
    def continues(self) -> bool:
        """Whether the line takes up an article from another page (上接第1版)."""
        return bool(CONTINUED.match(self.text))

    @property
    def midway(self) -> bool:
        """Whether the line begins inside a sentence: with a mark that closes one, or closing a quotation it did not open."""
        if self.kind != "body" or self.continues:
            return False
        text = self.text.lstrip()
        if _SPLIT_NUMBER.match(text):
            return True
        opened, closed = text.find("“"), text.find("”")
        return text[0] in "，。、；：！？”’）》,.;:!?)" or (closed >= 0 and not 0 <= opened < closed)

    @property
    def opens(self) -> bool:
        """Whether the line begins as the first of an article's body does (本报讯, 新华社北京电)."""
        return self.kind in ("body", "caption") and bool(_OPENING.match(self.text))


def kind_of(text: str, level: int, marked: bool = False) -> str:
    """Return what a line is: furniture, continuation, byline, headline, caption or body.

    ``level`` is its Markdown heading's; ``marked`` says that the page marks its headings, so that a line without a mark is
    hardly one.
    """
    bare = re.sub(r"\s", "", text)
    if CONTINUED.fullmatch(text.strip()):
        return "continuation"
    if (len(bare) <= _LONE and not level) or (
        len(bare) <= 60 and _FURNITURE.search(TURNED.sub("", text) or text) and not re.search("[。！？]", text)
    ):
        return "furniture"
    if not re.search(r"[\u3400-\u9fffA-Za-z0-9]", bare):
        return "furniture"
    if _SIGNED.fullmatch(text.strip()):
        return "body"
    if level and not _BYLINE.match(text) and bare[-1] not in "。，；":
        return "headline"
    if _BYLINE.match(text):
        return "byline"
    if _CREDIT.search(text) and len(bare) > 12:
        return "caption"
    if _DATED.match(bare) and re.search("[，,]", bare):
        return "body"
    if any(text.count(left) != text.count(right) for left, right in ("“”", "（）", "《》")):
        return "body"
    longest = _HEADLINE_LENGTH if not marked else _HEADLINE_LENGTH // 2
    if (
        len(bare) <= longest
        and bare[-1] not in "。，、；：:;,.…"
        and not re.search("[。；]" if not marked else "[。；，、,]", bare)
    ):
        return "headline"
    return "body"


def split(page: str, model: Continuation) -> list[Line]:
    """Return the lines of a page in its order, the printed lines of a narrow column joined into the paragraphs they were cut from."""
    return _captions(page, _without_false_headlines(_without_strays(_join(page, _printed(page))), model))


def _captions(page: str, lines: list[Line]) -> list[Line]:
    """Join a caption and the photographer's name that stands on the next line."""
    result: list[Line] = []
    for line in lines:
        last = result[-1] if result else None
        if (
            last
            and last.kind == "body"
            and line.kind == "byline"
            and _CREDIT.search(line.text)
            and len(last.text) < _CAPTION_LENGTH
        ):
            result[-1] = Line(last.start, line.end, page[last.start : line.end], 0, "caption")
        else:
            result.append(line)
    return result


def _without_strays(lines: Sequence[Line]) -> list[Line]:
    """Take for furniture what OCR leaves of a headline that is printed downwards: lines of one character and of a few."""
    lone = [len("".join(line.text.split())) <= _LONE and not line.level for line in lines]
    return [
        replace(line, kind="furniture")
        if line.kind == "headline"
        and not line.level
        and len(line.text.strip()) <= _STRAY
        and any(lone[max(0, at - 1) : at + 2])
        else line
        for at, line in enumerate(lines)
    ]


def _without_false_headlines(lines: list[Line], model: Continuation) -> list[Line]:
    """Take for body what only looks like a headline because its column ends in mid-sentence."""
    doubted = [at for at, line in enumerate(lines) if line.kind == "headline" and not line.level]
    rows = dict(zip(doubted, cut_rows([lines[at].text.strip() for at in doubted]), strict=True))
    result = []
    for at, (line, behind) in enumerate(zip_longest(lines, lines[1:])):
        if rows.get(at) or (at in rows and _stops(line, behind, model)):
            line = replace(line, kind="body")
        result.append(line)
    return result


def _stops(line: Line, behind: Line | None, model: Continuation) -> bool:
    """Whether a line without a full stop is a sentence cut short: its end is no end, or the next line's beginning is its own."""
    text = line.text.rstrip()
    if len(text) < 12 or not re.search("[，,]", text):
        return False
    if model.follows(text, "。") < _NO_END and len(text) >= 13:
        return True
    if behind is None or behind.kind != "body":
        return False
    goes_on, starts = model.follows(text, behind.text), model.starts(behind.text)
    return starts < 0 and goes_on > max(0.0, starts)


def _printed(page: str) -> list[tuple[int, int, str, int, bool]]:
    """Return start, end, text and heading level of each printed line, and whether a paragraph begins with it."""
    printed = []
    at = 0
    blank = True
    for raw in page.split("\n"):
        if raw.strip():
            mark = _MARKDOWN.match(raw)
            assert mark is not None
            skip = mark.end() if raw[mark.end() :].strip() else 0
            body = raw[skip:].rstrip()
            indented = raw.startswith(("　　", "  ", "\t"))
            printed.append((at + skip, at + skip + len(body), body, len(mark[1] or ""), blank or indented))
            blank = False
        else:
            blank = True
        at += len(raw) + 1
    return printed


def _join(page: str, printed: list[tuple[int, int, str, int, bool]]) -> list[Line]:
    width = _column(printed)
    marked = sum(bool(level) for _, _, _, level, _ in printed) > 1
    lines: list[Line] = []
    for start, end, text, level, fresh in printed:
        last = lines[-1] if lines else None
        if last and not fresh and not level and not last.level and _runs_on(last, text, width):
            text = page[last.start : end]
            lines[-1] = Line(last.start, end, text, 0, kind_of(text.replace("\n", ""), 0, marked))
        else:
            lines.append(Line(start, end, text, level, kind_of(text, level, marked)))
    return lines


def _runs_on(last: Line, text: str, width: int) -> bool:
    """Whether a printed line goes on in the next one: it fills its column, or stops in mid-sentence."""
    tail = last.text.rsplit("\n", 1)[-1]
    if last.kind in ("furniture", "continuation") or CONTINUED.match(text):
        return False
    full = bool(width) and len(tail) >= width - 2
    return (full and (tail[-1:] not in "。！？" or len(tail) >= width)) or (last.kind == "body" and not last.complete)


def _column(printed: list[tuple[int, int, str, int, bool]]) -> int:
    """Return how many characters a full line of the page's columns has, 0 where the page is not cut into lines."""
    inner = sorted(len(text) for _, _, text, _, fresh in printed if not fresh)
    if len(inner) < 4:
        return 0
    width = inner[len(inner) * 3 // 4]
    return width if width <= 60 else 0
