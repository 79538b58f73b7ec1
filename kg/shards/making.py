"""The shards of a build, made where they do not stand: lost workers' shards again, pages that kill workers set aside."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import Refused
from kg.shards.cutting import Shard
from kg.shards.engines import named
from kg.shards.manifest import Entry, Manifest
from kg.shards.means import Means
from kg.shards.shop import Begun, Task

# A worker may be killed by what has nothing to do with its page; twice over the same page is no chance.
_KILLS = 2
_ASIDE = "killed the worker that read it, twice: it is set aside; split it or leave it out"

# Told pages, characters and failures that came to be done since the last word.
Teller = Callable[[int, int, int], None]


def make(shards: Sequence[Shard], manifest: Manifest, folder: Path, means: Means, tell: Teller) -> list[str]:
    """Make the shards that do not stand, in ``folder``, and return their names; each is in ``manifest`` once it is whole.

    Raise `Refused` where an engine or pipeline is missing, or workers die before they read a page.
    """
    if means.ner is not None:
        from kg.ner.pipeline import load

        load(means.ner)  # A pipeline that is not installed is refused here, in one sentence, and not in every worker.
    queue: deque[Task] = deque()
    for shard in shards:
        if manifest.stands(shard):
            entry = manifest.entries[shard.name]
            tell(len(shard.pages), entry.characters, len(entry.failures))
        else:
            queue.append(Task(shard, folder))
    made = [task.shard.name for task in queue]
    pages = sum(len(task.shard.pages) for task in queue)
    jobs = means.workers(pages)
    engine = named(means.engine or ("alone" if jobs == 1 else "local"), means.address)
    if queue:
        desk = _Desk(manifest, queue, tell)
        for task, word in engine(queue, means.ner, jobs):
            desk.hear(task, word)
    return made


class _Desk:
    """Keeps what the workers say: what is done, and over which page one died."""

    def __init__(self, manifest: Manifest, queue: deque[Task], tell: Teller) -> None:
        self.manifest, self.queue, self.tell = manifest, queue, tell
        self.begun: dict[str, int] = {}
        self.told: dict[str, tuple[int, int, int]] = {}
        self.kills: Counter[tuple[str, int]] = Counter()

    def hear(self, task: Task, word: Begun | Entry | str) -> None:
        """Take in what an engine says of a task."""
        name = task.shard.name
        if isinstance(word, Begun):
            self.begun[name] = word.page
            self._tell(name, (word.page, word.characters, word.failures))
        elif isinstance(word, Entry):
            self.manifest.add(word)
            self._tell(name, (len(task.shard.pages), word.characters, len(word.failures)))
        else:
            self._again(task)

    def _tell(self, name: str, now: tuple[int, int, int]) -> None:
        """Pass on what is new: pages that are done again after a worker died were told before."""
        before = self.told.get(name, (0, 0, 0))
        if now[0] > before[0]:
            self.tell(now[0] - before[0], now[1] - before[1], now[2] - before[2])
            self.told[name] = now

    def _again(self, task: Task) -> None:
        page = self.begun.pop(task.shard.name, -1)
        at = (task.shard.name, page)
        self.kills[at] += 1
        if self.kills[at] >= _KILLS:
            if page < 0:
                raise Refused("The workers die as they start: give them more memory, or fewer of them with --jobs.")
            task = replace(task, aside={**task.aside, page: _ASIDE})
        self.queue.append(task)
