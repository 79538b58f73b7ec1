"""Corrections by hand: read, undone, applied, and what does not apply named with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import Refused
from kg.linking.corrections import Correction, append, read
from tests.linking.bench import reading
from tests.linking.corpus import Corpus

FULL, SHORT = "安徽皖岭电机股份有限公司", "皖岭电机"
PAGES = (
    f"{{ORG:{FULL}}}在{{PLACE:芜湖市}}投产，{{PERSON:侯建华}}剪彩。",
    f"{{PLACE:芜湖市}}的{{ORG:{SHORT}}}招人，{{UNION:市总工会}}帮忙，{{PERSON:侯建国}}讲话。",
)


def correction(action: str, *names: str, line: int = 1, page: str = "") -> Correction:
    return Correction(action, names, "周敏", "2025-03-02", "试", page, line=line)


def built(*corrections: Correction) -> Corpus:
    return Corpus([reading(text, f"{number}.txt") for number, text in enumerate(PAGES, 1)], corrections=corrections)


def named(corpus: Corpus) -> dict[str, list[str]]:
    return {row["name"]: row["aliases"] for row in corpus.rows["entities"]}


def test_without_corrections_the_short_name_is_merged() -> None:
    assert named(built())[FULL] == [FULL, SHORT]


def test_different_takes_an_alias_out() -> None:
    corpus = built(correction("different", SHORT, FULL))
    assert named(corpus)[FULL] == [FULL]
    assert named(corpus)[SHORT] == [SHORT]
    assert corpus.problems == []


def test_what_its_page_alone_can_mean_stays_that_pages() -> None:
    corpus = built(correction("different", "市总工会", "芜湖市总工会"))
    assert [row["entity"].rsplit("/", 1)[1] for row in corpus.rows["entities"] if row["type"] == "UNION"] == [
        "市总工会（2.txt）"
    ]


def test_same_joins_and_the_longer_name_stays() -> None:
    corpus = built(correction("same", "侯建华", "侯建国"))
    joined = [aliases for name, aliases in named(corpus).items() if name.startswith("侯")]
    assert joined == [["侯建华", "侯建国"]]


def test_rename_and_retype_and_drop() -> None:
    corpus = built(
        correction("rename", "侯建华", "侯健华"), correction("retype", FULL, "UNION"), correction("drop", "芜湖市")
    )
    names = {row["name"]: row for row in corpus.rows["entities"]}
    assert names["侯健华"]["aliases"] == ["侯建华"]
    assert names[FULL]["type"] == "UNION"
    assert "芜湖市" not in names
    assert {row["type"] for row in corpus.rows["mentions"] if row["entity"] == names[FULL]["entity"]} == {"UNION"}
    told = {part["detail"] for row in corpus.rows["mentions"] for part in row.get("features") or ()}
    assert "周敏, 2025-03-02, 试" in told


@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        ([("retype", FULL, "UNION"), ("retype", FULL, "ORG")], {FULL: ("ORG", [FULL, SHORT])}),
        ([("retype", FULL, "UNION"), ("retype", FULL, "PLACE")], {FULL: ("PLACE", [FULL, SHORT])}),
        ([("same", "侯建华", "侯建"), ("rename", "侯建华", "侯建")], {"侯建": ("PERSON", ["侯建", "侯建华"])}),
        ([("rename", "侯建华", "侯健"), ("rename", "侯健", "侯建华")], {"侯建华": ("PERSON", ["侯建华"])}),
        (
            [("same", "侯建华", "侯建"), ("rename", "侯建华", "侯健"), ("rename", "侯建国", "侯建华")],
            {"侯健": ("PERSON", ["侯建", "侯建华"]), "侯建华": ("PERSON", ["侯建国"])},
        ),
    ],
)
def test_of_two_lines_that_contradict_each_other_the_later_wins(
    corrections: list[tuple[str, ...]], expected: dict[str, tuple[str, list[str]]]
) -> None:
    pages = [reading(text, f"{at}.txt") for at, text in enumerate((*PAGES, "{PERSON:侯建}鼓掌。"), 1)]
    corpus = Corpus(pages, corrections=[correction(*one, line=at) for at, one in enumerate(corrections, 1)])
    assert corpus.problems == []
    rows = {row["name"]: (row["type"], row["aliases"]) for row in corpus.rows["entities"]}
    assert rows.items() >= expected.items()
    told = {part["feature"] for row in corpus.rows["mentions"] for part in row.get("features") or ()}
    assert {action for action, *_ in corrections} <= told


def test_an_alias_is_taken_out_of_what_an_iri_names() -> None:
    (full,) = [row["entity"] for row in built().rows["entities"] if row["name"] == FULL]
    for names in ((SHORT, full), (full, SHORT)):
        corpus = built(correction("different", *names))
        assert corpus.problems == []
        assert named(corpus).items() >= {FULL: [FULL], SHORT: [SHORT]}.items()
    # The page's mentions of an entity that an IRI names go to an entity of its name.
    corpus = built(correction("different", full, full, page="2.txt"))
    assert corpus.problems == []
    assert sorted((row["name"], row["aliases"]) for row in corpus.rows["entities"] if row["type"] == "ORG") == [
        (FULL, [FULL]),
        (FULL, [SHORT]),
    ]


def test_a_name_is_taken_out_of_what_was_taken_out() -> None:
    corpus = built(
        correction("different", FULL, FULL, page="2.txt"), correction("different", SHORT, FULL, page="2.txt")
    )
    assert corpus.problems == []
    assert named(corpus).items() >= {FULL: [FULL], SHORT: [SHORT]}.items()


def test_dropping_a_name_on_a_page_drops_it_however_the_page_prints_it() -> None:
    (full,) = [row["entity"] for row in built().rows["entities"] if row["name"] == FULL]
    for name in (FULL, full, SHORT):
        corpus = built(correction("drop", name, page="2.txt"))
        assert corpus.problems == []
        assert named(corpus)[FULL] == [FULL]


def test_a_correction_of_one_page_leaves_the_others() -> None:
    corpus = Corpus(
        [reading(PAGES[1], "a.txt"), reading(PAGES[1], "b.txt"), reading(PAGES[0], "c.txt")],
        corrections=[correction("different", SHORT, FULL, page="a.txt")],
    )
    forms = {(row["document"], row["text"]): row["entity"].rsplit("/", 1)[1] for row in corpus.rows["mentions"]}
    assert forms["a.txt", SHORT] == f"{SHORT}（a.txt）"
    assert forms["b.txt", SHORT] == FULL


@pytest.mark.parametrize(
    ("corrections", "words"),
    [
        ([correction("same", "无此人", "侯建华")], ["line 1", "无此人", "any more"]),
        ([correction("drop", "无此人", line=7)], ["line 7", "undo"]),
        (
            [correction("different", FULL, "侯建华"), correction("same", FULL, "侯建华", line=9)],
            ["line 9", "line 1", "undo"],
        ),
        (
            [correction("rename", "侯建华", "侯建国"), correction("rename", "侯建国", "侯建华", line=5)],
            ["line 1", "line 5", "another entity's name"],
        ),
        ([correction("different", FULL, FULL, page="2.txt"), correction("drop", "芜湖市", page="9.txt")], ["on 9.txt"]),
        ([correction("different", FULL, FULL, page="9.txt", line=3)], ["line 3", "on 9.txt nothing is called", "undo"]),
        ([correction("rename", "侯建华", "侯建国")], ["another entity's name", "[[same]]"]),
        ([correction("different", FULL, FULL)], ["name of the entity itself"]),
    ],
)
def test_what_does_not_apply_is_named_and_the_rest_applies(corrections: list[Correction], words: list[str]) -> None:
    corpus = built(*corrections, correction("different", SHORT, FULL, line=99))
    told = " ".join(corpus.problems)
    assert all(word in told for word in words), told
    assert "line 99" not in told
    assert named(corpus)[FULL] == [FULL]
    assert {"侯建华", "侯建国"} <= set(named(corpus))


def test_an_ambiguous_name_asks_for_an_iri_and_takes_one() -> None:
    pages = [
        reading("{UNION:宜昌市总工会}主席{PERSON:王伟}说。", "1.txt"),
        reading("{ORG:绵阳市中心医院}医生{PERSON:王伟}说。", "2.txt"),
    ]
    first, second = sorted({row["entity"] for row in Corpus(pages).rows["entities"] if row["type"] == "PERSON"})
    corpus = Corpus(pages, corrections=[correction("rename", second, "王纬"), correction("drop", "王伟", line=2)])
    assert "王纬" in {row["name"] for row in corpus.rows["entities"]}
    (problem,) = corpus.problems
    assert "line 2" in problem
    assert first in problem
    joined = Corpus(pages, corrections=[correction("same", first, second)])
    assert sum(row["type"] == "PERSON" for row in joined.rows["entities"]) == 1


BLOCK = '[[different]]\nnames = ["甲厂", "乙厂"]\nauthor = "周敏"\ndate = 2025-03-02\n'


def file(folder: Path, text: str) -> Path:
    path = folder / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_with_its_lines(tmp_path: Path) -> None:
    found, problems = read(file(tmp_path, f"# ours\n\n{BLOCK}"))
    assert problems == []
    assert [(one.action, one.names, one.line, one.date) for one in found] == [
        ("different", ("甲厂", "乙厂"), 3, "2025-03-02")
    ]


def test_undoing_is_another_block(tmp_path: Path) -> None:
    undo = BLOCK.replace("[[different]]", '[[undo]]\nof = "different"').replace('"甲厂", "乙厂"', '"乙厂", "甲厂"')
    assert read(file(tmp_path, BLOCK + undo)) == ([], [])
    found, problems = read(file(tmp_path, undo + BLOCK))
    assert len(found) == 1
    assert "nothing above it to undo" in problems[0]


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        ("[[sane]]\nnames = []\n", "sane is no action"),
        ("[[same]]\nnames = [甲厂]\n", "is no TOML"),
        ('[[same]]\nnames = ["甲厂"]\nauthor = "周"\ndate = 2025-01-01\n', "takes 2 names and has 1"),
        ('[[same]]\nnames = "甲厂"\nauthor = "周"\ndate = 2025-01-01\n', "no list of names"),
        ('[[drop]]\nnames = ["甲厂"]\n', "author or date is missing"),
        ('[[drop]]\nnames = ["甲厂"]\nauthor = "周"\ndate = 2025-01-01\nwhy = "x"\n', "why is not understood"),
        ('[[retype]]\nnames = ["甲厂", "FIRM"]\nauthor = "周"\ndate = 2025-01-01\n', "FIRM is no type"),
        ('[[rename]]\nnames = ["甲厂", "丙厂"]\nauthor = "周"\ndate = 2025-01-01\npage = "1.txt"\n', "leave page out"),
        ('[[undo]]\nnames = ["甲厂"]\nauthor = "周"\ndate = 2025-01-01\n', "of says which action"),
        ("names = 1\n", "a block without"),
        ("[[same\nnames = 1\n", "no action"),
    ],
)
def test_a_broken_block_is_named_by_its_line_and_the_rest_counts(tmp_path: Path, broken: str, word: str) -> None:
    first_broken = read(file(tmp_path, f"{broken}\n{BLOCK}"))
    assert [one.names for one in first_broken[0]] == [("甲厂", "乙厂")]
    assert "line 1" in first_broken[1][0]
    assert word in first_broken[1][0]
    last_broken = read(file(tmp_path, f"{BLOCK}\n{broken}"))
    if not broken.startswith("names"):
        assert [one.names for one in last_broken[0]] == [("甲厂", "乙厂")]
        assert "line 6" in last_broken[1][0]


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_bytes(b"\xff\xfe\x00\x00\xff")
    found, (problem,) = read(path)
    assert found == []
    assert "UTF-8" in problem


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    note = "一\n家\u2028\u0085厂"
    append(path, "different", ("“甲”厂", '乙"厂'), "周敏", note=note, page="1.txt")
    append(path, "undo", ("甲厂", "乙厂"), "周敏", of="same")
    found, problems = read(path)
    assert [(one.names, one.note, one.page) for one in found] == [(("“甲”厂", '乙"厂'), note, "1.txt")]
    assert len(problems) == 1
    with pytest.raises(Refused, match="takes 2 names"):
        append(path, "same", ("甲厂",), "周敏")


@pytest.mark.parametrize(
    ("action", "names"), [("same", ("甲", "乙")), ("rename", ("甲", "乙")), ("retype", ("甲", "ORG"))]
)
def test_what_holds_for_all_pages_takes_no_page(tmp_path: Path, action: str, names: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match=f"{action} holds for all pages: leave page out"):
        append(tmp_path / "corrections.toml", action, names, "周敏", page="1.txt")
    assert not (tmp_path / "corrections.toml").exists()


def test_nothing_is_added_to_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_bytes("# 更正\n".encode("gb18030"))
    with pytest.raises(Refused, match="save it as UTF-8"):
        append(path, "drop", ("甲厂",), "周敏")
    assert path.read_bytes() == "# 更正\n".encode("gb18030")
