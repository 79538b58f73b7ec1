"""Bad input: read, or named as unreadable; never a crash, never a hang."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.model import Page
from kg.reading.articles import articles
from kg.reading.decode import Undecodable
from kg.reading.listing import listing
from kg.reading.sources import LONGEST, Source, find, read
from tests.reading.guard import no_hang

SENTENCE = "本报讯（记者林向晚）4月16日，青溪市总工会主席秦越山带队走进工地，为120名职工送去清凉。"
LINES = st.sampled_from(
    [SENTENCE, "驿站亮灯", "（上接第1版）", "（下转第2版）", "秦越山 摄", "# ", "**", "“", "”", "（", "。", "\t", "　", "\x00", "\x1b[31m",
     "\u202e", "\ud83d", "工會(huì)", "&nbsp;", "<b>", "[a](", "|---|", "```", "- ", "2024年4月19日 星期五", "第1版", "A", "1", "…", "～"]
)  # fmt: skip
ENDLESS = {
    "one character": "工" * LONGEST,
    "sentences": (SENTENCE * 5000)[:LONGEST],
    "spaces": " " * (LONGEST - 4) + "工会驿站",
    "wide spaces": "　" * (LONGEST - 4) + "工会驿站",
    "rows of a column": "".join(f"骑手走进第{at:05}座驿站， " for at in range(LONGEST // 15)),
    "stops": "。" * LONGEST,
    "open quotes": "“" * LONGEST,
    "open brackets": "（" * LONGEST,
    "stars": "*" * LONGEST,
    "pairs of stars": "*工" * (LONGEST // 2),
    "open tags": "<b " * (LONGEST // 3),
    "ampersands": "&a" * (LONGEST // 2),
    "open links": "[工](h" * (LONGEST // 6),
    "hashes": "# " * (LONGEST // 2),
    "dashes": "|---" * (LONGEST // 4),
    "digits": "1" * LONGEST,
    "months": "12月" * (LONGEST // 3),
    "names": "本报记者 " + "林向晚 " * (LONGEST // 4 - 10),
    "pinyin": "工(hui)" * (LONGEST // 7),
    "words": "the quick brown fox " * (LONGEST // 20),
}
MANY = {
    "one-character lines": "\n".join(chr(0x4E00 + at) for at in range(10_000)),
    "the same line": "工\n" * 10_000,
    "sentences": "".join(f"第{at}位工友说，驿站的灯亮到了深夜。\n" for at in range(1500)),
    "cut sentences": "".join(f"第{at}位工友说，驿站的灯\n\n" for at in range(700)),
    "headlines": "".join(f"第{at}座驿站亮灯\n\n" for at in range(700)),
    "continuations": "（上接第1版）\n\n" * 700,
    "line ends": "\n" * LONGEST,
}
OTHERS = {
    "English": "The union said on Tuesday that it would open forty-six rest stations for outdoor workers this year. "
    * 40,
    "Russian": "Профсоюз сообщил во вторник, что откроет сорок шесть станций отдыха для рабочих. " * 40,
    "Japanese": "労働組合は火曜日、屋外労働者のための休憩所を今年四十六か所に開設すると発表した。" * 40,
    "Arabic": "قالت النقابة يوم الثلاثاء إنها ستفتح ستا وأربعين محطة راحة للعمال هذا العام. " * 40,
    "emoji": "🙂🚀👩‍👩‍👧‍👧" * 400,
    "control characters": (SENTENCE + "\x00\x01\x1b[31m\x7f\x85\u202e\ufffe\uffff") * 100,
    "half surrogates": (SENTENCE + "\ud83d") * 100,
    "private use": "\ue000\uf8ff" * 500 + SENTENCE,
    "combining": "工\u0301\u0302\u0303" * 500,
}


def whole(text: str) -> None:
    """Assert that a page is read, and shown, with what the contract of an article asks."""
    page = Page("1.txt", text, "0", "2024-04-19")
    found = articles(page)
    for one in found:
        assert len(one.text) == len(one.offsets)
        assert all(0 <= start < end <= len(text) for start, end in one.spans)
    told = "\n".join(listing(page, found))
    assert not {"\x00", "\x1b", "\u202e"} & set(told)


def outcome(source: Source) -> tuple[Page | None, str]:
    """Return the page of a source, or why there is none."""
    try:
        return read(source), ""
    except Undecodable as reason:
        return None, str(reason)


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_line_is_read(name: str) -> None:
    with no_hang():
        whole(ENDLESS[name])


@pytest.mark.parametrize("name", MANY)
def test_very_many_lines_are_read(name: str) -> None:
    with no_hang(120):
        whole(MANY[name])


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_newspaper_of_china_is_read_or_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_bytes(OTHERS[name].encode("utf-8", "surrogatepass"))
    with no_hang():
        (source,), _ = find([path])
        page, reason = outcome(source)
        if page is None:
            assert ": " in reason
        else:
            whole(page.text)


@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=40), st.sampled_from(["", "\n", "\n\n", " "]))
def test_any_text_is_read(tmp_path_factory: pytest.TempPathFactory, parts: list[str], between: str) -> None:
    text = between.join(parts)
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    # JSON carries what no text file can: half a surrogate.
    path.write_text(json.dumps({"text": text}), encoding="ascii")
    with no_hang():
        (source,), _ = find([path])
        page, reason = outcome(source)
        if page is None:
            assert re.match("is not text|has no text", reason)
        else:
            assert len(page.text) == len(text)
            whole(page.text)


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 400), st.integers(1, 60))
def test_columns_of_any_width_are_read(seed: int, lines: int, width: int) -> None:
    chance = random.Random(seed)
    text = "".join(
        SENTENCE[at % len(SENTENCE)] for at in (chance.randrange(10**6) for _ in range(lines * width // 4 + 1))
    )
    with no_hang():
        whole("\n".join(text[at : at + width] for at in range(0, len(text), width)))


@pytest.mark.parametrize("text", [SENTENCE * 40_000, "工" * 1_700_000, "a" * 5_000_000, "\n" * 5_000_000 + "工"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_of_five_megabytes_is_named_with_the_remedy(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "1.txt"
    path.write_bytes(text.encode(encoding))
    (source,), _ = find([path])
    with (
        no_hang(),
        pytest.raises(Undecodable, match=r"has [\d,]+ characters, where a page has 200,000 at most: split it"),
    ):
        read(source)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".pdf", ".jsonl", ".parquet", ".csv"])
def test_a_file_of_random_bytes_is_named_whatever_it_is_called(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    for size in (10, 3000):
        (tmp_path / f"{size}{suffix}").write_bytes(random.Random(size).randbytes(size))
    with no_hang():
        found, failures = find([tmp_path])
        told = {one.path.name for one in failures}
        for source in found:
            try:
                read(source)
            except Undecodable:
                told.add(source.path.name)
    assert "good.txt" not in told
    assert {f"10{suffix}", f"3000{suffix}"} - told <= ({f"10{suffix}"} if suffix == ".csv" else set())


def test_bad_pages_do_not_stop_a_build(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    contents = {
        "a.txt": MANY["one-character lines"],
        "b.txt": OTHERS["English"],
        "c.txt": "工" * 20_000,
        "d.txt": SENTENCE,
    }
    for name, text in contents.items():
        (pages / name).write_text(text, encoding="utf-8")
    (pages / "e.txt").write_bytes(b"a" * 5_000_000)
    with no_hang(120):
        report = kg.build(pages, tmp_path / "out", jobs=1)
    assert [one.path.name for one in report.failures] == ["e.txt"]
    assert kg.open(tmp_path / "out").pages["document"].to_pylist() == list(contents)
