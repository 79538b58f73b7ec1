"""Every engine does the same: the same bytes, lost workers replaced, pages that kill set aside, mistakes named."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import kg
from kg.drafts import SHARDS
from kg.shards import cutting
from tests.shards.pages import DEADLY, SITE, folder, outcome, page

RAY = pytest.param("ray", marks=pytest.mark.skipif(find_spec("ray") is None, reason="needs the extra 'ray'"))
ENGINES = ["alone", "local", RAY]
LIVING = ["local", RAY]
COUNT = 24


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("corpus") / "pages", COUNT)


@pytest.fixture(scope="module")
def undisturbed(pages: Path) -> dict[str, bytes]:
    kg.build(pages, pages.parent / "graph", jobs=1)
    return outcome(pages.parent / "graph")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut shards of a few pages, so that a small corpus has many."""
    monkeypatch.setattr(cutting, "_LONGEST", 8)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.usefixtures("danger")
def test_the_same_bytes_whoever_works(pages: Path, undisturbed: dict[str, bytes], tmp_path: Path, engine: str) -> None:
    report = kg.build(pages, tmp_path / "graph", jobs=2, engine=engine)
    assert outcome(tmp_path / "graph") == undisturbed
    assert report.made >= COUNT // 8
    assert report.stood == 0


@pytest.fixture(scope="module")
def danger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Start workers that can be made to die, see `SITE`; yield the folder that they look into."""
    where = tmp_path_factory.mktemp("danger")
    (where / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    path = os.pathsep.join([str(where), str(Path(kg.__file__).parents[1])])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", path)
        patch.setenv("KG_TEST_FOLDER", str(where))
        if find_spec("ray") is not None:
            import ray

            # One cluster for all the tests here: starting one takes long.
            ray.init(num_cpus=2, log_to_driver=False, include_dashboard=False)
            yield where
            ray.shutdown()
        else:
            yield where


@pytest.mark.parametrize("engine", LIVING)
def test_a_lost_worker_is_replaced_and_its_shard_done_again(danger: Path, tmp_path: Path, engine: str) -> None:
    pages = folder(tmp_path / "pages", COUNT)
    names = [f"{engine}-{number}.txt" for number in (5, 20)]
    for name in names:
        (pages / name).write_text(f"{page(7)}\n{DEADLY}一次\n", encoding="utf-8")
    report = kg.build(pages, tmp_path / "graph", jobs=2, engine=engine)
    assert all((danger / name).exists() for name in names), "no worker was killed"
    assert report.failures == []
    kg.build(pages, tmp_path / "again", jobs=1)
    assert outcome(tmp_path / "graph") == outcome(tmp_path / "again")
    assert kg.open(tmp_path / "graph").pages.num_rows == COUNT + 2


@pytest.mark.usefixtures("danger")
@pytest.mark.parametrize("engine", LIVING)
def test_a_page_that_kills_twice_is_set_aside_and_named(tmp_path: Path, engine: str) -> None:
    pages = folder(tmp_path / "pages", COUNT)
    (pages / "003.txt").write_text(page(3) + DEADLY, encoding="utf-8")
    report = kg.build(pages, tmp_path / "graph", jobs=2, engine=engine)
    assert [one.path.name for one in report.failures] == ["003.txt"]
    assert "killed the worker that read it, twice: it is set aside" in str(report.failures[0])
    assert kg.open(tmp_path / "graph").pages.num_rows == COUNT - 1
    again = kg.build(pages, tmp_path / "graph", jobs=2, engine=engine)
    assert again.made == 0
    assert [str(one) for one in again.failures] == [str(one) for one in report.failures]


@pytest.mark.parametrize("engine", LIVING)
def test_a_disk_that_is_full_is_one_sentence_and_the_earlier_build_whole(
    danger: Path, tmp_path: Path, engine: str
) -> None:
    pages = folder(tmp_path / "pages", COUNT)
    kg.build(pages / "001.txt", tmp_path / "graph", jobs=1)
    before = outcome(tmp_path / "graph")
    (danger / "full").touch()
    try:
        with pytest.raises(kg.Refused, match=r"cannot be written \(No space left on device\): name another folder"):
            kg.build(pages, tmp_path / "graph", jobs=2, engine=engine)
    finally:
        (danger / "full").unlink()
    assert outcome(tmp_path / "graph") == before
    assert not list((tmp_path / "graph" / SHARDS).glob(".*.part"))
    assert kg.build(pages, tmp_path / "graph", jobs=1).failures == []


def test_an_engine_that_is_not_there_is_refused(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(kg.Refused, match="There is no engine 'spark': choose one of alone, local, ray"):
        kg.build(pages, tmp_path / "graph", engine="spark")
    with pytest.raises(kg.Refused, match="--address is where a Ray cluster is: give it with --engine ray"):
        kg.build(pages, tmp_path / "graph", address="127.0.0.1:6379")
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(kg.Refused, match=r"The engine 'ray' needs a package: pip install 'union-kg\[ray\]'"):
        kg.build(pages, tmp_path / "graph", engine="ray")
    assert not (tmp_path / "graph").exists()
