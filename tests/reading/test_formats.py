"""HTML, PDF and DOCX: what of them is the page, and what is said of those that hold none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.reading.articles import articles
from kg.reading.decode import Undecodable
from kg.reading.sources import find, read
from tests.reading.documents import HTML, docx, pdf

OPENING = "本报讯（记者 林向晚）7月16日，青溪市总工会党组书记秦越山带队走进工地，为120名职工送去清凉。"


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def texts(*paths: Path) -> dict[str, str]:
    found, failures = find(paths)
    assert failures == []
    return {page.document: page.text for page in map(read, found)}


def refused(path: Path) -> list[str]:
    """Return what is said of a file and its parts that are not read."""
    found, failures = find([path])
    told = [one.reason for one in failures]
    for source in found:
        with pytest.raises(Undecodable) as raised:
            read(source)
        told.append(str(raised.value))
    return told


@pytest.mark.parametrize(
    ("declared", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "gbk"), ("big5", "gb18030")]
)
def test_a_web_page_is_its_main_text_in_whatever_encoding(tmp_path: Path, declared: str, encoding: str) -> None:
    page = written(tmp_path / "1.html", HTML.format(charset=declared).encode(encoding))
    text = texts(page)["1.html"]
    assert text.startswith("# 青溪市总工会送清凉到工地\n\n本报讯")
    assert "## 一碗绿豆汤" in text
    assert text.count("青溪市总工会送清凉到工地") == 1
    assert not any(word in text for word in ("首页", "相关新闻", "版权所有", "count"))


def test_a_web_page_reads_as_one_article_with_its_date(tmp_path: Path) -> None:
    (source,), _ = find([written(tmp_path / "1.htm", HTML.format(charset="utf-8").encode())])
    page = read(source)
    assert page.date == "2024-07-18"
    (article,) = articles(page)
    assert article.headline == "青溪市总工会送清凉到工地"
    kinds = [(one.kind, article.text[one.start : one.end][:7]) for one in article.paragraphs]
    assert kinds[1:4] == [("body", "本报讯（记者 "), ("subheading", "一碗绿豆汤"), ("body", "市总工会今年将")]
    assert "驿站，让职工有地方歇脚" in article.text
    start = article.text.index("让职工")
    assert page.text[slice(*article.page_span(start, start + 3))] == "让职工"


def test_a_web_page_without_an_article_is_named(tmp_path: Path) -> None:
    page = written(tmp_path / "1.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>")
    assert refused(page) == ["holds no article: give the page that shows the text, or save the text itself"]


def test_each_page_of_a_pdf_is_a_page(tmp_path: Path) -> None:
    path = written(tmp_path / "issue.pdf", pdf(f"青溪送清凉\n{OPENING}", "第二页的文章在这里。"))
    assert texts(path) == {"issue.pdf:1": f"青溪送清凉\n{OPENING}", "issue.pdf:2": "第二页的文章在这里。"}


def test_a_pdf_of_one_page_is_called_as_its_file(tmp_path: Path) -> None:
    assert texts(written(tmp_path / "a.pdf", pdf(OPENING))) == {"a.pdf": OPENING}


def test_a_pdf_page_without_text_loses_only_itself_and_says_to_run_ocr(tmp_path: Path) -> None:
    found, _ = find([written(tmp_path / "issue.pdf", pdf(OPENING, "", OPENING))])
    assert read(found[0]).text == read(found[2]).text == OPENING
    with pytest.raises(Undecodable, match="is an image of a page, without text: run OCR on it first") as raised:
        read(found[1])
    told = str(found[1].failure(raised.value))
    assert (
        told
        == f"{tmp_path / 'issue.pdf'}, page 2, is an image of a page, without text: run OCR on it first and give the text."
    )


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"%PDF-1.7\nnothing", "is no sound PDF: save it again, or leave it out"),
        ("a.pdf", b"", "is no sound PDF: save it again, or leave it out"),
        ("a.docx", b"PK\x03\x04nothing", "is no sound Word document: save it again as .docx, or leave it out"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "is no sound Word document: save it again as .docx, or leave it out"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "is an image of a page: run OCR on it first and give the text"),
        ("a.jpg", b"", "is an image of a page: run OCR on it first and give the text"),
        ("a.webp", b"RIFF", "is an image of a page: run OCR on it first and give the text"),
        ("a.doc", b"\xd0\xcf\x11\xe0 old", "is an old office document: save it as .docx or as text first"),
    ],
)
def test_what_holds_no_text_is_named_with_the_way_out(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert refused(written(tmp_path / name, data)) == [reason]


def test_a_word_document_is_its_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    data = docx("# 青溪送清凉", OPENING, "## 一碗绿豆汤", "工友说好。", table=(("驿站", "46个"), ("药箱", "9个")))
    path = written(tmp_path / "a.docx", data)
    assert texts(path)["a.docx"] == f"# 青溪送清凉\n\n{OPENING}\n\n## 一碗绿豆汤\n\n工友说好。\n\n驿站 46个\n药箱 9个\n"


def test_a_word_document_without_text_is_named(tmp_path: Path) -> None:
    (told,) = refused(written(tmp_path / "a.docx", docx()))
    assert told.startswith("is a Word document without text: run OCR on its images")


@pytest.mark.parametrize(
    ("name", "data", "library", "kind"),
    [
        ("a.html", HTML.encode(), "trafilatura", "HTML"),
        ("a.pdf", pdf(OPENING), "pypdfium2", "a PDF"),
        ("a.docx", docx(OPENING), "docx", "a Word document"),
    ],
)
def test_without_the_extra_a_file_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, library: str, kind: str
) -> None:
    written(tmp_path / name, data)
    written(tmp_path / "z.txt", OPENING.encode())
    monkeypatch.setitem(sys.modules, library, None)
    found, failures = find([tmp_path])
    told = [one.reason for one in failures]
    for source in found:
        if source.document == "z.txt":
            assert read(source).text == OPENING
        else:
            with pytest.raises(Undecodable) as raised:
                read(source)
            told.append(str(raised.value))
    assert told == [f"is {kind}, which this installation does not read: pip install 'union-kg[formats]'"]
