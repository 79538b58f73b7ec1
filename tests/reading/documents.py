"""Documents in other formats than text, made for the tests."""

from __future__ import annotations

import io

HTML = """<!DOCTYPE html><html lang="zh"><head><meta charset="{charset}"><title>青溪市总工会送清凉到工地</title>
<meta property="article:published_time" content="2024-07-18T08:30:00+08:00"></head>
<body><nav><a href="/">首页</a> <a href="/a">要闻</a> <a href="/b">评论</a></nav>
<article><h1>青溪市总工会送清凉到工地</h1>
<p>　　本报讯（记者 林向晚）7月16日，青溪市总工会党组书记秦越山带队走进工地，为120名职工送去清凉。</p>
<h2>一碗绿豆汤</h2>
<p>　　市总工会今年将建成46个户外劳动者驿站，<strong>让职工</strong>有地方歇脚，有地方热饭，也有地方充电。</p>
<p>　　“天再热，也有人惦记。”工友赵小川说，他从早上六点干到十一点，下午避开最热的时候。</p></article>
<aside><h3>相关新闻</h3><ul><li><a href="x">云溪县总工会开展走访</a></li></ul></aside>
<footer>版权所有 职工时报社 <script>var count = 1;</script></footer></body></html>
"""


def pdf(*pages: str) -> bytes:
    """Return a PDF whose pages have these texts as text layers; an empty text gives a page without any."""
    codes = "".join(f"<{row:02X}00> <{row:02X}FF> <{row:02X}00>\n" for row in range(256))
    blocks = [codes.split("\n")[at : at + 100] for at in range(0, 256, 100)]
    ranges = "".join(f"{len(one)} beginbfrange\n" + "\n".join(one) + "\nendbfrange\n" for one in map(_full, blocks))
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{ranges}endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * at} 0 R' for at in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        "/FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /ItalicAngle 0 /Ascent 800 /Descent -200 "
        "/CapHeight 700 /StemV 80 /FontBBox [0 0 1000 1000] >> >>",
        _stream(to_unicode),
    ]
    for at, text in enumerate(pages):
        shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td\n" for line in text.split("\n") if line)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {7 + 2 * at} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>",
            _stream(f"BT /F 12 Tf 20 760 Td\n{shown}ET" if shown else "0 0 m 600 800 l S"),
        ]
    return _assembled(objects)


def _full(rows: list[str]) -> list[str]:
    return [one for one in rows if one]


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _assembled(objects: list[str]) -> bytes:
    data, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return f"{data}{end}startxref\n{len(data)}\n%%EOF\n".encode("ascii")


def docx(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """Return a Word document; a paragraph that begins with ``#`` is a heading, the table stands last."""
    from docx import Document

    document = Document()
    for one in paragraphs:
        if one.startswith("#"):
            document.add_heading(one.lstrip("# "), level=len(one) - len(one.lstrip("#")))
        else:
            document.add_paragraph(one)
    if table:
        rows = document.add_table(len(table), len(table[0])).rows
        for row, cells in zip(rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
