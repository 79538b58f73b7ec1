"""Several processes that write the Turtle of one build, a part at a time, from tables on disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.growing import kept, put
from kg.rdf.parts import Part, ordered, parts
from kg.rdf.writer import opened, pieces
from kg.tables import Tables


class Turtle:
    """The parts of a Turtle file, in ``folder``: whoever comes first to one writes it."""

    def __init__(self, folder: Path, base: str, helpers: Sequence[BaseProcess] = ()) -> None:
        self.folder, self.base, self.helpers = folder, base, helpers
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
        """Write what is left to write, join the parts in ``path``, and return the number of triples."""
        for _ in self.work():
            continue
        for helper in self.helpers:
            helper.join()
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
def hands(tables: Tables, folder: Path, base: str, jobs: int) -> Iterator[Turtle]:
    """Have ``jobs`` processes write the Turtle of ``tables``, this one among them; yield it to be finished.

    The others begin at once, in the new folder ``folder``, beside what the block does; leaving the block ends them.
    """
    folder.mkdir(parents=True)
    ordered(tables, lambda name, table: put(folder, name, table))
    context = get_context("spawn")
    helpers = [context.Process(target=_help, args=(folder, base, os.getpid()), daemon=True) for _ in range(jobs - 1)]
    try:
        for helper in helpers:
            helper.start()
        yield Turtle(folder, base, helpers)
    finally:
        for helper in helpers:
            helper.kill()
            helper.join()


def _help(folder: Path, base: str, parent: int) -> None:
    """Write parts until there are none, or until the process that asked for it is gone."""
    try:
        for _ in Turtle(folder, base).work():
            if os.getppid() != parent:
                return
    except Exception:  # The parent meets the same mistake over the part that is missing, and says it.
        return
