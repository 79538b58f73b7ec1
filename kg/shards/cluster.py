"""Ray as an engine: actors on any number of machines that load the pipeline once each. OUT must be on a disk they share."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from kg.errors import Refused
from kg.shards.engines import DIED, Engine, Event
from kg.shards.shop import Task, do, prepare


def on_ray(address: str | None) -> Engine:
    """Return the engine on the Ray cluster at ``address``, or on this machine; raise `Refused` where Ray is missing."""
    try:
        import ray
    except ImportError as error:
        raise Refused("The engine 'ray' needs a package: pip install 'union-kg[ray]'.") from error

    def run(queue: deque[Task], ner: str | None, jobs: int) -> Iterator[Event]:
        ours = not ray.is_initialized()
        if ours:
            _join(ray, address, jobs)
        try:
            yield from _run(ray, queue, ner, jobs)
        finally:
            if ours:
                ray.shutdown()

    return run


def _join(ray: Any, address: str | None, jobs: int) -> None:  # noqa: ANN401
    """Connect to the cluster, or start one of ``jobs`` workers on this machine."""
    quiet = {"log_to_driver": False, "logging_level": "error", "include_dashboard": False}
    try:
        if address is None:
            ray.init(num_cpus=jobs, **quiet)
        else:
            ray.init(address=address, **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        told = " ".join(str(error).split())[:200]
        raise Refused(f"No Ray cluster answers at {address} ({told}): start one with `ray start --head`.") from error


class _Actor:
    """A worker on some machine of the cluster."""

    def __init__(self, ner: str | None) -> None:
        prepare(ner)

    def do(self, task: Task) -> Iterator[Any]:
        yield from do(task)


def _run(ray: Any, queue: deque[Task], ner: str | None, jobs: int) -> Iterator[Event]:  # noqa: ANN401
    hire = ray.remote(max_restarts=0, num_cpus=1)(_Actor)
    idle: list[Any] = []
    busy: dict[Any, tuple[Any, Task]] = {}
    while queue or busy:
        while queue and len(busy) < jobs:
            task = queue.popleft()
            actor = idle.pop() if idle else hire.remote(ner)
            busy[actor.do.options(num_returns="streaming").remote(task)] = (actor, task)
        ready, _ = ray.wait(list(busy), num_returns=1)
        actor, task = busy[ready[0]]
        try:
            word = ray.get(next(ready[0]))
        except StopIteration:
            del busy[ready[0]]
            idle.append(actor)
            continue
        except ray.exceptions.RayTaskError as error:
            raise error.cause from error
        except ray.exceptions.RayError:
            del busy[ready[0]]
            yield task, DIED
            continue
        yield task, word
