"""The page for everyone: by keyboard alone, with roles that a screen reader tells, in contrast, on paper and on a phone."""

import itertools
import re
from importlib import resources
from pathlib import Path

import pytest
from driving import choose, heading, panel
from newspaper import news
from playwright.sync_api import expect

from kg import tables

pytestmark = pytest.mark.browser
CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")


@pytest.fixture
def opened(open_page):
    return open_page(tables.make(news().rows))


def too_pale(page):
    found = page.evaluate(CONTRAST)
    assert len(found) > 5
    return [f"{one['text']} {one['ratio']:.2f}" for one in found if one["ratio"] < one["least"]]


@pytest.mark.parametrize("width", [1440, 390])
def test_every_text_stands_out_from_its_ground(open_page, width):
    page = open_page(tables.make(news().rows), "#e=nothing", width=width).page
    expect(page.get_by_role("alert")).to_be_visible()
    assert too_pale(page) == []
    page.get_by_role("searchbox").fill("zong")
    assert too_pale(page) == []
    choose(page, "暖心驿站")
    for toggle in panel(page).locator(".toggle").all():
        toggle.click()
    page.get_by_role("button", name="表格", exact=True).click()
    page.locator("#takeaway summary").click()
    assert too_pale(page) == []


def test_the_measure_of_contrast_finds_what_is_pale(opened):
    opened.page.evaluate("document.querySelector('#shown').style.color = '#999999'")
    assert too_pale(opened.page) == ["显示 6 / 共 6 个实体 2.85"]


def luminance(colour):
    def part(value):
        value /= 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (part(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def channels(text):
    return tuple(bytes.fromhex(text))


def script(name):
    return (resources.files("kg.explorer") / f"script/{name}.js").read_text("utf-8")


def test_what_is_drawn_stands_out_from_the_paper_and_the_grounds():
    looks = re.findall(r'(\w+): \["#(\w{6})", "([^"]+)"\]', script("shapes"))
    assert len(looks) == 8
    assert len({path for *_, path in looks}) == 8, "each type has a shape of its own"
    ground = channels(re.search(r'ctx.strokeStyle = "#(\w{6})"', script("communities"))[1])
    words = set(re.findall(r'fillStyle = "#(\w{6})"', script("labels"))) | {"566170"}
    for colour in {colour for _, colour, _ in looks} | words:
        assert min(ratio(channels(colour), (255, 255, 255)), ratio(channels(colour), ground)) >= 4.5, colour


# How each sees linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1.0.
DEFICIENCIES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


def lab(colour):
    """CIELAB of linear RGB."""
    red, green, blue = colour
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", DEFICIENCIES)
def test_colour_blind_readers_tell_types_apart(sight):
    seen = {}
    for kind, colour, _ in re.findall(r'(\w+): \["#(\w{6})", "([^"]+)"\]', script("shapes")):
        linear = [((v / 255 + 0.055) / 1.055) ** 2.4 if v > 10 else v / 255 / 12.92 for v in channels(colour)]
        mixed = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in DEFICIENCIES[sight]]
        seen[kind] = lab([min(1, max(0, part)) for part in mixed])
    apart = {
        pair: sum((a - b) ** 2 for a, b in zip(seen[pair[0]], seen[pair[1]], strict=True)) ** 0.5
        for pair in itertools.combinations(seen, 2)
    }
    # Where two types are near in colour, their shapes and places in the legend tell them apart.
    assert sum(distance >= 10 for distance in apart.values()) >= 0.9 * len(apart), apart
    for pair in (("PERSON", "UNION"), ("PERSON", "PROGRAMME"), ("PERSON", "PLACE"), ("UNION", "ORG")):
        assert apart[pair] >= 10, (pair, apart[pair])


def test_roles_say_what_is_what(opened):
    page = opened.page
    page.get_by_role("searchbox", name="搜索").fill("总工会")
    listbox = page.get_by_role("listbox")
    expect(listbox.get_by_role("option")).to_have_count(2)
    expect(listbox.get_by_role("option", selected=True)).to_have_count(1)
    page.keyboard.press("Enter")
    name = heading(page).inner_text()
    expect(page.get_by_role("complementary", name=name)).to_be_visible()
    page.get_by_role("button", name="表格", exact=True).click()
    expect(page.get_by_role("tablist").get_by_role("tab")).to_have_count(2)
    expect(page.get_by_role("tabpanel").get_by_role("table")).to_have_count(1)
    expect(page.get_by_role("application")).to_have_attribute("aria-label", re.compile("方向键"))
    expect(page.get_by_role("checkbox", name="人物")).to_be_checked()
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, summary, [role]")].filter((one) => one.checkVisibility()
            && !(one.textContent.trim() || one.getAttribute("aria-label") || one.labels?.length)).map((one) => one.outerHTML)"""
    )
    assert nameless == []


def test_everything_is_reached_by_the_tab_key(opened):
    page = opened.page
    page.locator("#search").focus()
    reached = set()
    for _ in range(45):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"show-table", "language", "drawing", "zoom-in", "fit", "SUMMARY"} <= reached
    assert any(name.startswith("filter-types") for name in reached)


def test_from_the_search_to_the_sentence_by_keyboard_alone(opened):
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("yunling")
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.statement .toggle')"):
            break
    page.keyboard.press("Enter")
    expect(panel(page).locator("mark").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#drawing")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="取消固定")).to_be_visible()
    page.keyboard.press("h")
    expect(page.locator("#shown")).to_have_text("显示 5 / 共 6 个实体")


def test_someone_new_finds_who_leads_a_union_and_the_sentence(opened):
    """Three acts, told by what stands on the page: type the name, take the answer, read; the rest is in the paragraph."""
    page = opened.page
    expect(page.locator("#hint")).to_contain_text("搜索或点击一个名称，就能看到谁任职")
    expect(page.get_by_role("searchbox")).to_have_attribute("placeholder", re.compile("找工会"))
    choose(page, "云岭市总工会")
    post = panel(page).locator(".statement").first
    expect(panel(page).get_by_role("heading", level=4).first).to_contain_text("任职人员")
    expect(post).to_contain_text("方知远")
    expect(post).to_contain_text("主席")
    expect(post).to_contain_text("云岭市总工会主席方知远介绍")
    expect(post).to_be_in_viewport()
    post.locator(".toggle").click()
    expect(post.locator("mark").first).to_be_in_viewport()


def test_on_paper_the_panel_stands_whole_under_the_drawing(opened):
    page = opened.page
    choose(page, "云岭市总工会")
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".actions")).to_be_hidden()
    drawing, aside = page.locator("#stage").bounding_box(), page.locator("#panel").bounding_box()
    assert aside["y"] >= drawing["y"] + drawing["height"]
    assert page.evaluate(
        "document.getElementById('panel').scrollHeight <= document.getElementById('panel').clientHeight + 1"
    )
    assert page.pdf().startswith(b"%PDF")


def test_on_a_phone_everything_fits_the_width(open_page):
    page = open_page(tables.make(news().rows), width=390, height=844).page
    expect(page.locator("#shown")).to_be_visible()
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("checkbox", name="人物")).to_be_visible()
    page.get_by_role("button", name="筛选").click()
    choose(page, "方知远")
    expect(panel(page)).to_contain_text("云岭市总工会")
    page.get_by_role("button", name="表格", exact=True).click()
    expect(page.get_by_role("tabpanel")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
