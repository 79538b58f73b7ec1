"""Every offset points into the page as it came: from a span of an article to the page and back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Page
from kg.reading.articles import articles
from kg.reading.repair import repair

SENTENCES = [
    "云溪县总工会近日走访了12家企业，了解职工的所思所想，并为他们送去了防暑降温的用品。",
    "區總工會(huì)主席秦越山說，驛站要建在職工找得到的地方。",
    '他说:"手要稳,心更要稳。"',
    "**本报讯**（记者 林向晚）青 溪市总\n工会送清凉。",
    "２０２４年３月，班达•姆维拉领到了结业证书.",
    "⼯会与 QR code 扫一扫，union co-\noperation。",
    "（上接第1版）他们把",
    "钥匙挂在门口，谁来得早谁开门。",
]
PIECES = st.one_of(
    st.sampled_from(SENTENCES),
    st.sampled_from(
        [
            "\n",
            "\n\n",
            "江边的工友驿站\n\n",
            "秦越山 摄\n",
            "　　",
            "\u200b",
            "\x00",
            "# ",
            "（下转第2版）",
            "&nbsp;",
            "🙂",
            "𠮷",
        ]
    ),
    st.text(max_size=6),
)
PAGES = st.lists(PIECES, max_size=25).map("".join)


def back(article: Article, start: int, end: int) -> list[int]:
    """Return which characters of the article's text the page has from ``start`` to ``end``, paragraph ends aside."""
    return [at for at, one in enumerate(article.offsets) if start <= one < end and article.text[at] != "\n"]


@given(PAGES, st.data())
def test_the_way_to_the_page_and_back_agrees(text: str, data: st.DataObject) -> None:
    for article in articles(Page("1.txt", text, "0")):
        if not article.text:
            continue
        start = data.draw(st.integers(0, len(article.text) - 1))
        end = data.draw(st.integers(start + 1, len(article.text)))
        if article.text[start:end] == "\n":
            continue
        # The line end between two paragraphs is the build's own: it stands where the first of them ends.
        start += article.text[start] == "\n"
        wanted = [at for at in range(start, end) if article.text[at] != "\n"]
        first, last = article.page_span(start, end)
        assert 0 <= first < last <= len(text)
        found = back(article, first, last)
        # A stretch that the page has in one piece comes back whole; of one that it has in pieces, the longest piece does.
        assert set(found) <= set(wanted)
        runs = sum(not article._together(one, other) for one, other in _pairs(article, start, end))
        if runs == 0 and wanted:
            assert found == wanted


def _pairs(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    offsets = list(dict.fromkeys(article.offsets[start:end]))
    return list(pairwise(offsets))


@given(PAGES)
def test_each_character_of_an_article_is_the_page_s_own_repaired(text: str) -> None:
    for article in articles(Page("1.txt", text, "0")):
        assert len(article.offsets) == len(article.text)
        for char, at in zip(article.text, article.offsets, strict=True):
            assert any(start <= at < end for start, end in article.spans)
            if "\u4e00" <= char <= "\u9fff" and text[at] != "&":
                # Traditional characters have simple forms that depend on their neighbours: 乾 is 乾 or 干.
                alone = repair(text, at, at + 1).text
                assert char in (alone, text[at])


@given(PAGES)
def test_no_character_of_the_page_is_read_twice(text: str) -> None:
    seen: set[int] = set()
    for article in articles(Page("1.txt", text, "0")):
        ours = {at for char, at in zip(article.text, article.offsets, strict=True) if char != "\n"}
        assert not ours & seen
        seen |= ours
