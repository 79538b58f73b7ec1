"""JSON Lines and Parquet: each row a page, none held before its turn, a broken one losing only itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading import packed
from kg.reading.decode import Undecodable
from kg.reading.sources import Source, find, read

TEXT = "青溪市总工会开展送清凉活动。"


def jsonl(path: Path, *lines: object) -> Path:
    told = [one if isinstance(one, bytes) else json.dumps(one, ensure_ascii=False).encode() for one in lines]
    path.write_bytes(b"\n".join(told) + b"\n")
    return path


def pages(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Return the pages of a file by their names, and what is said of what is not read."""
    found, failures = find([path])
    read_ones, told = {}, [str(one) for one in failures]
    for source in found:
        try:
            page = read(source)
            read_ones[page.document] = page
        except Undecodable as reason:
            told.append(str(source.failure(reason)))
    return read_ones, told


def test_each_line_is_a_page_with_its_metadata(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        {"text": TEXT, "date": "2024-03-12", "source": "职工时报", "page": 2},
        {"text": "第二个" + TEXT, "title": "x"},
    )
    found, told = pages(path)
    assert told == []
    one, other = found["a.jsonl:1"], found["a.jsonl:2"]
    assert (one.text, one.date, one.source, one.page) == (TEXT, "2024-03-12", "职工时报", "2")
    assert (other.text, other.date, other.source, other.page) == ("第二个" + TEXT, None, None, None)
    assert one.sha256 != other.sha256


def test_a_broken_line_is_named_and_loses_only_itself(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "a.jsonl",
        {"text": TEXT},
        b"{not json}",
        b"",
        b"[1]",
        {"title": "no text"},
        {"text": 7},
        {"text": " \n"},
        {"text": TEXT, "date": "soon"},
        {"text": "\x01" * 50},
        b'{"text": "\xff\xfe\xff"}',
        b"[" * 100_000,
        {"text": "x" * 200_001},
        json.dumps({"text": TEXT + "\ud800"}).encode(),
    )
    found, told = pages(path)
    assert list(found) == ["a.jsonl:1", "a.jsonl:13"]
    assert found["a.jsonl:13"].text == TEXT + "\ufffd"
    numbers = [one.split(", ")[1] for one in told]
    assert numbers == [f"line {number}" for number in (2, 4, 5, 6, 7, 8, 9, 10, 11, 12)]
    assert all(one.startswith(f"{path}, line ") for one in told)
    for number, reason in {
        0: "is not JSON",
        1: "is no object",
        2: "has no text: give the page in a column named 'text'.",
        5: "has the date 'soon': write it as 2024-03-12.",
        6: "is not text",
        9: "has 200,001 characters",
    }.items():
        assert reason in told[number]


def test_the_text_of_a_line_stays_as_it_is(tmp_path: Path) -> None:
    text = f"\r\n{TEXT}\r\n　 工會\t\u200b\n"
    found, _ = pages(jsonl(tmp_path / "a.ndjson", {"text": text}))
    assert found["a.ndjson:1"].text == text


def test_lines_of_another_encoding_are_read(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT * 3}, ensure_ascii=False).encode("gb18030")
    found, told = pages(jsonl(tmp_path / "a.jsonl", line))
    assert told == []
    assert found["a.jsonl:1"].text == TEXT * 3


@given(st.lists(st.binary(max_size=40), max_size=20), st.integers(1, 9))
def test_lines_are_found_where_they_begin(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes], block: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "lines.jsonl"
    path.write_bytes(b"\n".join(parts))
    content = b"\n".join(parts)
    expected, at = [], 0
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            expected.append((number, at))
        at += len(line) + 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "_BLOCK", block)
        assert list(packed.lines(path)) == expected


def test_a_line_longer_than_any_page_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LONGEST_LINE", 1000)
    found, told = pages(jsonl(tmp_path / "a.jsonl", {"text": "x" * 2000}, {"text": TEXT}))
    assert list(found) == ["a.jsonl:2"]
    assert told == [f"{tmp_path / 'a.jsonl'}, line 1, is too long for a page: split it into its pages."]


def table(path: Path, group: int | None = None, **columns: list[Any]) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=group)
    return path


def test_each_row_of_parquet_is_a_page(tmp_path: Path) -> None:
    import datetime

    day = datetime.date(2024, 3, 12)
    path = table(
        tmp_path / "a.parquet", text=[TEXT, None, "又" + TEXT], date=[day, None, None], page=[1, 2, 3], other=[1, 2, 3]
    )
    found, told = pages(path)
    assert list(found) == ["a.parquet:1", "a.parquet:3"]
    assert (found["a.parquet:1"].date, found["a.parquet:1"].page) == ("2024-03-12", "1")
    assert found["a.parquet:3"].text == "又" + TEXT
    assert told == [f"{path}, row 2, has no text: give the page in a column named 'text'."]


@pytest.mark.parametrize("group", [1, 7, 500])
def test_rows_are_read_in_any_order(tmp_path: Path, group: int) -> None:
    path = table(tmp_path / "a.parquet", group, text=[f"第{number}页{TEXT}" for number in range(300)])
    found, _ = find([path])
    for number in (0, 299, 5, 64, 63, 65, 128, 0, 150):
        assert read(found[number]).text == f"第{number}页{TEXT}"


def test_a_parquet_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    for text in (TEXT, "新的" + TEXT):
        (source,), _ = find([table(tmp_path / "a.parquet", text=[text])])
        assert read(source).text == text


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path.write_bytes(b"PAR1 no"), "is not a Parquet file: write it again, or leave it out"),
        (lambda path: table(path, title=["x"]), "has no text: give the page in a column named 'text'"),
        (lambda path: table(path, text=pa.array([], pa.string())), "holds no rows: leave it out or fill it"),
    ],
)
def test_a_file_without_rows_of_text_is_named(tmp_path: Path, make: Any, reason: str) -> None:
    make(tmp_path / "a.parquet")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    found, failures = find([tmp_path])
    assert [one.document for one in found] == ["b.txt"]
    assert [str(one) for one in failures] == [f"{tmp_path / 'a.parquet'} {reason}."]


def test_damaged_rows_are_named(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", text=[TEXT * 50 + str(number) for number in range(2000)])
    data = bytearray(path.read_bytes())
    data[60:400] = bytes(340)
    path.write_bytes(data)
    found, _ = find([path])
    with pytest.raises(Undecodable, match="cannot be read, the file is damaged: write it again"):
        read(found[0])


def test_no_row_is_held_before_its_turn(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", *({"text": TEXT * 100} for _ in range(50)))
    found, _ = find([path])
    assert len(found) == 50
    assert all(isinstance(one, Source) and TEXT not in repr(one) for one in found)
