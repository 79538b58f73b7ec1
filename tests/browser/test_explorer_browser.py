import json
import re

import pytest
from newspaper import HOSTILE, attack, crowd, news
from playwright.sync_api import expect

from kg import tables

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(open_page):
    return open_page(tables.make(news().rows))


def choose(page, query):
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")


def drawn(page):
    """How many entities are drawn, as the page says."""
    return int(re.match(r"\D*([\d,]+)", page.locator("#shown").inner_text())[1].replace(",", ""))


def panel(page):
    return page.get_by_role("complementary")


def test_it_opens_from_a_disk_and_says_how_much_it_shows(opened):
    expect(opened.page.locator("#shown")).to_have_text("显示 6 / 共 6 个实体")
    assert opened.requests[0].startswith("file:")
    assert opened.page.locator("#drawing canvas").count() == 1


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("云岭市总", "云岭市总工会"),
        ("市总工会", "云岭市总工会"),
        ("yunlingshizong", "云岭市总工会"),
        ("ylszgh", "云岭市总工会"),
        ("fangzhiyuan", "方知远"),
        ("FZY", "方知远"),
        ("zhiyuan", "方知远"),
        ("chongqing", "重庆市渝北区总工会"),
        ("nuanxin", "暖心驿站"),
    ],
)
def test_search_finds_names_aliases_and_pinyin(opened, query, name):
    opened.page.get_by_role("searchbox").fill(query)
    first = opened.page.get_by_role("option").first
    expect(first).to_contain_text(name)
    first.click()
    expect(panel(opened.page).get_by_role("heading", level=2)).to_have_text(name)


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


def test_a_link_restores_what_was_selected_and_filtered(opened, browser):
    page = opened.page
    choose(page, "方知远")
    page.get_by_role("checkbox", name="地点").uncheck()
    other = browser.new_page()
    other.goto(page.url)
    expect(panel(other).get_by_role("heading", level=2)).to_have_text("方知远")
    expect(other.get_by_role("checkbox", name="地点")).not_to_be_checked()
    other.close()


@pytest.mark.parametrize(
    "fragment",
    ["#e=union/没有这个工会", "#%E4%BD", "#no-types=DRAGON", "#e=&size=7", "#confidence=x", "#from=yesterday"],
)
def test_a_damaged_link_opens_the_overview_with_a_notice(open_page, fragment):
    page = open_page(tables.make(news().rows), fragment).page
    expect(page.get_by_role("alert")).to_contain_text("总览")
    expect(page.locator("#shown")).to_have_text("显示 6 / 共 6 个实体")
    expect(page.locator("#panel")).to_be_hidden()


def test_an_analyst_can_type_the_link(open_page):
    page = open_page(tables.make(news().rows), "#person/方知远").page
    expect(panel(page).get_by_role("heading", level=2)).to_have_text("方知远")


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


def test_never_more_than_the_limit_is_drawn(open_page):
    page = open_page(crowd(2500, 6000)).page
    page.get_by_role("radio", name="最重要的 1,500 个").check()
    expect(page.locator("#shown")).to_have_text("显示 1,500 / 共 2,500 个实体")
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    assert drawn(page) == 1500
    expect(page.locator("#limit")).to_contain_text("没有画出")


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


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("图片 SVG", "云岭市总工会</text>"),
        ("表格 CSV", "\ufeffiri,名称"),
        ("可见部分 Turtle", "kg:holdsPost <https://w3id.org/union-kg/id/union/云岭市总工会>"),
        ("SPARQL 查询", "VALUES ?predicate { kg:"),
    ],
)
def test_what_is_taken_away_holds_what_is_visible(opened, tmp_path, item, expected):
    page = opened.page
    page.locator("#takeaway summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=item).click()
    download.value.save_as(tmp_path / "taken")
    assert expected in (tmp_path / "taken").read_text("utf-8")


def test_the_turtle_taken_away_parses(open_page, tmp_path):
    import pyoxigraph

    page = open_page(tables.make(attack().rows)).page
    page.locator("#takeaway summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Turtle").click()
    download.value.save_as(tmp_path / "taken.ttl")
    labels = {
        triple.object.value
        for triple in pyoxigraph.parse(path=tmp_path / "taken.ttl", format=pyoxigraph.RdfFormat.TURTLE)
        if triple.predicate.value.endswith("prefLabel")
    }
    assert set(HOSTILE) < labels


def test_a_saved_view_opens_again(opened, tmp_path):
    page = opened.page
    choose(page, "方知远")
    page.locator("#takeaway summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="保存视图").click()
    download.value.save_as(tmp_path / "view.json")
    assert "person/方知远" in json.loads((tmp_path / "view.json").read_text("utf-8"))["view"]
    panel(page).get_by_role("button", name="关闭").click()
    for name, effect in (("view.json", "方知远"), ("broken.json", None)):
        (tmp_path / "broken.json").write_text("{", "utf-8")
        page.locator("#takeaway summary").click()
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="打开视图").click()
        chooser.value.set_files(tmp_path / name)
        if effect:
            expect(panel(page).get_by_role("heading", level=2)).to_have_text(effect)
        else:
            expect(page.get_by_role("alert")).to_contain_text("不是本页保存的视图")


def test_a_picture_is_taken_away_on_white(opened, tmp_path):
    page = opened.page
    page.locator("#takeaway summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="图片 PNG").click()
    download.value.save_as(tmp_path / "taken.png")
    assert (tmp_path / "taken.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text_everywhere(open_page, name):
    page = open_page(tables.make(attack().rows)).page
    before = page.title()
    page.get_by_role("button", name="表格", exact=True).click()
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


def test_on_a_phone_everything_fits_the_width(open_page):
    page = open_page(tables.make(news().rows), width=390, height=844).page
    expect(page.locator("#shown")).to_be_visible()
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("checkbox", name="人物")).to_be_visible()
    page.get_by_role("button", name="筛选").click()
    choose(page, "方知远")
    expect(panel(page)).to_contain_text("云岭市总工会")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_everything_is_reached_by_the_tab_key(opened):
    page = opened.page
    page.locator("#search").focus()
    reached = set()
    for _ in range(45):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"show-table", "language", "drawing", "zoom-in", "fit", "SUMMARY"} <= reached
    assert any(name.startswith("filter-types") for name in reached)
