"""Metadata: rows of it, tables of it beside the files, and which source of it wins."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest

from kg.errors import Refused
from kg.reading.about import About, from_record
from kg.reading.decode import Undecodable
from kg.reading.sources import find, read

TEXT = "青溪市总工会开展送清凉活动。\n"


def page(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def told(*sources: Path) -> dict[str, tuple[str | None, str | None, str | None]]:
    return {one.document: (one.date, one.source, one.page) for one in map(read, find(sources)[0])}


@pytest.mark.parametrize(
    "written", ["2024-03-12", "2024/3/12", "2024.03.12", "20240312", "2024年3月12日", "2024-03-12T08:00:00Z", 20240312]
)
def test_dates_are_read_as_people_write_them(written: object) -> None:
    assert from_record({"date": written}) == About(date="2024-03-12")


@pytest.mark.parametrize("written", ["2024-13-01", "2024-02-30", "March", "12-03-2024", "0"])
def test_what_is_no_date_is_refused_with_how_to_write_it(written: str) -> None:
    with pytest.raises(Undecodable, match="write it as 2024-03-12"):
        from_record({"date": written})


def test_empty_fields_tell_nothing() -> None:
    assert from_record({"date": "", "source": None, "page": " ", "other": 1}) == About()


def test_what_tables_of_numbers_make_of_empty_cells_and_pages_is_undone() -> None:
    """An empty cell in a column of numbers is NaN, and page 2 is 2.0."""
    row = {"date": float("nan"), "source": float("nan"), "page": 2.0, "place": "  "}
    assert from_record(row) == About(page="2")


def test_a_field_in_quotation_marks_may_have_two_lines(tmp_path: Path) -> None:
    page(tmp_path / "a.txt")
    (tmp_path / "PAGES.CSV").write_text('file,source,page\na.txt,"青溪\n工人报",3\n', encoding="utf-8")
    assert told(tmp_path) == {"a.txt": (None, "青溪\n工人报", "3")}


def test_a_table_beside_the_files_tells_of_them(tmp_path: Path) -> None:
    page(tmp_path / "a.txt")
    page(tmp_path / "deep" / "b.txt")
    page(tmp_path / "c.txt")
    page(tmp_path / "pages.csv", "File,Date,source,page,note\na.txt,2024-03-12,职工时报,1,x\ndeep/b.txt,2024/3/13,,4\n")
    assert told(tmp_path) == {
        "a.txt": ("2024-03-12", "职工时报", "1"),
        "c.txt": (None, None, None),
        "deep/b.txt": ("2024-03-13", None, "4"),
    }
    assert told(tmp_path / "a.txt") == {"a.txt": ("2024-03-12", "职工时报", "1")}
    assert find([tmp_path])[1] == []


def test_a_table_written_by_a_spreadsheet_on_chinese_windows_is_read(tmp_path: Path) -> None:
    page(tmp_path / "三月.txt")
    (tmp_path / "pages.csv").write_bytes("file,date,source\r\n三月.txt,2024/3/12,职工时报\r\n".encode("gb18030"))
    assert told(tmp_path) == {"三月.txt": ("2024-03-12", "职工时报", None)}


def test_the_nearest_table_wins_and_the_table_stands_above_the_text(tmp_path: Path) -> None:
    page(tmp_path / "deep" / "a.txt", "职工时报  2023年1月5日  星期四  第3版\n\n" + TEXT)
    page(tmp_path / "all.csv", "file,date,source\ndeep/a.txt,2024-03-12,甲报\n")
    page(tmp_path / "deep" / "own.csv", "file,date\na.txt,2024-03-13\n")
    assert told(tmp_path) == {"deep/a.txt": ("2024-03-13", "甲报", "3")}


@pytest.mark.parametrize("content", ["name,count\nx,1\n", "file,size\na.txt,3\n", "", "date\n2024-03-12\n"])
def test_a_table_of_something_else_is_passed_over(tmp_path: Path, content: str) -> None:
    page(tmp_path / "a.txt")
    page(tmp_path / "other.csv", content)
    assert told(tmp_path) == {"a.txt": (None, None, None)}
    assert find([tmp_path])[1] == []


def test_what_is_wrong_in_a_table_is_named_by_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    page(tmp_path / "a.txt")
    page(tmp_path / "b.txt")
    page(tmp_path / "pages.csv", "file,date\na.txt,soon\nlost.txt,2024-03-12\n,2024-03-12\nb.txt,2024-03-12\n")
    assert told(tmp_path) == {"a.txt": (None, None, None), "b.txt": ("2024-03-12", None, None)}
    assert [str(one).removeprefix(f"{tmp_path / 'pages.csv'}, ") for one in find([tmp_path])[1]] == [
        "line 2, has the date 'soon': write it as 2024-03-12.",
        "line 3, is about 'lost.txt', which is not there: correct the name.",
        "line 4, is about '', which is not there: correct the name.",
    ]


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    page(tmp_path / "a.txt")
    (tmp_path / "pages.csv").write_bytes(random.Random(1).randbytes(300))
    (failure,) = find([tmp_path])[1]
    assert failure.reason.startswith("cannot be read as a table (")
    assert told(tmp_path) == {"a.txt": (None, None, None)}


def test_a_table_alone_is_no_page(tmp_path: Path) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["file", "date"]])
    page(tmp_path / "pages.csv", file.getvalue())
    with pytest.raises(Refused, match="holds no page"):
        find([tmp_path])
