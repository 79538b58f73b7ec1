"""Pages of our own for the tests of shards, and what makes workers die over some of them."""

from __future__ import annotations

from pathlib import Path

CITIES = ("青溪市", "云溪市", "南屏市", "东岭市", "西渡市", "北港市", "中塘市", "白石市")
PEOPLE = ("林向晚", "秦越山", "苏晓", "周明远", "陈若水", "何思源", "赵清扬", "孙慕白")
# A page that names this kills whoever works on it, where the tests say so.
DEADLY = "要命的一页"


def page(number: int) -> str:
    city, leader = CITIES[number % 8], PEOPLE[number // 8 % 8]
    return (
        f"职工时报  2024年{number % 12 + 1}月19日  星期五  第1版\n\n{city}总工会送清凉到工地\n\n"
        f"本报讯（记者苏晓）{city}总工会党组书记{leader}带队走进第{number}号工地，为{number + 20}名职工送去清凉。\n\n"
        f"{city}总工会主席{leader}说，今年将建成{number + 2}个户外劳动者驿站。\n"
    )


def folder(where: Path, count: int) -> Path:
    """Write ``count`` pages into ``where``."""
    where.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (where / f"{number:03}.txt").write_text(page(number), encoding="utf-8")
    return where


def outcome(out: Path) -> dict[str, bytes]:
    """Return the tables and the Turtle of a build."""
    return {one.relative_to(out).as_posix(): one.read_bytes() for one in [*out.glob("tables/*"), out / "graph.ttl"]}


# What every Python loads that has this on its path: it kills workers over the pages that say so, over those of `once` a
# single time, and lets no shard be written while the file `full` stands in the folder of the tests.
SITE = f"""
import errno, importlib.util, os, signal, sys
from pathlib import Path

class Patching:
    def find_spec(self, name, path=None, target=None):
        if name not in ("kg.work", "kg.shards.records"):
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        sys.meta_path.insert(0, self)
        run = spec.loader.exec_module
        def exec_module(module):
            run(module)
            (deadly if name == "kg.work" else full)(module)
        spec.loader.exec_module = exec_module
        return spec

def deadly(module):
    work = module.work
    def dying(source):
        text = source.path.read_text(encoding="utf-8")
        if "{DEADLY}" in text:
            once = Path(os.environ["KG_TEST_FOLDER"], source.path.name)
            if "一次" not in text or not once.exists():
                once.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return work(source)
    module.work = dying

def full(module):
    write = module.write
    def failing(readings, kind, path):
        write(readings, kind, path)
        if Path(os.environ["KG_TEST_FOLDER"], "full").exists():
            raise OSError(errno.ENOSPC, "No space left on device")
    module.write = failing

sys.meta_path.insert(0, Patching())
"""
