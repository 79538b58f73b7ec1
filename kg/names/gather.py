"""Write the tables of divisions, countries and strokes from the packages that hold them (`pip install union-kg[gazetteer]`).

``python -m kg.names.gather`` is run by hand when those packages have newer tables; the build reads what it wrote.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"
# Codes of CLDR that stand for no country or territory.
NO_COUNTRY = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "UM", "HK", "MO", "TW", "CN"}


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: run `pip install union-kg[gazetteer]` and try again.")
    return Path(spec.origin).parent


def _coordinates() -> dict[str, tuple[str, str]]:
    """Return longitude and latitude by six-digit division code, from cpca's table."""
    with (_folder("cpca") / "resources" / "adcodes.csv").open(encoding="utf-8") as lines:
        return {row["adcode"][:6]: (row["longitude"][:7], row["latitude"][:6]) for row in csv.DictReader(lines)}


def divisions() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield code, name, short form, longitude and latitude down to the county; for a town its county's code and no more."""
    coordinates = _coordinates()
    with zipfile.ZipFile(_folder("jionlp") / "dictionary" / "china_location.zip") as archive:
        lines = archive.read("china_location.txt").decode("utf-8").splitlines()
    county, last = "", ""
    for line in lines:
        depth = len(line) - len(line.lstrip("\t"))
        fields = line.strip().split("\t")
        if depth <= 2 and len(fields) >= 2:
            name, county = fields[0], fields[1]
            short = fields[2] if len(fields) > 2 else ""
            if county == last:  # a municipality stands twice, as province and as city
                continue
            last = county
            yield county, name, short, *coordinates.get(county, ("", ""))
        elif depth == 3:
            yield county, fields[0], "", "", ""


def countries() -> Iterator[tuple[str, str, str]]:
    """Yield a country's short name, full name and other names, from jionlp and CLDR (Babel)."""
    from babel import Locale

    names = dict(Locale("zh").territories)
    told: set[str] = set()
    text = (_folder("jionlp") / "dictionary" / "world_location.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        fields = line.strip().split("\t")
        if len(fields) >= 2:
            told.update((fields[0].replace("(", "（").replace(")", "）"), fields[1]))
            yield fields[0], fields[1], "、".join([fields[2], *fields[3:4]]).replace("/", "、") if fields[2:] else ""
    for code, name in sorted(names.items()):
        if len(code) == 2 and code.isalpha() and name not in told and code not in NO_COUNTRY:
            yield name, name, ""


def strokes() -> Iterator[tuple[str, str]]:
    """Yield the strokes, in the order of writing, of each character that simplified or traditional print has in common use.

    1 is a horizontal stroke, 2 a vertical one, 3 falls to the left, 4 is a dot or falls to the right, 5 is bent.
    """
    order = json.loads((_folder("char_similar") / "data" / "char_order.dict").read_text(encoding="utf-8"))
    for character, written in sorted(order.items()):
        if written.isdigit() and any(_encodes(character, charset) for charset in ("gb2312", "big5")):
            yield character, written


def _encodes(character: str, charset: str) -> bool:
    try:
        return character.encode(charset) < b"\xc9" if charset == "big5" else bool(character.encode(charset))
    except UnicodeEncodeError:
        return False


def _write(name: str, note: str, rows: Iterator[tuple[str, ...]]) -> None:
    lines = [f"# {note}", *dict.fromkeys("\t".join(row).rstrip("\t") for row in rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write(
        "divisions.tsv",
        "code, name, short form, longitude, latitude; a line with code and name alone is a town or street of that county."
        " Facts from jionlp 1.5 (names and codes) and cpca 0.5 (coordinates).",
        divisions(),
    )
    _write("countries.tsv", "short name, full name, cities. Facts from jionlp 1.5 and CLDR (Babel 2.18).", countries())
    _write(
        "strokes.tsv",
        "character, strokes in the order of writing (1 一 2 丨 3 丿 4 丶 5 乛). Facts from char-similar 0.0.2.",
        strokes(),
    )
