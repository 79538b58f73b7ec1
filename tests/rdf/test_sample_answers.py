"""The questions of the library on the sample pages: what a build must answer, by the facts in `tests/gold`.

Rows are to be contained: a better build answers more. Columns that depend on wording, such as metrics, are left out.
"""

from __future__ import annotations

import pytest

from kg import iri
from kg.rdf.questions import bind, catalogue, find

KG = iri.ONTOLOGY
CITY, SECRETARY = "衡阳市总工会", "谭晓芸"

# question, parameters, columns, rows
ANSWERS = [
    (
        "posts",
        {"union": "衡阳市总"},
        ("body", "holder", "title"),
        [(CITY, SECRETARY, "党组书记"), (CITY, SECRETARY, "常务副主席"), (CITY, "罗建湘", "主席")],
    ),
    ("posts", {"person": "黎卫东"}, ("body", "title"), [("衡阳市司法局", "局长")]),
    ("leaders", {"union": CITY}, ("holder", "title"), [("罗建湘", "主席"), (SECRETARY, "党组书记")]),
    ("leaders", {"union": "青州市总工会"}, ("holder", "title"), [("孙立鹏", "主席")]),
    (
        "career",
        {"person": SECRETARY},
        ("first", "last", "body", "title"),
        [("2024-03-12", "2025-05-13", CITY, "党组书记")],
    ),
    ("double-posts", {"person": "罗建湘"}, ("title", "other", "also"), [("副主任", CITY, "主席")]),
    ("staff", {"body": "衡阳市第一人民医院"}, ("member", "titles"), [("王海燕", "护士长")]),
    ("programmes", {"union": CITY}, ("name",), [("衡阳市总工会蹲点工作组",), ("工匠夜校",), ("一企一策",)]),
    ("programmes", {"programme": "湘工惠"}, ("body",), [("湖南省总工会",)]),
    ("participants", {"programme": "湖南省职工职业技能大赛"}, ("participant",), [("龙小军",)]),
    ("sub-programmes", {"programme": "鲁班工坊"}, ("part",), [("赞比亚鲁班工坊",), ("老挝鲁班工坊",)]),
    ("programmes-by-place", {"place": "赞比亚"}, ("programme",), [("赞比亚鲁班工坊",)]),
    (
        "bodies-by-place",
        {"place": "衡阳"},
        ("within", "body"),
        [("衡阳市", "衡阳市司法局"), ("衡阳市", "衡阳市职工法律援助中心")],
    ),
    ("unions-by-place", {"place": "衡阳市"}, ("within", "union"), [("石鼓区", "石鼓区总工会"), ("衡阳市", CITY)]),
    ("unions-by-place", {"place": "衡阳"}, ("within", "union"), [("石鼓区", "石鼓区总工会"), ("衡阳市", CITY)]),
    (
        "unasserted",
        {"subject": "石鼓区总工会"},
        ("predicate", "what", "modality"),
        [(f"{KG}runs", "楼栋工会小组", "planned")],
    ),
    ("hierarchy", {"body": "湖南衡岳重工集团有限公司"}, ("under",), [("湖南衡岳重工集团有限公司工会",)]),
    ("luban-workshops", {}, ("workshop", "builder"), [("赞比亚鲁班工坊", "湖南湘南轻工职业技术学院")]),
    ("stationed-teams", {}, ("body", "value", "unit"), [(CITY, 36, "名"), ("湖南省总工会", 562, "名")]),
    (
        "person",
        {"person": "王海燕"},
        ("relation", "other", "detail"),
        [(f"{KG}holdsPost", "衡阳市第一人民医院", "护士长"), (f"{KG}receives", "全国五一劳动奖章", "2024")],
    ),
    (
        "entity",
        {"entity": "衡阳市司法局"},
        ("relation", "other", "detail"),
        [(f"^{KG}holdsPost", "黎卫东", "局长"), (f"^{KG}cooperatesWith", CITY, None)],
    ),
    ("cooperation", {"organization": "衡阳市司法局"}, ("one", "other"), [(CITY, "衡阳市司法局")]),
    ("partners", {"body": "衡阳市司法局"}, ("partner", "kind"), [(CITY, f"{KG}Union")]),
    ("aliases", {"entity": CITY}, ("name", "alias"), [(CITY, "衡阳市总"), (CITY, "市总工会")]),
    ("aliases", {"entity": "全总"}, ("name",), [("中华全国总工会",)]),
    ("honours", {"recipient": "王海燕"}, ("award", "year"), [("全国五一劳动奖章", "2024")]),
    (
        "laureates",
        {"honour": "五一劳动奖章"},
        ("laureate", "body", "title"),
        [("王海燕", "衡阳市第一人民医院", "护士长")],
    ),
    ("founded", {"year": "2016"}, ("since", "name"), [("2016", "欧阳海涛创新工作室")]),
    ("founded", {"entity": "工匠夜校"}, ("since",), [("2023-06",)]),
    (
        "figures",
        {"programme": "赞比亚鲁班工坊"},
        ("value", "unit", "when"),
        [(620, "人", "2024-10"), (910, "人", "2025-03")],
    ),
    ("series", {"entity": "赞比亚鲁班工坊"}, ("value", "when"), [(620, "2024-10"), (910, "2025-03")]),
    ("largest", {"unit": "元"}, ("about", "value"), [("中华全国总工会", 180_000_000)]),
    ("articles", {"entity": SECRETARY}, ("published", "document"), [("2024-03-12", "xiangjiang-2024-03-12-1.txt")]),
    ("together", {"entity": "黎卫东"}, ("other",), [("衡阳市司法局",), (CITY,)]),
    ("bylines", {"author": "苏晓"}, ("published", "document"), [("2024-11-22", "zhigong-2024-11-22-1.txt")]),
    ("prominent", {"kind": "工会"}, ("type", "name"), [("union", CITY), ("union", "中华全国总工会")]),
    (
        "corroborated",
        {"entity": SECRETARY},
        ("relation", "other", "title", "reported"),
        [(f"{KG}holdsPost", CITY, "党组书记", day) for day in ("2024-03-12", "2024-06-18", "2025-05-13")],
    ),
    (
        "page",
        {"page": "xiangjiang-2024-03-12-1"},
        ("subject", "relation", "thing"),
        [(CITY, f"{KG}cooperatesWith", "衡阳市司法局"), ("黎卫东", f"{KG}holdsPost", "衡阳市司法局")],
    ),
    ("timeline", {"entity": "衡阳市司法局"}, ("reported", "other"), [("2024-03-12", CITY), ("2024-03-12", "黎卫东")]),
    ("works", {"work": "工会法"}, ("title", "document"), [("中华人民共和国工会法", "zhigong-2024-04-19-1.txt")]),
    ("doubtful", {"entity": "黎卫东"}, ("relation", "other"), [(f"{KG}holdsPost", "衡阳市司法局")]),
]


def test_every_question_of_the_library_is_asked_here():
    assert {name for name, *_ in ANSWERS} == {question.name for question in catalogue()}


@pytest.mark.parametrize(("name", "values", "columns", "expected"), ANSWERS)
def test_a_question_has_its_answer_on_the_sample_pages(graph, name, values, columns, expected):
    answer = graph.query(bind(find(name), values)).records()
    found = {tuple(row[column] for column in columns) for row in answer}
    assert set(expected) <= found


def test_every_row_of_every_question_leads_to_a_sentence_on_a_page(graph):
    rows = zip(*(graph.articles[name].to_pylist() for name in ("document", "text")), strict=True)
    texts: dict[str, list[str]] = {}
    for document, text in rows:
        texts.setdefault(document, []).append(text)
    quoted = 0
    for question in catalogue():
        for row in graph.query(question.text).records():
            if "quote" in row:
                quoted += 1
                assert any(row["quote"] in text for text in texts[row["document"]]), (question.name, row)
            assert row[list(row)[-1]].startswith(iri.BASE)
    assert quoted > 1000


def test_the_command_line_asks_with_a_name_and_a_parameter(built, command):
    done = command("query", built.out, "posts", "--person", SECRETARY, "--format", "csv")
    assert done.status == 0
    assert f"{CITY},{SECRETARY},党组书记,2024-03-12," in done.out
