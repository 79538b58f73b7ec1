import random

from newspaper import Newspaper, news

from kg import tables
from kg.explorer import data, page, pinyin


def shuffled(rows, seed):
    mixed = {name: list(part) for name, part in rows.items()}
    for part in mixed.values():
        random.Random(seed).shuffle(part)
    return tables.make(mixed)


def test_the_order_of_rows_leaves_no_trace():
    rows = news().rows
    first = page.render(tables.make(rows))
    assert all(page.render(shuffled(rows, seed)) == first for seed in range(5))


def test_a_statement_said_twice_is_one_line_with_two_sentences():
    graph = data.payload(tables.make(news().rows)).graph
    posts = [line for line in graph["statements"] if graph["predicates"][line[2]] == "holdsPost"]
    assert len(posts) == 1
    assert posts[0][4] == "主席"
    assert {graph["documents"][place[1]] for place in posts[0][5]} == {"2023/云岭工人报-1.txt", "2024/云岭工人报-2.txt"}


def quoted(payload, place):
    """Cut the quote out of its paragraph as a browser does, in UTF-16 units."""
    passage = payload.sources["passages"][place[2]].encode("utf-16-le")
    return passage[place[3] * 2 : place[4] * 2].decode("utf-16-le")


def test_every_quote_is_found_in_its_paragraph():
    paper = news()
    payload = data.payload(tables.make(paper.rows))
    shown = sorted(quoted(payload, place) for line in payload.graph["statements"] for place in line[5])
    assert shown == sorted(row["quote"] for row in paper.rows["statements"])
    assert all("\n" not in passage for passage in payload.sources["passages"])


def test_offsets_count_as_a_browser_does():
    paper = Newspaper()
    paper.page("a.txt", "𠮷林𡈽工会成立。𠮷林工会开会。")
    union = paper.entity("UNION", "𠮷林工会", None, "a.txt")
    paper.says(union, "establishedOn", None, "a.txt", "𠮷林工会开会", "2024")
    payload = data.payload(tables.make(paper.rows))
    assert quoted(payload, payload.graph["statements"][0][5][0]) == "𠮷林工会开会"


def test_of_two_like_sentences_the_one_at_the_offset_is_shown():
    paper = Newspaper()
    paper.page("a.txt", "甲段。市总开会。\n" + "中间。" * 40 + "\n乙段。市总开会。")
    union = paper.entity("UNION", "市总", None, "a.txt")
    paper.says(union, "establishedOn", None, "a.txt", "市总开会", "2024")
    at = paper.rows["articles"][0]["text"].rfind("市总开会")
    paper.rows["statements"][0].update(start=at, end=at + 4)
    payload = data.payload(tables.make(paper.rows))
    assert payload.sources["passages"][payload.graph["statements"][0][5][0][2]].startswith("乙段")


def test_a_quote_that_the_article_lacks_stands_alone():
    paper = Newspaper()
    paper.page("a.txt", "别的话")
    union = paper.entity("UNION", "市总")
    paper.says(union, "establishedOn", None, "a.txt", "市总成立", "2024")
    paper.rows["statements"][0]["article"] = None
    payload = data.payload(tables.make(paper.rows))
    place = payload.graph["statements"][0][5][0]
    assert payload.sources["passages"][place[2]] == quoted(payload, place) == "市总成立"
    assert place[0] == -1


def test_names_keep_the_rule_and_the_full_name_comes_first():
    graph = data.payload(tables.make(news().rows)).graph
    names = graph["entities"]["names"][graph["entities"]["name"].index("云岭市总工会")]
    assert [name[0] for name in names] == ["云岭市总工会", "云岭市总", "市总工会"]
    assert graph["rules"][names[2][1]] == "文章所在地为云岭市"


def test_a_name_keeps_its_features_and_the_passage_that_decided():
    paper = news()
    row = next(row for row in paper.rows["mentions"] if row["text"] == "市总工会")
    other = next(one for one in paper.rows["mentions"] if one["text"] == "云岭市总工会")
    row["features"] = [{"feature": "place", "weight": 2.0, "detail": "云岭市"}]
    row["ground"] = {key: other[key] for key in ("document", "article", "start", "end")} | {"quote": other["text"]}
    payload = data.payload(tables.make(paper.rows))
    names = payload.graph["entities"]["names"][payload.graph["entities"]["name"].index("云岭市总工会")]
    name = next(name for name in names if name[0] == "市总工会")
    assert name[8] == [["place", 2.0, "云岭市"]]
    assert quoted(payload, name[9]) == "云岭市总工会"
    assert names[0][8:] == [[], []]


def test_a_passage_on_a_page_that_is_left_out_is_left_out():
    paper = news()
    row = next(row for row in paper.rows["mentions"] if row["text"] == "市总工会")
    row["ground"] = {"document": "elsewhere.txt", "article": None, "start": 0, "end": 2, "quote": "市总"}
    assert data.payload(tables.make(paper.rows)).graph["entities"]["names"]


def test_an_alias_without_a_mention_is_kept():
    paper = news()
    paper.rows["entities"][0]["aliases"].append("云岭总工会")
    graph = data.payload(tables.make(paper.rows)).graph
    names = graph["entities"]["names"][graph["entities"]["name"].index("云岭市总工会")]
    assert ["云岭总工会", 0] in [[name[0], name[2]] for name in names]


def test_a_figure_that_is_no_number_does_not_break_the_page():
    paper = news()
    paper.rows["figures"][0]["value"] = float("nan")
    assert None in [figure[3] for figure in data.payload(tables.make(paper.rows)).graph["figures"]]
    assert page.render(tables.make(paper.rows))


def test_the_best_connected_entity_is_number_one():
    graph = data.payload(tables.make(news().rows)).graph
    assert graph["entities"]["name"][0] == "云岭市总工会"


def test_pinyin_knows_names_of_several_readings():
    assert pinyin.syllables("重庆市总工会") == "chong qing shi zong gong hui"
    assert pinyin.syllables("橘工惠APP") == "ju gong hui app"


def test_rows_that_lead_nowhere_are_counted_and_left_out():
    paper = news()
    paper.rows["entities"] = [row for row in paper.rows["entities"] if row["name"] != "暖心驿站"]
    graph = data.payload(tables.make(paper.rows)).graph
    assert graph["lost"] == 5
    assert graph["figures"] == []
    assert data.payload(tables.make(news().rows)).graph["lost"] == 0


def test_a_name_broken_over_two_lines_is_one_name_in_its_sentence():
    paper = news()
    row = next(row for row in paper.rows["mentions"] if row["text"] == "云岭市总工会")
    row["text"] = "云岭市\n总工会"
    payload = data.payload(tables.make(paper.rows))
    name = payload.graph["entities"]["names"][payload.graph["entities"]["name"].index("云岭市总工会")][0]
    assert name[0] == quoted(payload, name[3:]) == "云岭市总工会"
    assert payload.sources["passages"][name[5]].startswith("云岭市总工会推出")


def test_a_form_that_one_article_uses_for_two_entities_links_to_neither():
    paper = news()
    other = paper.entity("UNION", "青石区总工会", {"市总工会": "contextual"}, "2023/云岭工人报-1.txt")
    payload = data.payload(tables.make(paper.rows))
    forms = payload.sources["forms"][0]
    assert "市总工会" not in forms
    assert forms[forms.index("云岭市总") + 1] == payload.graph["entities"]["name"].index("云岭市总工会")
    assert other


def test_each_evidence_says_where_the_page_has_it():
    paper = news()
    payload = data.payload(tables.make(paper.rows))
    texts = {row["document"]: row["text"] for row in paper.rows["articles"]}
    for line in payload.graph["statements"]:
        for place in line[5]:
            assert texts[payload.graph["documents"][place[1]]][place[5] : place[6]] == quoted(payload, place)


def test_the_overview_begins_with_what_is_tied_to_something():
    paper = news()
    for number in range(20):
        paper.entity("WORK", f"独立文献{number}")
    graph = data.payload(tables.make(paper.rows)).graph
    assert [layout["size"] for layout in graph["layouts"]] == [6, 26]
    assert not any(name.startswith("独立") for name in graph["entities"]["name"][:6])
