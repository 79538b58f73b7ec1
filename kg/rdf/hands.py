"""Several processes that write the Turtle of one build, a part at a time, and what else is made of its tables on disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.growing import kept, put
from kg.rdf.parts import Part, ordered, parts
from kg.rdf.writer import opened, pieces
from kg.tables import SCHEMAS, Tables

# Something else that is made of the tables, by one of the processes.
Beside = Callable[[Tables], None]


class Turtle:
    """The parts of a Turtle file, in ``folder``: whoever comes first to one writes it; and what is made ``beside`` it."""

    def __init__(
        self, folder: Path, base: str, beside: Beside | None = None, helpers: Sequence[BaseProcess] = ()
    ) -> None:
        self.folder, self.base, self.beside, self.helpers = folder, base, beside, helpers
        self.tables = kept(folder)
        self.parts = list(parts(self.tables))

    def work(self) -> Iterator[None]:
        """Write the parts that nobody has begun, one at each step."""
        for number, part in enumerate(self.parts):
            try:
                (self.folder / f"{number}.begun").touch(exist_ok=False)
            except FileExistsError:
                continue
            self._write(number, part)
            yield

    def finish(self, path: Path) -> int:
        """Make what is left to make, join the parts in ``path``, and return the number of triples."""
        for _ in self.work():
            continue
        for helper in self.helpers:
            helper.join()
        if not self._done.is_file():
            self.make_beside()  # Nobody else was to, or who was is lost.
        count = 0
        with path.open("wb") as file:
            for number, (part, opening) in enumerate(opened(self.parts, self.base)):
                if not self._path(number).is_file():
                    self._write(number, part)  # Whoever began it was lost.
                file.write(opening)
                with self._path(number).open("rb") as written:
                    count += int(written.readline())
                    shutil.copyfileobj(written, file, 1 << 20)
                self._path(number).unlink()
        return count

    @property
    def _done(self) -> Path:
        return self.folder / "beside.done"

    def make_beside(self) -> None:
        """Make what is made beside the Turtle."""
        if self.beside is not None:
            self.beside({name: self.tables[name].select(schema.names) for name, schema in SCHEMAS.items()})
        self._done.touch()

    def _path(self, number: int) -> Path:
        return self.folder / f"{number}.ttl"

    def _write(self, number: int, part: Part) -> None:
        """Write a part: the number of its triples on a line, then their Turtle."""
        draft = self.folder / f"{number}.{os.getpid()}.part"
        made = list(pieces(part, self.tables, self.base))
        with draft.open("wb") as file:
            file.write(b"%d\n" % sum(count for count, _ in made))
            file.writelines(piece for _, piece in made)
        draft.replace(self._path(number))


@contextmanager
def hands(tables: Tables, folder: Path, base: str, jobs: int, beside: Beside | None = None) -> Iterator[Turtle]:
    """Have ``jobs`` processes, this one among them, write the Turtle of ``tables``; yield it to be finished.

    The others begin at once, in the new folder ``folder``, while the block does something else; leaving the block ends them.
    ``beside`` is made by one more of them, if there are others, so that what it holds for that is given back when it is done.
    """
    folder.mkdir(parents=True)
    ordered(tables, lambda name, table: put(folder, name, table))
    context = get_context("spawn")
    tasks: list[tuple[Callable[..., None], tuple[object, ...]]] = [(_help, (folder, base, os.getpid()))] * (jobs - 1)
    if tasks:
        tasks.append((_make, (folder, base, beside)))
    helpers = [context.Process(target=task, args=given, daemon=True) for task, given in tasks]
    try:
        for helper in helpers:
            helper.start()
        yield Turtle(folder, base, beside, helpers)
    finally:
        for helper in helpers:
            helper.kill()
            helper.join()


def _make(folder: Path, base: str, beside: Beside | None) -> None:
    with suppress(Exception):  # The parent meets the same mistake, and says it.
        Turtle(folder, base, beside).make_beside()


def _help(folder: Path, base: str, parent: int) -> None:
    """Write parts until there are none, or until the process that asked for it is gone."""
    try:
        for _ in Turtle(folder, base).work():
            if os.getppid() != parent:
                return
    except Exception:  # The parent meets the same mistake over what is missing, and says it.
        return
