"""HTML, PDF and DOCX to text, by libraries that come with the extra ``formats`` and are imported only here.

What is extracted is the page: offsets in the tables point into it, and `kg read --text` prints it.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

from kg.reading.about import About, iso
from kg.reading.decode import Undecodable, decode

# What a file of a few kilobytes may not unpack to.
_LARGEST = 200_000_000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]{2,20})""", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
# pdfium writes this where a hyphen parts a word at the end of a line.
_HYPHEN = "\ufffe"


def _library(name: str, kind: str) -> Any:  # noqa: ANN401
    try:
        return import_module(name)
    except ImportError as error:
        raise Undecodable(
            f"is {kind}, which this installation does not read: pip install 'union-kg[formats]'"
        ) from error


def html(data: bytes) -> tuple[str, About]:
    """Return the main text of a web page, headings marked as in Markdown, and the date that the page gives itself."""
    trafilatura = _library("trafilatura", "HTML")
    found = trafilatura.bare_extraction(
        _markup(data), include_comments=False, include_formatting=True, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    text = (found.text or "").strip() if found else ""
    if not text:
        raise Undecodable("holds no article: give the page that shows the text, or save the text itself")
    title = " ".join((found.title or "").split())
    if title and title not in text[: 2 * len(title) + 10]:
        text = f"# {title}\n\n{text}"
    day = _DATE.match(found.date or "")
    return f"{text}\n", About(date=iso(*day.groups()) if day else None)


def _markup(data: bytes) -> str:
    """Return the characters of a web page: in the encoding it declares, else in the one that fits."""
    declared = _CHARSET.search(data[:2048])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("gb18030" if name in ("gb2312", "gbk") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def pages_of_pdf(path: Path) -> int:
    """Return how many pages a PDF has; raise `Undecodable` where it cannot be opened."""
    with _pdf(path) as document:
        return len(document)


def pdf(path: Path, number: int) -> str:
    """Return the text layer of a PDF's page, counted from 1; raise `Undecodable` where it has none."""
    with _pdf(path) as document:
        try:
            page = document[number - 1]
            text = page.get_textpage().get_text_range()
        except Exception as error:  # Whatever a damaged file makes pdfium raise.
            raise Undecodable("cannot be read, the PDF is damaged: save it again, or leave it out") from error
    text = text.replace(_HYPHEN, "-").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Undecodable("is an image of a page, without text: run OCR on it first and give the text")
    return str(text)


def _pdf(path: Path) -> Any:  # noqa: ANN401
    pdfium = _library("pypdfium2", "a PDF")
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = "assword" in str(error)
        raise Undecodable(
            "is a PDF locked with a password: save it without one" if locked else
            "is no sound PDF: save it again, or leave it out"
        ) from error  # fmt: skip


def docx(data: bytes) -> str:
    """Return the text of a Word document, headings marked as in Markdown, the cells of a table's row on one line."""
    library = _library("docx", "a Word document")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(one.file_size for one in archive.infolist())
        if size > _LARGEST:
            raise Undecodable(f"unpacks to {size:,} bytes: save its text alone")
        blocks = [_block(one) for one in library.Document(io.BytesIO(data)).iter_inner_content()]
    except Undecodable:
        raise
    except Exception as error:  # Whatever a damaged file makes the parsers raise.
        raise Undecodable("is no sound Word document: save it again as .docx, or leave it out") from error
    text = "\n\n".join(block for block in blocks if block.strip())
    if not text:
        raise Undecodable("is a Word document without text: run OCR on its images, or leave it out")
    return f"{text}\n"


def _block(block: Any) -> str:  # noqa: ANN401
    """Return the text of a paragraph or a table."""
    if hasattr(block, "rows"):
        return "\n".join(" ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows)
    style = (block.style.name or "") if block.style is not None else ""
    level = re.fullmatch(r"(?:Heading|标题) ?([1-6])", style)
    mark = "#" * int(level[1]) + " " if level else "# " if style in ("Title", "标题") else ""
    return mark + str(block.text) if block.text.strip() else ""
