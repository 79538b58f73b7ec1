"""What goes wrong while a build runs: one clear sentence, nothing lost, the earlier build whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg import work
from kg.reading.sources import Source
from kg.shards import cutting, shop
from kg.shards.marks import of_page
from tests.shards.pages import folder, outcome, page

COUNT = 24


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_LONGEST", 4)


# --- sources that do not hold still -----------------------------------------------------------------------------------


def meddling(monkeypatch: pytest.MonkeyPatch, meddle: Callable[[Source], None]) -> None:
    """Do something to a source each time when it was just read."""
    read = work.read

    def reading(source: Source):  # type: ignore[no-untyped-def]
        try:
            return read(source)
        finally:
            meddle(source)

    monkeypatch.setattr(work, "read", reading)


def test_a_page_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = folder(tmp_path / "pages", COUNT)
    changed = page(50).replace("职工时报", "云溪晚报")

    def once(source: Source) -> None:
        if source.path.name == "005.txt" and source.path.read_text(encoding="utf-8") != changed:
            source.path.write_text(changed, encoding="utf-8")

    meddling(monkeypatch, once)
    report = kg.build(pages, tmp_path / "graph", jobs=1)
    monkeypatch.undo()
    assert report.failures == []
    kg.build(pages, tmp_path / "fresh", jobs=1)
    assert outcome(tmp_path / "graph") == outcome(tmp_path / "fresh")


def test_a_page_that_never_holds_still_is_named_and_the_rest_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = folder(tmp_path / "pages", COUNT)

    def always(source: Source) -> None:
        if source.path.name == "005.txt":
            with source.path.open("a", encoding="utf-8") as file:
                file.write("又一行。\n")

    meddling(monkeypatch, always)
    report = kg.build(pages, tmp_path / "graph", jobs=1)
    assert [str(one) for one in report.failures] == [
        f"{pages / '005.txt'} changed while it was read: build again when it is no longer written to."
    ]
    assert kg.open(tmp_path / "graph").pages.num_rows == COUNT - 1
    monkeypatch.undo()
    monkeypatch.setattr(cutting, "_LONGEST", 4)
    again = kg.build(pages, tmp_path / "graph", jobs=1)
    assert (again.failures, again.made) == ([], 1)
    assert kg.open(tmp_path / "graph").pages.num_rows == COUNT


@pytest.mark.parametrize("what", ["vanishes", "changed before"])
def test_a_page_that_is_not_as_it_was_when_the_build_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    pages = folder(tmp_path / "pages", COUNT)
    kg.build(pages / "001.txt", tmp_path / "graph", jobs=1)

    def seen(source: Source) -> str:
        mark = of_page(source)
        if source.path.name == "005.txt":
            if what == "vanishes":
                source.path.unlink()
            else:
                source.path.write_text(page(60), encoding="utf-8")
        return mark

    monkeypatch.setattr(cutting, "of_page", seen)
    report = kg.build(pages, tmp_path / "graph", jobs=1)
    if what == "vanishes":
        (failure,) = report.failures
        assert str(failure).startswith(f"{pages / '005.txt'} cannot be read (No such file or directory)")
    else:
        assert report.failures == []
    monkeypatch.setattr(cutting, "of_page", of_page)
    assert kg.build(pages, tmp_path / "graph", jobs=1).failures == []
    kg.build(pages, tmp_path / "fresh", jobs=1)
    assert outcome(tmp_path / "graph") == outcome(tmp_path / "fresh")


def test_a_mistake_of_the_program_over_one_page_is_named_and_the_rest_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = folder(tmp_path / "pages", COUNT)

    def stumbling(source: Source) -> None:
        if source.path.name == "005.txt":
            raise IndexError("list index out of range")

    meddling(monkeypatch, stumbling)
    (failure,) = kg.build(pages, tmp_path / "graph", jobs=1).failures
    assert str(failure) == (
        f"{pages / '005.txt'} cannot be worked on (IndexError: list index out of range): leave it out, "
        "and report it as a mistake of kg."
    )
    assert kg.open(tmp_path / "graph").pages.num_rows == COUNT - 1


# --- disks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_a_rename_that_fails_is_one_sentence_and_the_earlier_build_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    pages = folder(tmp_path / "pages", COUNT)
    kg.build(pages / "001.txt", tmp_path / "graph", jobs=1)
    before = outcome(tmp_path / "graph")
    replace, tried = Path.replace, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal tried
        tried += str(target).endswith(".parquet")
        if tried == number and str(target).endswith(".parquet"):
            raise OSError(5, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(kg.Refused, match=r"cannot be written \(Input/output error\): name another folder"):
        kg.build(pages, tmp_path / "graph", jobs=1)
    monkeypatch.setattr(Path, "replace", replace)
    assert outcome(tmp_path / "graph") == before
    assert not list((tmp_path / "graph" / "shards").glob(".*.part"))
    report = kg.build(pages, tmp_path / "graph", jobs=1)
    assert report.stood >= number - 1
    assert kg.open(tmp_path / "graph").pages.num_rows == COUNT


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_disk_that_is_full_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shard's file is a link to the device that the kernel always calls full."""
    pages = folder(tmp_path / "pages", 3)
    write = shop.records.write

    def writing(readings, kind, path):  # type: ignore[no-untyped-def]
        # A link, since what fails to be written is removed, and that must not be the device.
        path.symlink_to("/dev/full")
        write(readings, kind, path)

    monkeypatch.setattr(shop.records, "write", writing)
    with pytest.raises(kg.Refused, match=r"cannot be written \(.*No space left on device.*\): name another folder"):
        kg.build(pages, tmp_path / "graph", jobs=1)
    assert not (tmp_path / "graph").exists()


def test_a_shard_that_is_damaged_behind_our_back_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = folder(tmp_path / "pages", COUNT)
    written = shop._written

    def damaging(readings, path):  # type: ignore[no-untyped-def]
        mark = written(readings, path)
        path.write_bytes(path.read_bytes()[:50])
        return mark

    monkeypatch.setattr(shop, "_written", damaging)
    with pytest.raises(kg.Refused, match=r"\.parquet cannot be read \(ArrowInvalid\): build again, which mends it"):
        kg.build(pages, tmp_path / "graph", jobs=1)
    monkeypatch.setattr(shop, "_written", written)
    assert kg.build(pages, tmp_path / "graph", jobs=1).failures == []


# --- builds that are killed, and builds at once -----------------------------------------------------------------------


def start(pages: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg.cli", "build", str(pages), "-o", str(out), "--jobs", "2", *options]
    # A group of its own, so that the workers can be killed with it.
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def shards(out: Path) -> set[str]:
    return {one.name for one in (out / "shards").glob("*.parquet")}


def waiting(ready: Callable[[], bool], process: subprocess.Popen[str], seconds: float = 1200) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, "it never came so far"
        assert process.poll() is None, "it ended before it came so far"
        time.sleep(0.02)


def test_a_build_that_is_killed_goes_on_where_it_was_and_ends_with_the_same_bytes(tmp_path: Path) -> None:
    """Killed twice with all its workers, each time once it has a random number of shards more."""
    chance = random.Random(os.environ.get("KG_SEED", "7"))
    pages = folder(tmp_path / "pages", 150)
    kg.build(pages, tmp_path / "fresh", jobs=1)
    out, kept = tmp_path / "graph", set[str]()
    for _ in range(2):
        wanted = len(kept) + chance.randrange(1, 3)
        running = start(pages, out)
        waiting(lambda: len(shards(out)) >= wanted, running)  # noqa: B023
        time.sleep(chance.random() * 0.3)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        assert not (out / "graph.ttl").exists()
        assert shards(out) >= kept
        kept = shards(out)
    times = {name: (out / "shards" / name).stat().st_mtime_ns for name in kept}
    running = start(pages, out)
    said = running.communicate(timeout=1200)[1]
    assert running.returncode == 0, said
    assert outcome(out) == outcome(tmp_path / "fresh")
    # What the manifest had was not done again; the one shard that was renamed and not yet noted may be.
    untouched = [name for name, when in times.items() if (out / "shards" / name).stat().st_mtime_ns == when]
    assert len(untouched) >= len(kept) - 4


def workers(process: subprocess.Popen[str]) -> list[int]:
    """Return the worker processes of a build, as the system lists them."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    return [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_workers_killed_at_random_change_no_byte(tmp_path: Path) -> None:
    """Both at once, so that no page is the one over which two died."""
    chance = random.Random(os.environ.get("KG_SEED", "11"))
    pages = folder(tmp_path / "pages", 400)
    running = start(pages, tmp_path / "graph")
    waiting(lambda: bool(shards(tmp_path / "graph")) and len(workers(running)) == 2, running)
    time.sleep(chance.random() * 0.3)
    victims = workers(running)
    for one in victims:
        os.kill(one, signal.SIGKILL)
    said = running.communicate(timeout=1200)[1]
    assert running.returncode == 0, said
    assert len(victims) == 2
    kg.build(pages, tmp_path / "fresh", jobs=1)
    assert outcome(tmp_path / "graph") == outcome(tmp_path / "fresh")


def test_workers_end_when_the_build_is_killed(tmp_path: Path) -> None:
    pages = folder(tmp_path / "pages", 150)
    running = start(pages, tmp_path / "graph")
    waiting(lambda: bool(shards(tmp_path / "graph")), running)
    running.kill()
    running.wait()
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGKILL)
    pytest.fail("a worker outlived its build")


def test_two_builds_into_one_folder_at_once_are_refused(tmp_path: Path) -> None:
    pages = folder(tmp_path / "pages", 150)
    first = start(pages, tmp_path / "graph")
    waiting(lambda: bool(shards(tmp_path / "graph")), first)
    with pytest.raises(kg.Refused, match=r"Another build is writing .*: wait until it ends, or name another folder"):
        kg.build(pages, tmp_path / "graph", jobs=1)
    kg.build(pages, tmp_path / "other", jobs=1)
    said = first.communicate(timeout=1200)[1]
    assert first.returncode == 0, said
    assert outcome(tmp_path / "graph") == outcome(tmp_path / "other")
    assert not (tmp_path / ".graph.lock").exists()


def test_the_lock_of_a_killed_build_holds_nobody(tmp_path: Path) -> None:
    pages = folder(tmp_path / "pages", 150)
    running = start(pages, tmp_path / "graph")
    waiting(lambda: bool(shards(tmp_path / "graph")), running)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert (tmp_path / ".graph.lock").exists()
    assert kg.build(pages, tmp_path / "graph", jobs=1).failures == []


@pytest.mark.parametrize("moment", ["shards in the draft", "earlier aside"])
def test_a_build_killed_while_it_is_moved_loses_neither_shards_nor_the_earlier_build(
    tmp_path: Path, moment: str
) -> None:
    pages = folder(tmp_path / "pages", COUNT)
    out = tmp_path / "graph"
    kg.build(pages, out, jobs=1)
    before, kept = outcome(out), shards(out)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    draft = tmp_path / f".graph.{ended.pid}.part"
    draft.mkdir()
    (out / "shards").rename(draft / "shards")
    if moment == "earlier aside":
        out.rename(tmp_path / f".graph.{ended.pid}.old")
    report = kg.build(pages, out, jobs=1)
    assert (report.made, shards(out)) == (0, kept)
    assert outcome(out) == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".graph.")] == []
