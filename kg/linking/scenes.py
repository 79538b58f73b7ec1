"""Articles as scenes: who appears together, where and when, which is what tells namesakes apart and joins names.

All articles of the corpus lie on a `Shelf`; names are asked for by the thousand, and only what was asked for is in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import groupby, starmap
from operator import itemgetter
from pathlib import Path

import pyarrow as pa

from kg.linking import gathering
from kg.linking.known import About, Appearing, Called, Place
from kg.linking.straightening import Name
from kg.model import Reading
from kg.names import divisions
from kg.shelf import Row, Shelf

_KEYS = {"keys": pa.schema([("key", pa.string()), ("id", pa.int64())])}


class Scenes:
    """All articles of the corpus, by the names in them.

    ``counted`` has in how many articles the names are that misreadings ask for, ``turning`` the pages with articles that
    begin or go on at another page.
    """

    def __init__(self, readings: Iterable[Reading], folder: Path) -> None:
        self.shelf = Shelf(folder, gathering.TABLES | _KEYS)
        self.counted, self.turning = gathering.gather(self.shelf, readings)
        self.shelf.run((resources.files("kg.linking") / "scenes.sql").read_text(encoding="utf-8"))

    def mentions(self) -> Iterator[Row]:
        """Yield document, number of the article, printed form, type, name and rule of every mention, in order."""
        return self.shelf.each(
            "SELECT document, number, printed, type, name, rule "
            "FROM refs JOIN pages USING (came) JOIN scenes USING (page, article, document) ORDER BY page, article, mention"
        )

    def names(self, *types: str, least: int = 1) -> Iterator[Called]:
        """Yield the names of these types (of all, where none is given) that are in so many articles, in their order."""
        wanted = f"type IN ({', '.join(map(repr, types))})" if types else "true"
        return starmap(
            Called,
            self.shelf.each(
                f"SELECT id, type, name, articles FROM names WHERE {wanted} AND articles >= {least} ORDER BY id"
            ),
        )

    def crowds(self, keyed: Iterable[tuple[str, Called]], most: int) -> Iterator[list[Called]]:
        """Yield the names under each key that more than one bears, and not more than ``most``."""
        self.shelf.run("DELETE FROM keys")
        self.shelf.add("keys", ((key, one.id) for key, one in keyed))
        rows = self.shelf.each(
            "SELECT key, id, type, name, articles FROM keys JOIN names USING (id) SEMI JOIN "
            f"(SELECT key FROM keys GROUP BY key HAVING count(*) BETWEEN 2 AND {most}) AS shared USING (key) "
            "ORDER BY key, id"
        )
        for _, crowd in groupby(rows, key=itemgetter(0)):
            yield [Called(*row[1:]) for row in crowd]

    def aliases(self) -> Iterator[tuple[Called, Called]]:
        """Yield the names that all articles that print them give as another name of one thing, and that thing's name."""
        for row in self.shelf.each(
            "SELECT s.id, s.type, s.name, s.articles, w.id, w.type, w.name, w.articles FROM aliases "
            "JOIN names AS s USING (id) JOIN names AS w ON w.id = whole ORDER BY s.id"
        ):
            yield Called(*row[:4]), Called(*row[4:])

    def about(self, ids: Iterable[int]) -> dict[int, About]:
        """Return what the corpus tells of names."""
        wanted = _wanted(ids)
        where = self._of(wanted, "id, list(page << 24 | article) FROM places JOIN wanted USING (id) GROUP BY id")
        known = {one: About(frozenset(articles)) for one, articles in where}
        for one, home in self._of(
            wanted,
            "DISTINCT id, home FROM firsts JOIN wanted USING (id) JOIN scenes USING (page, article) WHERE home IS NOT NULL",
        ):
            known[one].homes.add(divisions.of(home))
        for one, kind, name, count in self._of(
            wanted,
            "DISTINCT f.id, type, name, articles FROM firsts AS f JOIN wanted USING (id) "
            "JOIN around AS o ON o.page = f.page AND o.article = f.article AND o.id <> f.id JOIN names ON names.id = o.id",
        ):
            known[one].neighbours[kind, name] = count
        for one, predicate, value in self._of(wanted, "id, predicate, value FROM stated JOIN wanted USING (id)"):
            known[one].facts[predicate].add(value)
        return known

    def appearances(self, ids: Iterable[int]) -> Iterator[tuple[int, list[Appearing]]]:
        """Yield for each of some names where it appears, in the order of the pages."""
        wanted = _wanted(ids)
        around: dict[tuple[int, int], dict[Name, int]] = defaultdict(dict)
        for page, article, kind, name, count in self._of(
            wanted,
            "o.page, o.article, type, n.name, articles FROM around AS o JOIN names AS n USING (id) "
            "SEMI JOIN (FROM places JOIN wanted USING (id)) AS here ON here.page = o.page AND here.article = o.article",
        ):
            around[page, article][kind, name] = count
        posts = defaultdict(list)
        for one, page, article, *post in self._of(wanted, "employed.* FROM employed JOIN wanted USING (id)"):
            posts[one, page, article].append(post)
        rows = self._of(
            wanted,
            "id, page, article, mention, document, number, date, home, byline FROM places JOIN wanted USING (id) "
            "JOIN scenes USING (page, article) ORDER BY id, page, article",
        )
        for one, found in groupby(rows, key=itemgetter(0)):
            yield one, [
                Appearing(
                    Place(page, article, mention), document, number, date, home and divisions.of(home), byline,
                    around[page, article], posts[one, page, article],
                )
                for _, page, article, mention, document, number, date, home, byline in found
            ]  # fmt: skip

    def first(self, ids: Iterable[int]) -> dict[int, Place]:
        """Return where the papers brought each of some names first."""
        rows = self._of(
            _wanted(ids),
            "id, page, article, mention FROM places JOIN wanted USING (id) JOIN scenes USING (page, article) "
            "QUALIFY row_number() OVER (PARTITION BY id ORDER BY coalesce(date, '9999'), document, number) = 1",
        )
        return {one: Place(*place) for one, *place in rows}

    def _of(self, wanted: pa.Table, query: str) -> list[Row]:
        """Return the rows of a query about the names whose numbers are in ``wanted``."""
        return self.shelf.all(f"SELECT {query}", wanted=wanted)


def _wanted(ids: Iterable[int]) -> pa.Table:
    return pa.table({"id": pa.array(set(ids), pa.int64())})
