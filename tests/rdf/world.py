"""A small fictional build, made by hand: three pages, six articles, and what they state."""

from __future__ import annotations

import hashlib
from typing import Any

from kg import iri, tables

BASE = iri.BASE

PAGES = {
    "gongren/2024-03-12-1.txt": [
        (
            "云溪市总工会推出“暖流驿站”",
            "2024-03-12",
            "云溪市总工会推出“暖流驿站”\n"
            "云溪市总工会党组书记、常务副主席林向晚介绍，市总工会联合云溪市司法局开展“暖流驿站”活动。\n"
            "云溪市总工会主席秦越山表示，截至2024年2月，全市已建成暖流驿站46个，服务职工1.2万人次。",
        ),
        (
            "区总工会派出蹲点工作组",
            "2024-03-12",
            "区总工会派出蹲点工作组\n"
            "青石区总工会派出蹲点工作组12个，选派干部36人。区总主席何敏说，蹲点要解决实际问题。\n"
            "焊工欧阳川荣获全国五一劳动奖章。",
        ),
    ],
    "gongren/2024-09-06-2.txt": [
        (
            "赞比亚鲁班工坊揭牌",
            "2024-09-06",
            "赞比亚鲁班工坊揭牌\n"
            "2022年11月18日，由云溪轻工学院承建的赞比亚鲁班工坊在卢萨卡揭牌，已培养学员620人。\n"
            "早在2016年，泰国就有了泰国鲁班工坊。",
        ),
        (
            "暖流驿站一年间",
            "2024-09-06",
            "暖流驿站一年间\n截至2024年8月，云溪全市暖流驿站增至61个。\n林向晚说，暖流驿站由青石区总工会和企业共同参与。",
        ),
    ],
    "zhigong/2025-01-10-1.txt": [
        (
            "全总部署县级工会加强年",
            "2025-01-10",
            "全总部署县级工会加强年\n中华全国总工会启动县级工会加强年。云溪市总工会隶属江南省总工会。",
        ),
    ],
}

ENTITIES = {
    "云溪市总工会": ("UNION", ["市总工会", "云溪市总"]),
    "青石区总工会": ("UNION", ["区总工会", "区总"]),
    "江南省总工会": ("UNION", []),
    "中华全国总工会": ("UNION", ["全总"]),
    "云溪市司法局": ("ORG", []),
    "云溪轻工学院": ("ORG", []),
    "林向晚": ("PERSON", []),
    "秦越山": ("PERSON", []),
    "何敏": ("PERSON", []),
    "欧阳川": ("PERSON", []),
    "云溪市": ("PLACE", ["云溪"]),
    "青石区": ("PLACE", []),
    "卢萨卡": ("PLACE", []),
    "赞比亚": ("PLACE", []),
    "泰国": ("PLACE", []),
    "暖流驿站": ("PROGRAMME", []),
    "鲁班工坊": ("PROGRAMME", []),
    "赞比亚鲁班工坊": ("PROGRAMME", []),
    "泰国鲁班工坊": ("PROGRAMME", []),
    "青石区总工会蹲点工作组": ("PROGRAMME", ["蹲点工作组"]),
    "县级工会加强年": ("PROGRAMME", []),
    "全国五一劳动奖章": ("HONOUR", []),
}

_CHIEF = "云溪市总工会党组书记、常务副主席林向晚介绍，市总工会联合云溪市司法局开展“暖流驿站”活动。"
_CHAIR = "云溪市总工会主席秦越山表示，截至2024年2月，全市已建成暖流驿站46个，服务职工1.2万人次。"
_TEAMS = "青石区总工会派出蹲点工作组12个，选派干部36人。"
_ZAMBIA = "2022年11月18日，由云溪轻工学院承建的赞比亚鲁班工坊在卢萨卡揭牌，已培养学员620人。"
_THAILAND = "早在2016年，泰国就有了泰国鲁班工坊。"
_YEAR = "林向晚说，暖流驿站由青石区总工会和企业共同参与。"
_NATION = "中华全国总工会启动县级工会加强年。"

# subject, predicate, object, value, quote, basis, confidence
STATEMENTS = [
    ("林向晚", "holdsPost", "云溪市总工会", "党组书记", _CHIEF, "text", 0.9),
    ("林向晚", "holdsPost", "云溪市总工会", "常务副主席", _CHIEF, "text", 0.9),
    ("秦越山", "holdsPost", "云溪市总工会", "主席", _CHAIR, "text", 0.95),
    ("何敏", "holdsPost", "青石区总工会", "主席", "区总主席何敏说，蹲点要解决实际问题。", "text", 0.8),
    ("云溪市总工会", "runs", "暖流驿站", None, _CHIEF, "text", 0.7),
    ("云溪市总工会", "runs", "暖流驿站", None, "云溪市总工会推出“暖流驿站”", "text", 0.85),
    ("云溪市总工会", "cooperatesWith", "云溪市司法局", None, _CHIEF, "text", 0.75),
    ("青石区总工会", "participatesIn", "暖流驿站", None, _YEAR, "text", 0.6),
    ("青石区总工会", "runs", "青石区总工会蹲点工作组", None, _TEAMS, "text", 0.9),
    ("欧阳川", "receives", "全国五一劳动奖章", "2024", "焊工欧阳川荣获全国五一劳动奖章。", "text", 0.9),
    ("云溪轻工学院", "runs", "赞比亚鲁班工坊", None, _ZAMBIA, "text", 0.9),
    ("赞比亚鲁班工坊", "locatedIn", "卢萨卡", None, _ZAMBIA, "text", 0.8),
    ("赞比亚鲁班工坊", "locatedIn", "赞比亚", None, _ZAMBIA, "name", 0.9),
    ("赞比亚鲁班工坊", "establishedOn", None, "2022-11-18", _ZAMBIA, "text", 0.9),
    ("泰国鲁班工坊", "establishedOn", None, "2016", _THAILAND, "text", 0.9),
    ("泰国鲁班工坊", "locatedIn", "泰国", None, _THAILAND, "name", 0.9),
    ("泰国鲁班工坊", "partOf", "鲁班工坊", None, _THAILAND, "text", 0.8),
    ("中华全国总工会", "runs", "县级工会加强年", None, _NATION, "text", 0.9),
    ("云溪市总工会", "subOrganizationOf", "江南省总工会", None, "云溪市总工会隶属江南省总工会。", "text", 0.9),
    ("云溪市总工会", "locatedIn", "云溪市", None, _CHIEF, "name", 0.9),
    ("青石区总工会", "locatedIn", "青石区", None, _TEAMS, "name", 0.9),
    ("青石区", "locatedIn", "云溪市", None, _TEAMS, "gazetteer", 1.0),
]

# subject, metric, value, unit, from, to, quote
FIGURES = [
    ("暖流驿站", "建成", 46.0, "个", None, "2024-02", _CHAIR),
    ("暖流驿站", "服务职工", 12000.0, "人次", None, "2024-02", _CHAIR),
    ("暖流驿站", "建成", 61.0, "个", None, "2024-08", "截至2024年8月，云溪全市暖流驿站增至61个。"),
    ("青石区总工会蹲点工作组", "派出蹲点工作组", 12.0, "个", None, None, _TEAMS),
    ("青石区总工会", "选派蹲点干部", 36.0, "人", None, None, _TEAMS),
    ("赞比亚鲁班工坊", "培养学员", 620.0, "人", None, None, _ZAMBIA),
]


def entity(name: str) -> str:
    """Return the IRI of one of `ENTITIES`."""
    return iri.entity(BASE, ENTITIES[name][0], name)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return the build's rows, freshly made, for a test to damage as it likes."""
    out: dict[str, list[dict[str, Any]]] = {name: [] for name in tables.SCHEMAS}
    where: list[tuple[str, int, str, str]] = []  # document, offset, article, text
    for document, articles in PAGES.items():
        text = "\n\n".join(article[2] for article in articles)
        digest = hashlib.sha256(text.encode()).hexdigest()
        out["pages"].append({"document": document, "sha256": digest, "characters": len(text), "date": articles[0][1]})
        for number, (headline, date, body) in enumerate(articles, 1):
            start, name = text.index(body), iri.article(BASE, document, number)
            where.append((document, start, name, body))
            out["articles"].append(
                {
                    "article": name,
                    "document": document,
                    "headline": headline,
                    "byline": ["唐静"],
                    "date": date,
                    "place": entity("云溪市") if number == 1 else None,
                    "spans": [{"start": start, "end": start + len(body)}],
                    "text": body,
                }
            )
    for spot in where:
        out["mentions"] += _mentions(*spot)
    out["entities"] = _entities(out["mentions"])
    for subject, predicate, thing, value, quote, basis, confidence in STATEMENTS:
        target = entity(thing) if thing else None
        key = iri.digest(BASE, "statement", entity(subject), predicate, target, value)
        said = {"statement": key, "subject": entity(subject), "predicate": predicate, "object": target, "value": value}
        out["statements"].append({**said, **_found(where, quote), "basis": basis, "confidence": confidence})
    for subject, metric, number, unit, since, until, quote in FIGURES:
        key = iri.digest(BASE, "figure", entity(subject), metric, number, unit, since, until)
        said = {"figure": key, "subject": entity(subject), "metric": metric, "value": number, "unit": unit}
        out["figures"].append({**said, "from": since, "to": until, **_found(where, quote)})
    return out


def build() -> tables.Tables:
    """Return the build's tables."""
    return tables.make(rows())


def _found(where: list[tuple[str, int, str, str]], quote: str) -> dict[str, Any]:
    document, offset, article, text = next(spot for spot in where if quote in spot[3])
    start = offset + text.index(quote)
    return {"document": document, "article": article, "start": start, "end": start + len(quote), "quote": quote}


def _mentions(document: str, offset: int, article: str, text: str) -> list[dict[str, Any]]:
    forms = {form: name for name, (_, aliases) in ENTITIES.items() for form in (name, *aliases)}
    taken: set[int] = set()
    found = []
    for form in sorted(forms, key=len, reverse=True):
        at = text.find(form)
        while at >= 0:
            if not taken & set(range(at, at + len(form))):
                taken |= set(range(at, at + len(form)))
                found.append((at, form))
            at = text.find(form, at + 1)
    return [
        {
            "document": document,
            "article": article,
            "start": offset + at,
            "end": offset + at + len(form),
            "text": form,
            "type": ENTITIES[forms[form]][0],
            "entity": entity(forms[form]),
            "method": "lexicon",
            "confidence": 0.9,
            "rule": "全称" if form == forms[form] else f"简称：本篇以{forms[form]}为全称",
        }
        for at, form in sorted(found)
    ]


def _entities(mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    out = []
    for name, (kind, _) in ENTITIES.items():
        mine = [mention for mention in mentions if mention["entity"] == entity(name)]
        out.append(
            {
                "entity": entity(name),
                "type": kind,
                "name": name,
                "aliases": sorted({mention["text"] for mention in mine} | {name}),
                "mentions": len(mine),
                "documents": len({mention["document"] for mention in mine}),
            }
        )
    return out
