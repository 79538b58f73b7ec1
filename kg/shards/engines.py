"""Who works on the shards: this process, a pool of processes on this machine, or Ray. All keep one contract.

An engine takes tasks from a queue, which may grow while it runs, and yields what happens to each: pages begun, the entry
of a finished shard, or `DIED` where the worker was lost. Whoever reads decides what to do about that.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from kg.errors import Refused
from kg.shards.manifest import Entry
from kg.shards.shop import Begun, Task, do, prepare

DIED: Final = "died"
Event = tuple[Task, Begun | Entry | str]
Engine = Callable[[deque[Task], str | None, int], Iterator[Event]]


def alone(queue: deque[Task], ner: str | None, jobs: int) -> Iterator[Event]:
    """Work in this process, one shard after another."""
    prepare(ner)
    while queue:
        task = queue.popleft()
        for step in do(task):
            yield task, step


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    task: Task | None = None

    def give(self, task: Task) -> bool:
        """Hand over a task; return False where the worker is dead already."""
        self.task = task
        try:
            self.line.send(task)
        except (BrokenPipeError, OSError):
            return False
        return True

    def hear(self) -> Begun | Entry | Exception | None:
        """Return the worker's next word, None where it died."""
        try:
            word: Begun | Entry | Exception = self.line.recv()
        except (EOFError, OSError):
            return None
        return word

    def end(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.join()


def local(queue: deque[Task], ner: str | None, jobs: int) -> Iterator[Event]:
    """Work in ``jobs`` processes that load the pipeline once each; one that dies is replaced."""
    workers: list[_Worker] = []
    try:
        while queue or any(one.task for one in workers):
            for worker in [one for one in workers if one.task is None][len(queue) :]:
                workers.remove(worker)
                worker.end()
            while queue and len(workers) < jobs and sum(one.task is None for one in workers) < len(queue):
                workers.append(_hired(ner))
            for worker in workers:
                if worker.task is None and queue and not worker.give(queue.popleft()):
                    yield from _lost(worker, workers)
            ready = wait([one.line for one in workers if one.task])
            for worker in [one for one in workers if one.line in ready]:
                word, task = worker.hear(), worker.task
                if word is None:
                    yield from _lost(worker, workers)
                elif isinstance(word, Exception):
                    raise word
                elif task is not None:
                    if isinstance(word, Entry):
                        worker.task = None
                    yield task, word
    finally:
        for worker in workers:
            worker.end()


def _lost(worker: _Worker, workers: list[_Worker]) -> Iterator[Event]:
    workers.remove(worker)
    worker.end()
    if worker.task is not None:
        yield worker.task, DIED


def _hired(ner: str | None) -> _Worker:
    # Started anew and not forked: what the parent's threads hold at that moment would stay locked in the child.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, ner), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(line: Connection, ner: str | None) -> None:
    """Work on what comes down the line until it closes, which it does too when the parent is killed."""
    # The parent hears an interrupt from the keyboard, and ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        prepare(ner)
        while True:
            task = line.recv()
            for step in do(task):
                line.send(step)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as error:
        line.send(error)


def named(name: str, address: str | None) -> Engine:
    """Return the engine of that name; raise `Refused` where there is none, or what it needs is not installed."""
    if name == "ray":
        from kg.shards.cluster import on_ray

        return on_ray(address)
    if address is not None:
        raise Refused("--address is where a Ray cluster is: give it with --engine ray.")
    if name not in ENGINES:
        raise Refused(f"There is no engine {name!r}: choose one of {', '.join((*ENGINES, 'ray'))}.")
    return ENGINES[name]


ENGINES: dict[str, Engine] = {"alone": alone, "local": local}
