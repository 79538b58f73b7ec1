"""The questions in `ontology/queries/`: SPARQL files with a description in Chinese and English, and parameters.

A file is plain SPARQL and runs in any engine as it stands. Comments at its head say what it answers::

    # zh: 谁在工会任职，职务是什么
    # en: Who holds which post in a union
    # parameter: union
    # parameter: person 林向晚

and each parameter is a variable that ``VALUES ?union { UNDEF }`` binds, to everything (``UNDEF``) or to its default.
Giving a value puts it there, as a literal tagged ``@zh`` like every name in the graph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import Literal

from kg.errors import Refused
from kg.names import divisions
from kg.rdf.terms import clean
from kg.rdf.vocabulary import ONTOLOGY_FOLDER

_HEADER = re.compile(r"#\s*(zh|en|parameter)\s*:\s*(.*)")
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Question:
    """One query of the library: ``parameters`` maps a name to its default, None where it starts out unrestricted."""

    name: str
    zh: str
    en: str
    parameters: dict[str, str | None]
    text: str


def catalogue(folder: Path = ONTOLOGY_FOLDER / "queries") -> list[Question]:
    """Return every named question, by name."""
    return [_question(path) for path in sorted(folder.glob("*.rq"), key=lambda path: path.stem)]


def find(query: str, folder: Path = ONTOLOGY_FOLDER / "queries") -> str:
    """Return the SPARQL that ``query`` means: a file's text, the question of that name, or ``query`` itself.

    Raise `Refused` where a name or a file does not exist or cannot be read.
    """
    query = query.strip()
    if _NAME.fullmatch(query):
        if (folder / f"{query}.rq").is_file():
            return _read(folder / f"{query}.rq")
        if not Path(query).is_file():
            raise Refused(_unknown(query, sorted(path.stem for path in folder.glob("*.rq"))))
    one_word = bool(query) and not re.search(r"[\s{}]", query)
    if one_word or (query.endswith((".rq", ".sparql")) and "\n" not in query and "{" not in query):
        return _read(Path(query))
    return query


def parameters(query: str) -> dict[str, str | None]:
    """Return the parameters that the head of ``query`` declares, with their defaults."""
    return {
        name: default.strip() or None
        for key, value in _HEADER.findall(query)
        if key == "parameter"
        for name, _, default in [value.strip().partition(" ")]
    }


def bind(query: str, values: Mapping[str, str]) -> str:
    """Return ``query`` with each parameter in ``values`` bound to that text, a place by any of its names; raise `Refused` for one that it lacks."""
    known = parameters(query)
    for name, value in values.items():
        pattern = re.compile(rf"VALUES\s+\?{re.escape(name)}\s*\{{[^{{}}]*\}}")
        if name not in known or not pattern.search(query):
            takes = f"It takes {', '.join(known)}." if known else "It takes none."
            raise Refused(f"The query has no parameter {name!r}. {takes}")
        meant = " ".join(str(Literal(clean(one), language="zh")) for one in _meant(name, value))
        bound = f"VALUES ?{name} {{ {meant} }}"
        query = pattern.sub(lambda _, bound=bound: bound, query)  # type: ignore[misc]
    return query


def _meant(name: str, value: str) -> list[str]:
    """Return the names that a value may be short for: of a place those of the divisions that go by it (河南 for 河南省)."""
    full = [one.name for one in divisions.find(value)] if name == "place" else []
    return list(dict.fromkeys([value, *full]))


def _question(path: Path) -> Question:
    text = _read(path)
    head = {key: value.strip() for key, value in _HEADER.findall(text)}
    return Question(path.stem, head.get("zh", ""), head.get("en", ""), parameters(text), text)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{path} is not UTF-8: save the query as UTF-8.") from error
    except (OSError, ValueError) as error:
        raise Refused(
            f"{path} cannot be read: name a query file that exists, or a query of `kg query --list`, or give SPARQL."
        ) from error


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    others = [other for other in known if other not in near]
    listing = ", ".join([*near, *others])
    return f"There is no query named {name!r}. Choose one of: {listing}; or give a .rq file or SPARQL text."
