"""What a reader does on the graph page, as functions that the browser tests share."""

import re
from pathlib import Path


def choose(page, query):
    """Type into the search and take the first answer."""
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")


def drawn(page):
    """How many entities are drawn, as the page says."""
    return int(re.match(r"\D*([\d,]+)", page.locator("#shown").inner_text())[1].replace(",", ""))


def panel(page):
    return page.get_by_role("complementary")


def heading(page):
    return panel(page).get_by_role("heading", level=2)


def take(page, item, path: Path) -> Path:
    """Take something away by the export menu, to ``path``."""
    page.locator("#takeaway summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=item).click()
    download.value.save_as(path)
    return path
