"""A build as a whole: what it writes, that it is the same every time, and that nothing is lost when it fails."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg import tables
from kg.explorer import page as explorer
from kg.graph import Graph
from kg.iri import BASE
from kg.model import BASES, PREDICATES, TYPES, Reading
from kg.outcome import Report
from kg.reading.sources import Failure, Source
from kg.work import prepare, work
from tests.linking.corpus import Corpus

SAMPLES = Path(kg.__file__).parent / "samples"
PAGE = """职工时报  2024年4月19日  星期五  第1版

青溪市总工会送清凉到工地

本报讯（记者苏晓）4月16日，青溪市总工会党组书记林向晚带队走进工地，为120名职工送去清凉。

市总工会主席秦越山说，今年将建成46个户外劳动者驿站。
"""


def source(folder: Path, *names: str, text: str = PAGE) -> Path:
    for name in names or ("1.txt",):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Return the files of a build, less its shards, which outlive it, and its report, which says how long it took."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(("shards/", "report.html"))}


def leftovers(out: Path) -> list[str]:
    """Return what builds of ``out`` left beside it; the lock of a killed one is none of it, since it holds nothing."""
    found = sorted(path.name for path in out.parent.iterdir() if path.name.startswith(f".{out.name}."))
    return [name for name in found if not name.endswith(".lock")]


def run(*args: str | Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "kg.cli", *map(str, args)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


# --- what it writes ---------------------------------------------------------------------------------------------------


def test_a_build_holds_the_contract_s_files_and_no_others(built: Report) -> None:
    assert sorted(content(built.out)) == sorted(
        ["build.toml", "graph.html", "graph.ttl", *(f"tables/{name}.parquet" for name in tables.SCHEMAS)]
    )
    assert sorted(path.name for path in built.out.iterdir()) == [
        "build.toml", "graph.html", "graph.ttl", "report.html", "shards", "tables",
    ]  # fmt: skip
    assert leftovers(built.out) == []


def test_the_tables_have_the_contract_s_columns(built: Report) -> None:
    columns = {
        "pages": "document sha256 characters date source page place",
        "articles": "article document headline byline date place spans continues",
        "mentions": "document article start end text type entity method confidence",
        "entities": "entity type name aliases mentions documents",
        "statements": "statement subject predicate object value document start end quote basis confidence",
        "figures": "figure subject metric value unit from to document start end quote",
    }
    for name, wanted in columns.items():
        schema = pq.read_schema(built.out / "tables" / f"{name}.parquet")
        assert set(wanted.split()) <= set(schema.names), name


def test_the_report_counts_what_was_written(built: Report, graph: Graph) -> None:
    for name, table in graph.tables.items():
        assert built.counts[name] == table.num_rows
        assert table.num_rows > 0
    assert built.counts["characters"] == sum(graph.pages["characters"].to_pylist())
    assert sum(built.entities.values()) == graph.entities.num_rows
    assert sum(built.statements.values()) == len(set(graph.statements["statement"].to_pylist()))
    assert built.counts["triples"] == len(graph.store)
    assert {"read", "articles", "recognise", "link", "relate", "join", "write"} == set(built.seconds)
    assert built.failures == []


def test_the_sample_pages_use_every_type_and_nearly_every_predicate(built: Report) -> None:
    assert set(built.entities) == set(TYPES)
    assert set(PREDICATES) - set(built.statements) == set()


def contract(rows: dict[str, list[dict]], pages: dict[str, str]) -> None:  # type: ignore[type-arg]
    """Assert what holds between the tables of any build and its pages."""
    articles = {row["article"]: row for row in rows["articles"]}
    entities = {row["entity"]: row for row in rows["entities"]}
    assert len(articles) == len(rows["articles"])
    assert len(entities) == len(rows["entities"])
    assert {row["document"]: row["characters"] for row in rows["pages"]} == {
        name: len(text) for name, text in pages.items()
    }
    for row in rows["articles"]:
        spans = [(one["start"], one["end"]) for one in row["spans"]]
        assert all(0 <= start < end <= len(pages[row["document"]]) for start, end in spans)
        ordered = sorted(spans)
        assert all(one[1] <= other[0] for one, other in pairwise(ordered))
        assert row["place"] is None or row["place"] in entities
        assert row["continues"] is None or row["continues"] in articles
    for row in rows["mentions"]:
        assert pages[row["document"]][row["start"] : row["end"]] == row["text"] != ""
        assert row["type"] == entities[row["entity"]]["type"]
        assert articles[row["article"]]["document"] == row["document"]
        assert 0 <= row["confidence"] <= 1
        assert row["method"]
        assert row["rule"]
        assert inside(row, articles[row["article"]])
    for row in [*rows["statements"], *rows["figures"]]:
        assert 0 <= row["start"] < row["end"] <= len(pages[row["document"]])
        assert row["quote"]
        assert row["quote"] in articles[row["article"]]["text"]
        assert inside(row, articles[row["article"]])
        assert row["subject"] in entities
    for row in rows["statements"]:
        assert row["predicate"] in PREDICATES
        assert row["basis"] in BASES
        assert row["object"] is None or row["object"] in entities
        assert row["object"] is not None or row["value"]
    for row in rows["entities"]:
        own = [one for one in rows["mentions"] if one["entity"] == row["entity"]]
        assert row["mentions"] == len(own) > 0
        assert row["documents"] == len({one["document"] for one in own})
        assert row["name"]


def inside(row: dict, article: dict) -> bool:  # type: ignore[type-arg]
    """Whether a mention, statement or figure lies in one of its article's spans."""
    if row.get("method") == "masthead":
        return True  # The page's own name stands in no article; it is cited with the first.
    return any(span["start"] <= row["start"] and row["end"] <= span["end"] for span in article["spans"])


def test_the_sample_graph_keeps_the_contract(graph: Graph) -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in SAMPLES.glob("*.txt")}
    contract({name: table.to_pylist() for name, table in graph.tables.items()}, pages)


def test_documents_are_paths_from_their_source(tmp_path: Path) -> None:
    source(tmp_path / "pages", "2024/3月/1.txt", "2.md")
    kg.build(tmp_path / "pages", tmp_path / "out", jobs=1)
    graph = kg.open(tmp_path / "out")
    assert graph.pages["document"].to_pylist() == ["2.md", "2024/3月/1.txt"]
    assert set(graph.mentions["document"].to_pylist()) == {"2.md", "2024/3月/1.txt"}
    assert str(tmp_path) not in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_rows_of_a_file_are_pages_with_what_they_tell(tmp_path: Path) -> None:
    rows = [
        {"text": PAGE},
        {"text": PAGE, "date": "2025-01-02", "source": "青溪日报", "page": "A3"},
        {"title": "no text"},
    ]
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    report = kg.build(tmp_path / "pages.jsonl", tmp_path / "out", jobs=2)
    assert [(one.part, one.reason.split(":")[0]) for one in report.failures] == [("line 3", "has no text")]
    told = [
        tuple(row[key] for key in ("document", "date", "source", "page"))
        for row in kg.open(tmp_path / "out").pages.to_pylist()
    ]
    assert told == [("pages.jsonl:1", "2024-04-19", "职工时报", "1"), ("pages.jsonl:2", "2025-01-02", "青溪日报", "A3")]


def test_two_sources_with_files_of_one_name_are_two_pages(tmp_path: Path) -> None:
    source(tmp_path / "甲报", "1.txt")
    source(tmp_path / "乙报", "1.txt", text=PAGE.replace("青溪市", "云溪市"))
    kg.build([tmp_path / "甲报", tmp_path / "乙报"], tmp_path / "out", jobs=1)
    assert kg.open(tmp_path / "out").pages["document"].to_pylist() == ["乙报/1.txt", "甲报/1.txt"]


def test_another_base_begins_every_iri(tmp_path: Path) -> None:
    base = "https://example.org/graph/"
    kg.build(source(tmp_path / "pages"), tmp_path / "out", jobs=1, base_iri=base)
    graph = kg.open(tmp_path / "out")
    for table, column in (
        ("entities", "entity"),
        ("articles", "article"),
        ("statements", "statement"),
        ("figures", "figure"),
    ):
        assert all(one.startswith(base) for one in graph.tables[table][column].to_pylist())
    assert BASE not in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "base", ["", "graph", "https://example.org", "https://example.org/a b/", "https://example.org/<x>/"]
)
def test_what_is_no_base_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(kg.Refused, match="is no base for IRIs: give an address that ends in / or #"):
        kg.build(source(tmp_path / "pages"), tmp_path / "out", base_iri=base)
    assert not (tmp_path / "out").exists()


# --- the same bytes ---------------------------------------------------------------------------------------------------


def test_the_order_of_files_and_the_number_of_workers_change_no_byte(built: Report, tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*.txt"), reverse=True)
    done = run("build", *files, "-o", tmp_path / built.out.name, "--jobs", "2", seed="123")
    assert done.returncode == 0, done.stderr
    mine, theirs = content(tmp_path / built.out.name), content(built.out)
    assert sorted(mine) == sorted(theirs)
    assert [name for name in theirs if mine[name] != theirs[name]] == []


# --- nothing is lost --------------------------------------------------------------------------------------------------


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Make a build of one page at ``tmp_path/graph``, whose source is ``tmp_path/pages``."""
    kg.build(source(tmp_path / "pages"), tmp_path / "graph", jobs=1)
    return tmp_path / "graph"


def test_a_build_replaces_the_earlier_one(earlier: Path) -> None:
    before = content(earlier)
    source(earlier.parent / "pages", "2.txt", text=PAGE.replace("青溪市", "云溪市"))
    kg.build(earlier.parent / "pages", earlier, jobs=1)
    assert kg.open(earlier).pages.num_rows == 2
    assert content(earlier) != before
    assert leftovers(earlier) == []


@pytest.mark.parametrize("stage", ["tables.write", "hands.pieces", "page.write"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RuntimeError("broken"), KeyboardInterrupt()])
def test_a_build_that_fails_leaves_the_earlier_one_whole(
    earlier: Path, monkeypatch: pytest.MonkeyPatch, stage: str, error: BaseException
) -> None:
    from kg.rdf import hands

    def failing(*_: object) -> int:
        raise error

    module, name = {"tables": tables, "hands": hands, "page": explorer}[stage.split(".")[0]], stage.split(".")[1]
    monkeypatch.setattr(module, name, failing)
    before = content(earlier)
    source(earlier.parent / "pages", "2.txt")
    wanted = kg.Refused if isinstance(error, OSError) else type(error)
    with pytest.raises(wanted) as raised:
        kg.build(earlier.parent / "pages", earlier, jobs=1)
    if isinstance(error, OSError):
        assert str(raised.value).endswith(
            "cannot be written (No space left on device): name another folder, or make room there."
        )
    assert content(earlier) == before
    assert leftovers(earlier) == []


def test_a_move_that_fails_puts_the_earlier_one_back(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    before = content(earlier)
    source(earlier.parent / "pages", "2.txt")
    with pytest.raises(kg.Refused, match="Input/output error"):
        kg.build(earlier.parent / "pages", earlier, jobs=1)
    assert content(earlier) == before
    assert leftovers(earlier) == []


def test_a_killed_build_leaves_the_earlier_one_whole_and_the_next_one_clears_up(earlier: Path) -> None:
    before = content(earlier)
    command = [sys.executable, "-m", "kg.cli", "build", str(SAMPLES), "-o", str(earlier)]
    victim = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    part = f".{earlier.name}.{victim.pid}.part"
    try:
        deadline = time.monotonic() + 30
        while leftovers(earlier) != [part]:
            assert time.monotonic() < deadline, "the build never began"
            assert victim.poll() is None, "the build ended before it could be killed"
            time.sleep(0.01)
    finally:
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    assert victim.returncode == -signal.SIGKILL
    assert content(earlier) == before
    assert kg.open(earlier).pages.num_rows == 1
    assert leftovers(earlier) == [part]
    kg.build(earlier.parent / "pages", earlier, jobs=1)
    assert leftovers(earlier) == []
    assert content(earlier) == before
    assert not (earlier.parent / f".{earlier.name}.lock").exists()


def dead() -> int:
    """Return the number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_an_earlier_build_that_a_killed_one_had_moved_aside_comes_back(earlier: Path) -> None:
    before = content(earlier)
    earlier.rename(earlier.with_name(f".{earlier.name}.{dead()}.old"))
    (earlier.parent / "pages" / "1.txt").write_bytes(b"")
    with pytest.raises(kg.Refused, match="No page could be read"):
        kg.build(earlier.parent / "pages", earlier, jobs=1)
    assert content(earlier) == before
    assert leftovers(earlier) == []


def test_the_draft_of_a_build_that_runs_is_left_alone(earlier: Path) -> None:
    running = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        theirs = earlier.with_name(f".{earlier.name}.{running.pid}.part")
        others = earlier.with_name(f".{earlier.name}x.{dead()}.part")
        for folder in (theirs, others):
            folder.mkdir()
        kg.build(earlier.parent / "pages", earlier, jobs=1)
        assert theirs.is_dir()
        assert others.is_dir()
    finally:
        running.kill()
        running.wait()


@pytest.mark.parametrize("name", ["notes.txt", "tables/notes.csv", "tables/deep/1.parquet.bak", ".git/config"])
def test_a_folder_with_other_things_is_refused(earlier: Path, name: str) -> None:
    (earlier / name).parent.mkdir(parents=True, exist_ok=True)
    (earlier / name).write_text("mine", encoding="utf-8")
    before = content(earlier)
    with pytest.raises(kg.Refused, match=r"holds other files \(.*\): name a new folder, so that nothing is lost"):
        kg.build(earlier.parent / "pages", earlier, jobs=1)
    assert content(earlier) == before


def test_an_out_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("mine", encoding="utf-8")
    with pytest.raises(kg.Refused, match="is a file: name a folder for the build"):
        kg.build(source(tmp_path / "pages"), tmp_path / "graph")
    with pytest.raises(kg.Refused, match=r"cannot be written \(Not a directory\)"):
        kg.build(tmp_path / "pages", tmp_path / "graph" / "below")
    assert (tmp_path / "graph").read_text(encoding="utf-8") == "mine"


def test_an_out_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "graph").symlink_to(tmp_path / "disk")
    for _ in range(2):
        kg.build(source(tmp_path / "pages"), tmp_path / "graph", jobs=1)
    assert (tmp_path / "graph").is_symlink()
    assert kg.open(tmp_path / "disk").pages.num_rows == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["disk", "graph", "pages"]


@pytest.mark.parametrize("out", ["../empty", "../new/deep/graph", "graph", "./graph/"])
def test_out_may_be_an_empty_folder_or_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    source(tmp_path / "pages")
    for name in ("here", "empty"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    kg.build(tmp_path / "pages", out, jobs=1)
    assert kg.open(out).pages.num_rows == 1


@pytest.mark.parametrize("out", [".", "..", "../here"])
def test_the_folder_one_is_in_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    source(tmp_path / "pages")
    (tmp_path / "above" / "here").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "above" / "here")
    with pytest.raises(kg.Refused, match=r"is the folder you are in, .*: name a folder below it|holds other files"):
        kg.build(tmp_path / "pages", out, jobs=1)


# --- bad pages --------------------------------------------------------------------------------------------------------


def test_what_cannot_be_read_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    pages = source(tmp_path / "pages", "good.txt")
    (pages / "empty.txt").write_bytes(b"")
    (pages / "blank.md").write_bytes(b"\xef\xbb\xbf \r\n")
    (pages / "noise.txt").write_bytes(bytes(range(256)) * 9)
    (pages / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (pages / "lost.txt").symlink_to(tmp_path / "gone.txt")
    report = kg.build(pages, tmp_path / "graph", jobs=1)
    assert kg.open(tmp_path / "graph").pages["document"].to_pylist() == ["good.txt"]
    assert {one.path.name for one in report.failures} == {"empty.txt", "blank.md", "noise.txt", "scan.txt", "lost.txt"}
    for failure in report.failures:
        assert str(failure).startswith(str(failure.path))
        assert ": " in failure.reason
        assert str(failure).endswith(".")


def test_workers_name_what_they_cannot_read_too(tmp_path: Path) -> None:
    pages = source(tmp_path / "pages", "1.txt", "2.txt")
    (pages / "empty.txt").write_bytes(b"")
    report = kg.build(pages, tmp_path / "graph", jobs=2)
    assert [one.path.name for one in report.failures] == ["empty.txt"]
    assert kg.open(tmp_path / "graph").pages.num_rows == 2


def test_a_build_without_any_readable_page_is_refused_and_names_them(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(kg.Refused, match=r"No page could be read\. .*empty\.txt is empty: leave it out or fill it\."):
        kg.build(tmp_path / "empty.txt", tmp_path / "graph")
    assert not (tmp_path / "graph").exists()
    assert leftovers(tmp_path / "graph") == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_pipeline_that_is_not_installed_is_refused(tmp_path: Path, jobs: int) -> None:
    with pytest.raises(kg.Refused, match="No spaCy pipeline 'zh_nosuch' is installed: `pip install` it"):
        kg.build(source(tmp_path / "pages"), tmp_path / "graph", jobs=jobs, ner="zh_nosuch")


NASTY = {
    "one endless line": PAGE.replace("\n", "") * 20,
    "a thousand lines of one character": "\n".join("青溪市总工会主席林向晚" * 91),
    "no Chinese": "The quick brown fox.\n" * 20,
    "punctuation alone": "。，“”《》（）\n" * 50,
    "unpaired marks": "“" * 40 + PAGE + "《（「" * 40,
    "control characters": "\x00\x01\x1b[31m\x7f\u202e" + "\u200b".join(PAGE),
    "replaced and rare characters": PAGE.replace("林", "\ufffd").replace("秦", "𠮷") + "🙂e\u0301",
    "private use": PAGE.replace("总", "\ue123"),
    "blanks": "  　".join(PAGE),
    "markup": PAGE.replace("林向晚", "</script><b>\"林'向晚{{x}}"),
    "one character": "总",
    "numbers": "9" * 400 + "人 2024年2月30日 1亿亿亿亿亿元，青溪市总工会建成" + "九" * 400 + "个驿站。",
}


@pytest.fixture(scope="module")
def pipeline() -> None:
    prepare(None)


def reading(folder: Path, text: str) -> Reading | Failure:
    path = folder / "page.txt"
    path.write_text(text, encoding="utf-8-sig", newline="")
    return work(Source(path, "page.txt"))


@pytest.mark.usefixtures("pipeline")
@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_page_is_built_and_its_graph_reads_back(name: str, tmp_path: Path) -> None:
    from kg.rdf import queries, writer

    done = reading(tmp_path, NASTY[name])
    assert isinstance(done, Reading), done
    rows = Corpus([done]).rows
    contract(rows, {"page.txt": done.page.text})
    made = tables.make(rows)
    triples = writer.write(made, tmp_path / "graph.ttl")
    assert len(queries.load(tmp_path / "graph.ttl")) == triples > 0
    explorer.write(made, tmp_path / "graph.html")


NAMES = [
    "青溪市总工会",
    "市总工会",
    "区总",
    "全总",
    "湖南省",
    "长沙",
    "林向晚",
    "党组书记、副主席",
    "主席",
    "（记者苏晓）",
    "本报讯",
    "◎苏晓",
    "“工会进万家”活动",
    "《工会法》",
    "开展",
    "联合",
    "荣获",
    "全国五一劳动奖章",
    "2024年3月",
    "截至目前",
    "1.2万人次",
    "46个",
    "3%",
    "青溪市总工会主席林向晚说，",
    "长沙市总工会联合长沙市司法局开展“一函两书”活动。",
]
MARKS = [
    *"。，：“”（）\n\n\t\r",
    "\n\n",
    "\r\n",
    " ",
    "　",
    "# ",
    "**",
    "（上接第1版）",
    "（下转第2版）",
    "苏晓 摄",
    "--",
    "</script>",
]
NOISE = [
    "\x00",
    "\x0b",
    "\x0c",
    "\x85",
    "\u2028",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\ue000",
    "🙂",
    "𠮷",
    "e\u0301",
    "\ufffd",
    "{{x}}",
]
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4)
FRAGMENTS = st.one_of(
    st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(MARKS), st.sampled_from(NOISE), ANY
)


@pytest.mark.usefixtures("pipeline")
@settings(max_examples=150)
@given(text=st.one_of(st.lists(FRAGMENTS, min_size=10, max_size=60), st.lists(FRAGMENTS, max_size=3)).map("".join))
def test_every_offset_of_any_page_points_at_what_it_says(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    done = reading(tmp_path_factory.getbasetemp(), text)
    if isinstance(done, Failure):
        assert "is not text" in done.reason or "is empty" in done.reason
        return
    for article in done.articles:
        assert len(article.offsets) == len(article.text)
        assert all(0 <= at < len(done.page.text) for at in article.offsets)
    contract(Corpus([done]).rows, {"page.txt": done.page.text})


def test_the_folder_of_a_build_can_be_copied_and_opened(built: Report, tmp_path: Path) -> None:
    shutil.copytree(built.out, tmp_path / "copy")
    assert kg.open(tmp_path / "copy").entities.equals(kg.open(built.out).entities)
