"""Sources: which files are pages and what they are called, and what is said of those that are none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import Refused
from kg.reading.decode import Undecodable
from kg.reading.sources import LONGEST, Source, find, read

TEXT = "青溪市总工会开展送清凉活动。\n"


def page(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def documents(*sources: Path) -> list[str]:
    found, _ = find(sources)
    return [one.document for one in found]


def reasons(*sources: Path) -> dict[str, str]:
    _, failures = find(sources)
    return {one.path.name: one.reason for one in failures}


def test_folders_are_searched_and_documents_named_by_their_way_from_the_source(tmp_path: Path) -> None:
    for name in ("b.txt", "a/1.md", "a/deep/2.TXT", "a/notes.csv", ".hidden/3.txt", ".4.txt"):
        page(tmp_path / name)
    assert documents(tmp_path) == ["a/1.md", "a/deep/2.TXT", "b.txt"]


def test_a_file_named_outright_is_called_by_its_name(tmp_path: Path) -> None:
    assert documents(page(tmp_path / "deep" / "1.txt")) == ["1.txt"]


def test_files_of_one_name_are_told_apart_by_their_sources(tmp_path: Path) -> None:
    one, other = page(tmp_path / "一月" / "1.txt").parent, page(tmp_path / "二月" / "1.txt").parent
    page(one / "2.txt")
    assert documents(one, other) == ["2.txt", "一月/1.txt", "二月/1.txt"]
    assert documents(other, one) == documents(one, other)


def test_files_of_one_name_from_folders_of_one_name_differ_too(tmp_path: Path) -> None:
    folders = [page(tmp_path / str(year) / "pages" / "1.txt").parent for year in (2023, 2024, 2025)]
    found = documents(*folders)
    assert len(set(found)) == 3
    assert documents(*reversed(folders)) == found


def test_a_file_that_two_sources_hold_is_one_page_whatever_their_order(tmp_path: Path) -> None:
    inner = page(tmp_path / "all" / "march" / "1.txt").parent
    assert documents(tmp_path / "all", inner) == ["march/1.txt"]
    assert documents(inner, tmp_path / "all") == ["march/1.txt"]
    assert documents(inner / "1.txt", inner, inner) == ["1.txt"]


def test_the_order_of_sources_does_not_matter(tmp_path: Path) -> None:
    files = [page(tmp_path / f"{number}.txt") for number in range(5)]
    assert find(files) == find(list(reversed(files)))


def test_a_name_from_a_chinese_windows_is_read_as_such(tmp_path: Path) -> None:
    try:
        path = tmp_path / os.fsdecode("三月.txt".encode("gb18030"))
        page(path)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 names only")
    (found,), _ = find([tmp_path])
    assert found.document == "三月.txt"
    assert read(found).text == TEXT


def test_nothing_to_read_is_refused_with_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(
        Refused, match=r"holds no page: give files that end in \.txt, \.md, .* or \.parquet, or their folder"
    ):
        find([tmp_path])
    with pytest.raises(Refused, match="does not exist: name a file or folder"):
        find([tmp_path / "nosuch"])


def test_what_looks_like_a_page_but_is_none_is_named(tmp_path: Path) -> None:
    page(tmp_path / "1.txt")
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "gone.txt")
    found = reasons(tmp_path)
    assert found["scan.png"].startswith("is an image of a page: run OCR")
    assert found["scan.pdf"].startswith("is no sound PDF")
    assert found["lost.txt"] == "is a link that leads nowhere: mend or remove it"
    assert documents(tmp_path) == ["1.txt"]


@pytest.mark.parametrize("text", [TEXT, TEXT * 300])
def test_text_under_another_name_is_to_be_renamed(tmp_path: Path, text: str) -> None:
    path = page(tmp_path / "page.text", text)
    assert reasons(path) == {"page.text": "ends in .text: rename it to .txt or .md if it is the text of a page"}


def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(tmp_path) == {"pipe.txt": "is no regular file: save its content to one"}


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path / "1.txt")
    closed = page(tmp_path / "closed" / "2.txt").parent
    scandir = os.scandir

    def refusing(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert reasons(tmp_path)["closed"] == "cannot be opened (Permission denied): check its permissions, or leave it out"


def test_an_unreadable_file_is_named_with_the_reason(tmp_path: Path) -> None:
    path = page(tmp_path / "1.txt")
    (found,), _ = find([path])
    path.unlink()
    path.mkdir()
    with pytest.raises(Undecodable, match=r"cannot be read \(Is a directory\): check its permissions"):
        read(found)


def test_what_is_too_long_for_a_page_is_named(tmp_path: Path) -> None:
    path = page(tmp_path / "1.txt", "工" * LONGEST)
    assert len(read(Source(path, "1.txt")).text) == LONGEST
    page(path, "工" * (LONGEST + 1))
    with pytest.raises(Undecodable, match=r"has 200,001 characters, where a page has 200,000 at most: split it"):
        read(Source(path, "1.txt"))


def test_a_page_knows_its_date(tmp_path: Path) -> None:
    masthead = page(tmp_path / "a.txt", "职工时报  2024年4月19日  星期五  第1版\n\n" + TEXT)
    named = page(tmp_path / "zhigong-2023-11-02-4.txt")
    undated = page(tmp_path / "b.txt")
    assert [read(Source(path, path.name)).date for path in (masthead, named, undated)] == [
        "2024-04-19",
        "2023-11-02",
        None,
    ]
