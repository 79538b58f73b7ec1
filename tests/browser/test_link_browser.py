"""The link in the fragment: it restores what was chosen, opened, filtered and moved; a damaged one is told."""

import re

import pytest
from driving import choose, drawn, heading, panel, take
from newspaper import crowd, news
from playwright.sync_api import expect

from kg import tables

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def many():
    return crowd(600, 1500)


def drag(page, across, down):
    """Drag the entity that lies in the middle of the drawing, or is on its way there."""
    box = page.locator("#drawing").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for attempt in range(20):
        page.mouse.move(x + attempt % 2, y)
        if page.locator("#drawing.over").count():
            break
        page.wait_for_timeout(100)
    page.mouse.down()
    page.mouse.move(x + across, y + down, steps=8)
    page.mouse.up()


def positions(page, path):
    """Where the entities stand, by the drawing as SVG."""
    found = re.findall(r"translate\((\S+) (\S+)\) [^>]*>.*?>([^<]*)</text>", take(page, "SVG", path).read_text("utf-8"))
    return {(name, round(float(x)), round(float(y))) for x, y, name in found}


def test_a_link_restores_the_view(open_page, many, tmp_path):
    opened = open_page(many)
    page = opened.page
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.wait_for_timeout(600)
    drag(page, 90, 70)
    expect(page).to_have_url(re.compile("at="))
    page.get_by_role("button", name="设为路径起点").click()
    panel(page).get_by_role("link").first.click()
    page.get_by_role("button", name="固定", exact=True).click()
    page.get_by_role("checkbox", name="地点").uncheck()
    page.get_by_role("button", name="表格", exact=True).click()
    page.get_by_role("tab", name="关系").click()
    name, number, where = heading(page).inner_text(), drawn(page), positions(page, tmp_path / "one.svg")
    again = open_page(opened.path, page.evaluate("location.hash")).page
    expect(heading(again)).to_have_text(name)
    assert drawn(again) == number
    expect(again.get_by_role("checkbox", name="地点")).not_to_be_checked()
    expect(again.get_by_role("button", name="取消固定")).to_be_visible()
    expect(again.get_by_role("tab", name="关系")).to_have_attribute("aria-selected", "true")
    expect(panel(again).locator(".path")).to_be_visible()
    assert len(where) == number
    assert positions(again, tmp_path / "two.svg") == where


def test_what_was_dragged_stays_where_it_was_put(open_page, tmp_path):
    page = open_page(tables.make(news().rows)).page
    choose(page, "云岭市总工会")
    page.wait_for_timeout(700)
    before = positions(page, tmp_path / "one.svg")
    drag(page, 120, -80)
    after = positions(page, tmp_path / "two.svg")
    assert len(before ^ after) == 2
    assert {name for name, *_ in before ^ after} == {"云岭市总工会"}
    choose(page, "方知远")
    assert positions(page, tmp_path / "three.svg") == after
    page.reload()
    page.wait_for_selector("body.ready")
    assert positions(page, tmp_path / "four.svg") == after


def test_the_link_is_copied(open_page):
    page = open_page(tables.make(news().rows)).page
    choose(page, "方知远")
    page.locator("#takeaway summary").click()
    page.get_by_role("button", name="复制视图链接").click()
    expect(page.locator("#spoken")).to_have_text("链接已复制")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Control+V")
    expect(page.get_by_role("searchbox")).to_have_value(page.url)


def test_filters_by_a_part_of_a_document_s_name_stand_in_the_link(open_page):
    page = open_page(tables.make(news().rows), "#document=2024/").page
    expect(page.locator("#filters .status")).to_contain_text("筛选隐藏了")
    expect(page.get_by_label("版面")).to_have_value("2024/")
    assert drawn(page) == 4
    page.get_by_label("版面").fill("2023")
    page.get_by_label("版面").press("Enter")
    expect(page).to_have_url(re.compile("document=2023"))
    assert drawn(page) == 5


DAMAGED = (
    "#e=union/没有这个工会",
    "#%E4%BD",
    "#no-types=DRAGON",
    "#e=&size=7",
    "#confidence=x",
    "#from=yesterday",
    "#at=union/云岭市总工会|3",
    "#at=union/云岭市总工会|3|left",
    "#added=person/方知远|nobody",
    "#table=chairs",
    "#document=nowhere",
    "#" + "x" * 5000,
)


def test_a_damaged_link_opens_the_overview_with_a_notice(open_page):
    opened = open_page(tables.make(news().rows))
    page = opened.page
    for fragment in DAMAGED:
        page.goto("about:blank")
        page.goto(opened.path.as_uri() + fragment)
        page.wait_for_selector("body.ready")
        expect(page.get_by_role("alert"), fragment).to_contain_text("总览")
        expect(page.locator("#shown"), fragment).to_have_text("显示 6 / 共 6 个实体")
        expect(page.locator("#panel"), fragment).to_be_hidden()
    choose(page, "方知远")
    page.evaluate("location.hash = 'size=7'")
    expect(page.locator("#panel"), "in an open page too").to_be_hidden()


def test_an_analyst_can_type_the_link(open_page):
    page = open_page(tables.make(news().rows), "#person/方知远").page
    expect(heading(page)).to_have_text("方知远")
