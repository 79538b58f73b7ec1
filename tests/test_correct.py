"""Corrections from the command line: see why an alias belongs to an entity, take it out, build again, find it gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kg
from kg.explorer.labels import labels
from tests.conftest import SAMPLES, Command

PAGE = sorted(SAMPLES.glob("*.txt"))[0]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    shutil.copy(PAGE, folder)
    return folder


def alias(out: Path) -> tuple[str, str]:
    """Return an alias of a union or firm and the full name it was taken for."""
    rows = kg.open(out).entities.to_pylist()
    return next(
        (form, row["name"])
        for row in rows
        if row["type"] in ("UNION", "ORG")
        for form in row["aliases"]
        if form != row["name"] and len(form) > 3
    )


def forms(out: Path, name: str) -> list[str]:
    return next((row["aliases"] for row in kg.open(out).entities.to_pylist() if row["name"] == name), [])


def test_an_alias_is_explained_taken_out_gone_and_taken_back(command: Command, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    assert command("build", source, "-o", out).status == 0
    form, name = alias(out)
    assert f"“{form}”" in command("explain", out, name).out

    done = command("correct", out, "different", form, name, "--author", "周敏", "--note", "两家")
    assert done.status == 0
    assert str(source / "corrections.toml") in done.out
    assert form in forms(out, name)
    assert command("build", source, "-o", out).status == 0
    assert form not in forms(out, name)
    told = command("explain", out, form).out
    assert "周敏" in told
    assert "两家" in told

    assert command("correct", out, "undo", "different", form, name).status == 0
    assert command("build", source, "-o", out).status == 0
    assert form in forms(out, name)
    assert (source / "corrections.toml").read_text("utf-8").count("[[") == 2


def test_explain_shows_what_was_weighed_and_what_decided(command: Command, built: kg.builder.Report) -> None:
    graph = kg.open(built.out)
    row = next(row for row in graph.mentions.to_pylist() if row["rule"] == "corpus")
    told = command("explain", built.out, row["entity"]).out
    words = labels()
    for one in row["features"]:
        key = f"feature.{one['feature']}" if f"feature.{one['feature']}" in words else f"rule.{one['feature']}"
        assert f"{words[key][1]}: {one['detail']}" in told
    assert row["quote"] in told
    assert row["ground"]["quote"] in told


def test_every_feature_of_the_sample_graph_has_words(built: kg.builder.Report) -> None:
    rows = kg.open(built.out).mentions.to_pylist()
    features = {one["feature"] for row in rows for one in row["features"] or ()}
    assert len(features) > 5
    assert all(f"feature.{one}" in labels() or f"rule.{one}" in labels() for one in features)


def test_corrections_may_stand_elsewhere(command: Command, source: Path, tmp_path: Path) -> None:
    out, judged = tmp_path / "graph", tmp_path / "ours.toml"
    assert command("build", source, "-o", out).status == 0
    form, name = alias(out)
    assert command("correct", out, "different", form, name, "--corrections", judged).status == 0
    assert command("build", source, "-o", out, "--corrections", judged).status == 0
    assert form not in forms(out, name)
    assert command("correct", out, "drop", form).status == 0
    assert judged.read_text("utf-8").count("[[") == 2
    assert not (source / "corrections.toml").exists()


def test_what_is_wrong_in_the_file_is_named_the_rest_applies_and_the_status_is_1(
    command: Command, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "graph"
    assert command("build", source, "-o", out).status == 0
    form, name = alias(out)
    assert command("correct", out, "different", form, name).status == 0
    path = source / "corrections.toml"
    broken = '[[same]]\nnames = [\n\n[[drop]]\nnames = ["从未有过的名称"]\nauthor = "周敏"\ndate = 2025-01-01\n\n'
    path.write_text(broken + path.read_text("utf-8"), encoding="utf-8")
    done = command("build", source, "-o", out)
    assert done.status == 1
    first, second = [line for line in done.err.splitlines() if line.startswith("Not corrected: ")]
    assert "corrections.toml line 1:" in first
    assert "corrections.toml line 4 " in second
    assert "从未有过的名称" in second
    assert form not in forms(out, name)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("sane", "全总", "全国总工会"), "give one of same, different"),
        (("same", "全总"), "takes 2 names"),
        (("same", "全总", "从未有过的名称"), "从未有过的名称"),
        (("retype", "全总", "FIRM"), "FIRM is no type"),
        (("undo", "sane", "全总"), "of says which action"),
    ],
)
def test_a_correction_that_is_none_is_refused_and_nothing_is_written(
    command: Command, tmp_path: Path, built: kg.builder.Report, arguments: tuple[str, ...], told: str
) -> None:
    path = tmp_path / "corrections.toml"
    done = command("correct", built.out, *arguments, "--corrections", path)
    assert done.status == 2
    assert told in done.err
    assert not path.exists()


def test_where_the_system_has_no_name_for_the_user_the_author_is_asked_for(
    command: Command, tmp_path: Path, built: kg.builder.Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    pwd = pytest.importorskip("pwd")

    def nobody(uid: int) -> None:
        raise KeyError(f"getpwuid(): uid not found: {uid}")

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    path = tmp_path / "corrections.toml"
    done = command("correct", built.out, "drop", "全总", "--corrections", path)
    assert done.status == 2
    assert "--author" in done.err
    assert command("correct", built.out, "drop", "全总", "--corrections", path, "--author", "周敏").status == 0


def test_a_folder_that_is_no_build_is_refused(command: Command, tmp_path: Path) -> None:
    done = command("correct", tmp_path, "drop", "全总")
    assert done.status == 2
    assert "is no build" in done.err


def test_a_named_file_that_is_not_there_is_refused(command: Command, source: Path, tmp_path: Path) -> None:
    done = command("build", source, "-o", tmp_path / "graph", "--corrections", tmp_path / "none.toml")
    assert done.status == 2
    assert "none.toml is not there" in done.err
