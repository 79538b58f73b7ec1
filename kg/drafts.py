"""A build is written beside its place and moved there whole: one that fails or is killed leaves the earlier one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import Refused

# What a build keeps of single pages, in its folder: it outlives the builds, and may be deleted at any time.
SHARDS = "shards"
# What `kg serve` makes of a build; it goes with it.
STORE = "store"
# All that a build writes, and what file managers leave in any folder that they show.
_OURS = {"graph.ttl", "graph.html", "report.html", "tables", "build.toml", SHARDS, STORE, ".DS_Store"}


@contextmanager
def draft(out: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``out``; when the block ends without an error it takes the place of ``out``.

    Left empty, it leaves ``out`` as it is. The shards of ``out`` stay where they are until then, and go with it. First
    what killed builds of ``out`` left behind is cleared away. Raise `Refused` where ``out`` cannot be written, holds
    something else than an earlier build, or another build is at it.
    """
    out = out.resolve()
    _refuse_foreign(out)
    folder = _beside(out, os.getpid(), "part")
    with _alone(out):
        with writing(out):
            _clear(out)
            folder.mkdir()
        try:
            yield folder
            if any(folder.iterdir()):
                with writing(out):
                    _move(folder, out)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def shards(out: Path) -> Iterator[Path]:
    """Yield the folder of the shards of ``out``; where the block leaves nothing in it, nothing is left of it."""
    out = out.resolve()
    folder = out / SHARDS
    ours = [folder] if out.exists() else [folder, out]
    with writing(out):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob(".*.part"):
            path.unlink()
    try:
        yield folder
    finally:
        for path in ours:
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Keep other builds off ``out`` inside the block; the lock of a process that was killed is none."""
    lock = FileLock(out.with_name(f".{out.name}.lock"), timeout=0)
    with writing(out):
        if out.parent.exists():
            os.scandir(out.parent).close()  # What is no folder, or is closed to us, is said to be that.
        else:
            out.parent.mkdir(parents=True)
        try:
            lock.acquire()
        except Timeout:
            raise Refused(f"Another build is writing {out}: wait until it ends, or name another folder.") from None
    try:
        yield
    finally:
        # Removed while it is held: who opened it before finds it gone, and opens it anew.
        with suppress(OSError):
            Path(lock.lock_file).unlink()
        lock.release()


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Turn an error of the disk inside the block into a `Refused` that names ``out`` and the remedy."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"{out} cannot be written ({reason}): name another folder, or make room there.") from error


def _refuse_foreign(out: Path) -> None:
    """Raise `Refused` where ``out`` is there and is no earlier build, which building would destroy."""
    if out.exists() and not out.is_dir():
        raise Refused(f"{out} is a file: name a folder for the build.")
    if not out.is_dir():
        return
    if Path.cwd().is_relative_to(out):
        raise Refused(f"{out} is the folder you are in, and a build is moved into place whole: name a folder below it.")
    others = [one.name for one in out.iterdir() if one.name not in _OURS]
    tables = [one for one in (out / "tables").glob("*") if one.suffix != ".parquet" and one.name not in _OURS]
    others += [f"tables/{one.name}" for one in tables]
    if others:
        raise Refused(f"{out} holds other files ({sorted(others)[0]}): name a new folder, so that nothing is lost.")


def _beside(out: Path, process: int, kind: str) -> Path:
    return out.with_name(f".{out.name}.{process}.{kind}")


def _clear(out: Path) -> None:
    """Remove the drafts of builds that were killed, and put an earlier build back that one of them had moved aside."""
    pattern = re.compile(rf"\.{re.escape(out.name)}\.(\d+)\.(part|old)")
    for path in sorted(out.parent.glob(".*.*.*")):
        found = pattern.fullmatch(path.name)
        if found is None or _running(int(found[1])):
            continue
        if found[2] == "old" and not out.exists():
            path.rename(out)
        else:
            _rescue(path, out)
            shutil.rmtree(path, ignore_errors=True)


def _rescue(draft: Path, out: Path) -> None:
    """Give ``out`` back the shards that a build had taken along when it was killed."""
    if (draft / SHARDS).is_dir() and not (out / SHARDS).exists():
        out.mkdir(exist_ok=True)
        (draft / SHARDS).rename(out / SHARDS)


def _running(process: int) -> bool:
    """Whether another process of that number is there; where none can be asked for, assume so and touch nothing."""
    if process == os.getpid():
        return False
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _move(folder: Path, out: Path) -> None:
    """Put a finished build in the place of the earlier one, which is put back where that fails."""
    earlier = _beside(out, os.getpid(), "old")
    kept, ours = out / SHARDS, folder / SHARDS
    if kept.exists():
        kept.rename(ours)
    try:
        if out.exists():
            out.rename(earlier)
        folder.rename(out)
    except OSError:
        if earlier.exists():
            earlier.rename(out)
        if ours.exists():
            out.mkdir(exist_ok=True)
            ours.rename(kept)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
