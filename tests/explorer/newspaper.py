"""A small made-up newspaper as tables: a union under three names, its people, and names that attack the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg import iri, tables

HOSTILE = [
    "</script><img src=x onerror=\"document.title='broken'\">",
    "<b onclick=alert(1)>粗体工会</b>",
    "\u202e会工总反\u202c",
    "\"'`{{graph}} && <!--",
    "长" * 500,
]


class Newspaper:
    """Collects rows: pages with one article each, and what is said in them."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in tables.SCHEMAS}
        self._texts: dict[str, str] = {}
        self._entities: dict[str, dict[str, Any]] = {}

    def page(self, document: str, text: str, headline: str = "", date: str | None = None) -> None:
        """Add a page whose one article is the whole of its text."""
        self._texts[document] = text
        self.rows["pages"].append({"document": document, "sha256": "0" * 64, "characters": len(text), "date": date})
        self.rows["articles"].append(
            {
                "article": iri.article(iri.BASE, document, 1), "document": document, "headline": headline, "byline": [],
                "date": date, "place": None, "spans": [{"start": 0, "end": len(text)}], "text": text,
            }
        )  # fmt: skip

    def entity(self, kind: str, name: str, aliases: Mapping[str, str] | None = None, document: str = "") -> str:
        """Add an entity that ``document`` mentions by each of ``aliases`` (printed form to the rule that says why)."""
        key = iri.entity(iri.BASE, kind, name)
        forms = aliases or {name: "全称相同"}
        for text, rule in forms.items():
            at = self._texts.get(document, "").find(text)
            if at >= 0:
                self.rows["mentions"].append(
                    {
                        **self._evidence(document, text), "text": text, "type": kind, "entity": key,
                        "method": "lexicon", "confidence": 0.9, "rule": rule,
                    }
                )  # fmt: skip
        self.rows["entities"].append(
            {"entity": key, "type": kind, "name": name, "aliases": list(forms), "mentions": len(forms), "documents": 1}
        )
        return key

    def mention(self, number: int, document: str, quote: str) -> None:
        """Add a mention of the entity that was added as ``number``-th, by its full name, in a sentence of a page."""
        row = self.rows["entities"][number]
        row["mentions"] += 1
        at = self._evidence(document, quote)["start"] + quote.find(row["name"])
        where = {**self._evidence(document, quote), "start": at, "end": at + len(row["name"])}
        self.rows["mentions"].append(
            {
                **where, "text": row["name"], "type": row["type"], "entity": row["entity"],
                "method": "lexicon", "confidence": 0.9, "rule": "as-printed",
            }
        )  # fmt: skip

    def says(
        self,
        subject: str,
        predicate: str,
        thing: str | None,
        document: str,
        quote: str,
        value: str | None = None,
        basis: str = "text",
    ) -> None:
        """Add one piece of evidence for a statement."""
        self.rows["statements"].append(
            {
                "statement": iri.digest(iri.BASE, "statement", subject, predicate, thing, value),
                "subject": subject, "predicate": predicate, "object": thing, "value": value,
                **self._evidence(document, quote), "quote": quote, "basis": basis, "confidence": 0.8,
            }
        )  # fmt: skip

    def counts(self, subject: str, metric: str, value: float, unit: str, until: str, document: str, quote: str) -> None:
        """Add a figure."""
        self.rows["figures"].append(
            {
                "figure": iri.digest(iri.BASE, "figure", subject, metric, value, until), "subject": subject,
                "metric": metric, "value": value, "unit": unit, "from": None, "to": until,
                **self._evidence(document, quote), "quote": quote,
            }
        )  # fmt: skip

    def _evidence(self, document: str, quote: str) -> dict[str, Any]:
        at = max(self._texts[document].find(quote), 0)
        article = iri.article(iri.BASE, document, 1)
        return {"document": document, "article": article, "start": at, "end": at + len(quote)}


def news() -> Newspaper:
    """Return two pages about 云岭市总工会, known as 云岭市总 and 市总工会 too."""
    paper = Newspaper()
    paper.page(
        "2023/云岭工人报-1.txt",
        "云岭市总工会推出暖心驿站\n本报讯 5月4日，云岭市总工会主席方知远介绍，云岭市总开展“暖心驿站”活动。\n"
        "市总工会与云岭市司法局联合设立法律服务点。截至5月，已建成驿站120个。",
        "云岭市总工会推出暖心驿站",
        "2023-05-05",
    )
    paper.page(
        "2024/云岭工人报-2.txt",
        "驿站再扩容\n云岭市总工会主席方知远表示，暖心驿站已达180个。重庆市渝北区总工会前来学习。",
        "驿站再扩容",
        "2024-06-01",
    )
    one, two = "2023/云岭工人报-1.txt", "2024/云岭工人报-2.txt"
    aliases = {"云岭市总工会": "全称相同", "云岭市总": "简称：城市加“总”", "市总工会": "文章所在地为云岭市"}
    union = paper.entity("UNION", "云岭市总工会", aliases, one)
    person = paper.entity("PERSON", "方知远", None, one)
    programme = paper.entity("PROGRAMME", "暖心驿站", None, one)
    court = paper.entity("ORG", "云岭市司法局", None, one)
    place = paper.entity("PLACE", "云岭市", None, one)
    guest = paper.entity("UNION", "重庆市渝北区总工会", None, two)
    paper.says(person, "holdsPost", union, one, "云岭市总工会主席方知远介绍", "主席")
    paper.says(person, "holdsPost", union, two, "云岭市总工会主席方知远表示", "主席")
    paper.says(union, "runs", programme, one, "云岭市总开展“暖心驿站”活动")
    paper.says(union, "cooperatesWith", court, one, "市总工会与云岭市司法局联合设立法律服务点")
    paper.says(union, "locatedIn", place, one, "云岭市总工会", basis="name")
    paper.says(programme, "establishedOn", None, one, "5月4日", "2023-05-04")
    paper.says(guest, "participatesIn", programme, two, "重庆市渝北区总工会前来学习", basis="inferred")
    paper.counts(programme, "驿站", 120, "个", "2023-05-31", one, "已建成驿站120个")
    paper.counts(programme, "驿站", 180, "个", "2024-06-01", two, "暖心驿站已达180个")
    return paper


def attack() -> Newspaper:
    """Return the same news with names, quotes, headlines and page names that try to break out of their place."""
    paper = news()
    text = "\n".join(HOSTILE)
    paper.page(HOSTILE[1] + ".txt", text, HOSTILE[0], "2024-07-01")
    union = iri.entity(iri.BASE, "UNION", "云岭市总工会")
    for name in HOSTILE:
        key = paper.entity("ORG", name, None, HOSTILE[1] + ".txt")
        paper.says(key, "cooperatesWith", union, HOSTILE[1] + ".txt", name, value=name)
    return paper


def crowd(entities: int, statements: int) -> tables.Tables:
    """Return a generated corpus of people, unions and programmes, a few of them named far more often than most.

    Twenty statements a page, each a sentence that mentions its two entities.
    """
    kinds = ("PERSON", "UNION", "ORG", "PLACE", "PROGRAMME")
    predicates = ("runs", "cooperatesWith", "holdsPost")
    paper = Newspaper()
    keys = [paper.entity(kinds[number % len(kinds)], _invented(number)) for number in range(entities)]
    pages = max(1, statements // 20)
    sentences: list[list[tuple[int, int, int, str]]] = [[] for _ in range(pages)]
    for number in range(statements):
        one = number * 48271 % entities
        other = int((number * 16807 % 65521 / 65521) ** 3 * entities)
        if one != other:
            quote = f"第{number}句：{_invented(one)}与{_invented(other)}联合开展活动。"
            sentences[number % pages].append((one, other, number, quote))
    for number, said in enumerate(sentences):
        document = f"{number:05d}.txt"
        text = "\n".join(quote for *_, quote in said)
        paper.page(document, text, f"第{number}版要闻", f"{2015 + number % 10}-{1 + number % 12:02d}-01")
        for one, other, serial, quote in said:
            paper.says(keys[one], predicates[serial % 3], keys[other], document, quote)
            paper.mention(one, document, quote)
            paper.mention(other, document, quote)
    return tables.make(paper.rows)


def _invented(number: int) -> str:
    return "".join(chr(0x4E00 + (number * 7919 + step * 104729) % 5000) for step in range(4)) + str(number)
