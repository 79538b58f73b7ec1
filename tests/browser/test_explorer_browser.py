import re

import pytest
from driving import choose, drawn, panel
from newspaper import HOSTILE, attack, crowd, news
from playwright.sync_api import expect

from kg import iri, tables

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(open_page):
    return open_page(tables.make(news().rows))


def test_it_opens_from_a_disk_and_says_how_much_it_shows(opened):
    expect(opened.page.locator("#shown")).to_have_text("显示 6 / 共 6 个实体")
    assert opened.requests[0].startswith("file:")
    assert opened.page.locator("#drawing canvas").count() == 1


FOUND = {
    "云岭市总": "云岭市总工会",
    "市总工会": "云岭市总工会",
    "yunlingshizong": "云岭市总工会",
    "ylszgh": "云岭市总工会",
    "fangzhiyuan": "方知远",
    "FZY": "方知远",
    "zhiyuan": "方知远",
    "chongqing": "重庆市渝北区总工会",
    "nuanxin": "暖心驿站",
}


def test_search_finds_names_aliases_and_pinyin(opened):
    for query, name in FOUND.items():
        opened.page.get_by_role("searchbox").fill(query)
        first = opened.page.get_by_role("option").first
        expect(first, query).to_contain_text(name)
        first.click()
        expect(panel(opened.page).get_by_role("heading", level=2), query).to_have_text(name)


def middle(page):
    """The colour in the middle of the drawing once it has come to rest."""
    page.wait_for_timeout(700)
    pixel = """() => {
        const canvas = document.querySelector("#drawing canvas");
        const dot = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
        const context = dot.getContext("2d", { willReadFrequently: true });
        context.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    }"""
    return "#" + bytes(page.evaluate(pixel)).hex()


def test_what_is_found_stands_in_the_middle(opened):
    page = opened.page
    choose(page, "云岭市总工会")
    assert middle(page) == "#b53325"
    choose(page, "方知远")
    assert middle(page) == "#2b6196"
    page.get_by_role("button", name="表格", exact=True).click()
    assert middle(page) == "#2b6196"


def test_search_says_what_type_and_when_there_is_nothing(opened):
    box = opened.page.get_by_role("searchbox")
    box.fill("方知远")
    expect(opened.page.get_by_role("option").first).to_contain_text("人物")
    box.fill("angzhi")
    expect(opened.page.get_by_role("option")).to_have_count(0)
    expect(opened.page.get_by_role("listbox")).to_contain_text("没有找到“angzhi”")


def test_search_goes_by_keyboard_alone(opened):
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("zonggonghui")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("searchbox")).to_have_attribute("aria-activedescendant", second.get_attribute("id"))
    name = second.locator(".name").first.inner_text()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", level=2)).to_have_text(name)
    expect(panel(page).get_by_role("heading", level=2)).to_be_focused()


def test_the_panel_leads_to_the_sentence_in_its_paragraph(opened):
    choose(opened.page, "云岭市总工会")
    post = panel(opened.page).locator(".statement", has_text="方知远")
    expect(post).to_have_count(1)
    expect(post).to_contain_text("主席")
    expect(post).to_contain_text("原文")
    expect(post).to_contain_text("80%")
    post.locator(".toggle").click()
    pieces = post.locator("blockquote")
    expect(pieces).to_have_count(2)
    expect(pieces.first.locator("mark")).to_have_text("云岭市总工会主席方知远介绍")
    expect(pieces.first.locator(".paragraph")).to_have_text(
        "本报讯 5月4日，云岭市总工会主席方知远介绍，云岭市总开展“暖心驿站”活动。"
    )
    expect(pieces.first).to_contain_text("2023/云岭工人报-1.txt")
    expect(pieces.first).to_contain_text("云岭市总工会推出暖心驿站")


def test_names_in_the_sentence_are_links(opened):
    page = opened.page
    choose(page, "云岭市总工会")
    post = panel(page).locator(".statement", has_text="方知远")
    post.locator(".toggle").click()
    paragraph = post.locator(".paragraph").first
    assert paragraph.get_by_role("link").all_inner_texts() == ["方知远", "暖心驿站"]
    expect(paragraph.locator("mark").get_by_role("link")).to_have_text("方知远")
    paragraph.get_by_role("link", name="暖心驿站").click()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("暖心驿站")


def test_a_known_rule_is_told_in_words_and_another_as_it_is(open_page):
    paper = news()
    rules = iter(["contextual", "my-rule", "full-name"])
    for row in paper.rows["mentions"][:3]:
        row["rule"] = next(rules)
    page = open_page(tables.make(paper.rows)).page
    choose(page, "云岭市总工会")
    names = panel(page).locator(".names")
    expect(names).to_contain_text("根据文章补全")
    expect(names).to_contain_text("my-rule")
    page.get_by_role("button", name="English").click()
    expect(names).to_contain_text("Completed from the article")


def test_rows_that_lead_nowhere_are_told(open_page):
    paper = news()
    paper.rows["entities"] = [row for row in paper.rows["entities"] if row["name"] != "方知远"]
    page = open_page(tables.make(paper.rows)).page
    expect(page.get_by_role("alert")).to_contain_text("有 2 条关系或数据提到图谱里没有的实体")
    expect(page.locator("#filters .status")).to_contain_text("kg check OUT")


def test_the_panel_says_why_a_name_belongs_to_the_entity(opened):
    choose(opened.page, "云岭市总工会")
    names = panel(opened.page).locator(".names")
    row = names.get_by_role("listitem").filter(has_text="文章所在地为云岭市")
    row.get_by_role("button").click()
    expect(row.locator("mark")).to_have_text("市总工会")


def test_figures_are_a_table_with_sentences_and_a_chart(opened):
    choose(opened.page, "暖心驿站")
    figures = panel(opened.page).locator(".figures")
    expect(figures.get_by_role("table")).to_contain_text("120")
    expect(figures.get_by_role("img")).to_have_attribute("aria-label", "驿站随时间的变化（个）")
    figures.get_by_role("button", name="驿站").last.click()
    expect(figures.locator("mark")).to_have_text("暖心驿站已达180个")


def test_entities_in_the_panel_are_links_and_back_returns(opened):
    page = opened.page
    heading = panel(page).get_by_role("heading", level=2)
    choose(page, "云岭市总工会")
    panel(page).get_by_role("link", name="方知远").first.click()
    expect(heading).to_have_text("方知远")
    page.get_by_role("button", name="后退").click()
    expect(heading).to_have_text("云岭市总工会")
    page.get_by_role("button", name="前进").click()
    expect(heading).to_have_text("方知远")


def test_filters_combine_and_say_what_they_hide(opened):
    page = opened.page
    page.get_by_role("checkbox", name="人物").uncheck()
    expect(page.locator("#shown")).to_have_text("显示 5 / 共 6 个实体")
    page.get_by_role("checkbox", name="推断").uncheck()
    status = page.locator("#filters .status")
    expect(status).to_contain_text("筛选隐藏了 2 个实体、1 条关系")
    expect(page.locator("#shown")).to_have_text("显示 4 / 共 6 个实体")
    page.get_by_role("button", name="清除筛选").click()
    expect(status).to_contain_text("没有筛选")
    assert drawn(page) == 6


def test_a_date_range_leaves_out_what_was_said_before(opened):
    page = opened.page
    page.get_by_role("slider", name="起").evaluate(
        "slider => { slider.value = 1; slider.dispatchEvent(new Event('change')); }"
    )
    choose(page, "暖心驿站")
    expect(panel(page).locator(".statement")).to_have_count(1)
    expect(panel(page).locator(".statements")).to_contain_text("筛选隐藏了其中 2 条")


def test_the_number_of_relations_is_a_filter_too(opened):
    page = opened.page
    page.get_by_text("更多条件").click()
    page.get_by_label("关系数不少于").fill("2")
    page.get_by_label("关系数不少于").press("Enter")
    expect(page.locator("#filters .status")).to_contain_text("筛选隐藏了 4 个实体")
    page.get_by_label("置信度不低于").fill("0.85")
    page.get_by_label("置信度不低于").press("Enter")
    expect(page.locator("#filters .status")).to_contain_text("筛选隐藏了 6 个实体、6 条关系")


def test_filters_that_hide_everything_offer_the_way_back(opened):
    page = opened.page
    for kind in ("人物", "工会", "机构", "地点", "项目"):
        page.locator("#filters").get_by_role("checkbox", name=kind, exact=False).first.uncheck()
    expect(page.locator("#empty")).to_contain_text("筛选隐藏了全部实体")
    page.locator("#empty").get_by_role("button").click()
    assert drawn(page) == 6


def test_neighbours_expand_and_collapse(open_page):
    page = open_page(crowd(600, 1500)).page
    assert drawn(page) == 150
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    assert 150 < drawn(page) <= 190
    page.keyboard.press("c")
    assert drawn(page) == 150
    page.get_by_role("button", name="以此为中心").click()
    centred = drawn(page)
    assert 1 < centred < 150
    page.get_by_role("button", name="隐藏").click()
    assert drawn(page) == centred - 1


def test_neighbours_expand_and_collapse_by_predicate(open_page):
    page = open_page(crowd(600, 1500)).page
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    before = drawn(page)
    group = panel(page).locator(".group", has_text="合作").first
    label = group.get_by_role("button", name="展开：合作").get_attribute("aria-label")
    group.get_by_role("button", name="展开：合作").click()
    opened = drawn(page) - before
    assert opened == min(40, int(re.search(r"（(\d+)）", label)[1]))
    group = panel(page).locator(".group", has_text="合作").first
    expect(group.get_by_role("button", name=f"收起：合作（{opened}）")).to_be_visible()
    group.get_by_role("button", name="收起：合作").click()
    assert drawn(page) == before


def test_never_more_than_the_limit_is_drawn(open_page):
    page = open_page(crowd(1600, 3200)).page
    page.get_by_role("radio", name="最重要的 1,500 个").check()
    expect(page.locator("#shown")).to_have_text("显示 1,500 / 共 1,600 个实体")
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    assert drawn(page) == 1500
    expect(page.locator("#limit")).to_contain_text("没有画出")
    choose(page, "1599")
    assert drawn(page) == 1500
    page.get_by_role("button", name="表格", exact=True).click()
    expect(page.get_by_role("tabpanel").locator("[aria-current]")).to_contain_text("1599")


def test_the_table_sorts_and_selects(opened):
    page = opened.page
    page.get_by_role("button", name="表格", exact=True).click()
    rows = page.get_by_role("tabpanel").get_by_role("row")
    expect(rows).to_have_count(7)
    expect(rows.nth(1)).to_contain_text("云岭市总工会")
    page.get_by_role("columnheader", name="名称").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="名称")).to_have_attribute("aria-sort", "ascending")
    expect(rows.nth(1)).to_contain_text("重庆市渝北区总工会")
    rows.nth(1).get_by_role("link").click()
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("重庆市渝北区总工会")
    page.get_by_role("tab", name="关系").click()
    expect(page.get_by_role("tabpanel").get_by_role("row")).to_have_count(7)


def test_paths_are_told_as_sentences(opened):
    page = opened.page
    choose(page, "方知远")
    page.get_by_role("button", name="设为路径起点").click()
    choose(page, "重庆市渝北区总工会")
    path = panel(page).locator(".path")
    expect(path.locator("ol > li")).to_have_count(3)
    expect(path.locator("ol > li").nth(1)).to_contain_text("云岭市总开展“暖心驿站”活动")
    choose(page, "云岭市司法局")
    expect(panel(page).locator(".path ul")).to_have_text("云岭市总工会")


def test_paths_of_one_length_are_all_told(open_page):
    paper = news()
    place, person = iri.entity(iri.BASE, "PLACE", "云岭市"), iri.entity(iri.BASE, "PERSON", "方知远")
    bureau = iri.entity(iri.BASE, "ORG", "云岭市司法局")
    paper.says(bureau, "locatedIn", place, "2023/云岭工人报-1.txt", "云岭市司法局", basis="name")
    paper.says(person, "holdsPost", bureau, "2023/云岭工人报-1.txt", "云岭市总工会主席方知远介绍", "顾问")
    page = open_page(tables.make(paper.rows)).page
    choose(page, "方知远")
    page.get_by_role("button", name="设为路径起点").click()
    choose(page, "云岭市")
    path = panel(page).locator(".path")
    expect(path.locator("ol")).to_have_count(2)
    expect(path.locator("ol").first).to_contain_text("云岭市总工会")
    expect(path.locator("ol").last).to_contain_text("云岭市司法局")


def test_hostile_names_are_text_everywhere(open_page):
    page = open_page(tables.make(attack().rows)).page
    before = page.title()
    page.get_by_role("button", name="表格", exact=True).click()
    for name in HOSTILE:
        choose(page, name[:40])
        heading = panel(page).get_by_role("heading", level=2)
        assert heading.evaluate("heading => heading.textContent") == name
        row = panel(page).locator(".statement").first
        row.locator(".toggle").click()
        assert row.locator("mark").evaluate("mark => mark.textContent") == name
        assert page.locator("img, main b").count() == 0
        assert page.title() == before
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not re.search("null|undefined|NaN", page.locator("body").inner_text())


def test_an_empty_graph_says_so_and_what_to_do(open_page):
    page = open_page(tables.make({})).page
    expect(page.locator("#empty")).to_contain_text("图谱是空的")
    expect(page.locator("#empty")).to_contain_text("kg build SOURCE -o OUT")
    assert not re.search("null|false|undefined|NaN", page.locator("body").inner_text())


def test_the_interface_speaks_english_on_request(opened):
    page = opened.page
    page.get_by_role("button", name="English").click()
    expect(page.locator("#shown")).to_have_text("Showing 6 of 6 entities")
    assert page.locator("html").get_attribute("lang") == "en"
    choose(page, "方知远")
    expect(panel(page)).to_contain_text("Holds a post at")
    page.reload()
    expect(page.get_by_role("button", name="中文")).to_be_visible()
