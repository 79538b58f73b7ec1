"""Articles: what begins one, what belongs to it, and pieces of it put back together."""

from __future__ import annotations

import itertools
import random

import pytest

from kg.model import Page
from kg.reading.articles import articles
from kg.training.jumbling import jumble
from tests.reading.jumbler import ours

ORDERED = """湘水职工报  2024年5月6日 星期一  第2版

焊花照亮的夜晚

本报记者 秦越山

夜里十点，云溪县城南的厂房还亮着灯。电焊工段里，二十几名学徒围着一位老师傅，看他把焊条送进坡口。

“手要稳，心更要稳。”老师傅说。

一盏灯下的徒弟

学徒里年纪最小的只有十九岁，白天跟班，晚上练手，半年里磨坏了三副手套。

公交司机的热饭窗口

本报讯（记者 林向晚）云溪县总工会日前在公交首末站设立热饭窗口，首批开放6个。

6路车司机说，从前吃饭看运气，如今到站就有一口热的。

热线：0731-5550123
"""


def read(text: str) -> list[tuple[str, list[str]]]:
    page = Page("page.txt", text, "0")
    found = articles(page)
    for article in found:
        for start, end in article.spans:
            assert 0 <= start < end <= len(text)
        assert len(article.offsets) == len(article.text)
    return [(one.headline, [one.text[p.start : p.end] for p in one.paragraphs if p.kind == "body"]) for one in found]


def test_headlines_and_subheadings_divide_a_tidy_page() -> None:
    first, second = read(ORDERED)
    assert first[0] == "焊花照亮的夜晚"
    assert len(first[1]) == 3
    assert second[0] == "公交司机的热饭窗口"
    assert len(second[1]) == 2


def test_furniture_belongs_to_no_article() -> None:
    page = Page("page.txt", ORDERED, "0")
    covered = "".join(ORDERED[start:end] for one in articles(page) for start, end in one.spans)
    assert "第2版" not in covered
    assert "0731" not in covered


def test_what_is_left_of_a_headline_printed_downwards_heads_no_article() -> None:
    strays = ["溪县城", "建", "设", "新", "驿站"]
    found = read("\n\n".join(strays) + "\n\n" + ORDERED)
    assert found == read(ORDERED)
    # A short headline with nothing of that kind beside it is one.
    assert read("劳模来了\n\n" + ORDERED.split("\n", 2)[2])[0][0].startswith("劳模来了")


def test_the_byline_and_the_date_are_read() -> None:
    found = articles(Page("page.txt", ORDERED, "0", "2024-05-06"))
    assert found[0].byline == ("秦越山",)
    assert found[1].byline == ("林向晚",)
    assert {one.date for one in found} == {"2024-05-06"}


def test_a_page_without_a_date_is_as_old_as_what_was_filed_last() -> None:
    filed = "大桥合龙\n\n新华社长沙6月3日电 2024年5月，大桥合龙了。\n"
    text = f"驿站开门\n\n本报讯（记者 林向晚）驿站开门了。（林向晚）\n\n{filed}"
    assert {one.date for one in articles(Page("page.txt", text, "0"))} == {"2024-06-03"}


def test_a_sentence_cut_by_a_column_is_one_sentence_again() -> None:
    text = "云溪县总工会近日走访了12家企业，了解职工的所思所想，并为他们送去了防\n\n暑降温的用品。职工们说，这份心意很暖。\n"
    ((_, body),) = read(text)
    assert body == [
        "云溪县总工会近日走访了12家企业，了解职工的所思所想，并为他们送去了防暑降温的用品。职工们说，这份心意很暖。"
    ]


def test_a_piece_that_ends_in_mid_sentence_is_followed_by_the_piece_that_continues_it() -> None:
    text = (
        "江边的工友驿站\n\n云溪县总工会在江边建起工友驿站，外卖骑手可以在这里歇脚、热饭、充电。驿站由三名退休职工轮流值守，他们把\n\n"
        "校园里的劳模课\n\n本报讯（记者 林向晚）云溪一中请来劳模给学生上课，讲的是怎样把一颗螺丝拧好。\n\n学生们听得入神。（林向晚）\n\n"
        "钥匙挂在门口，谁来得早谁开门。骑手们说，驿站像家一样。\n"
    )
    station, lesson = read(text)
    assert station[1][0].endswith("他们把钥匙挂在门口，谁来得早谁开门。骑手们说，驿站像家一样。")
    assert lesson[0] == "校园里的劳模课"


def test_a_continuation_from_another_page_opens_an_article() -> None:
    text = "钢花与书声\n\n本报讯（记者 林向晚）云溪钢厂的夜校开学了。（林向晚）\n\n（上接第1版）驿站的灯一直亮到深夜，骑手们进进出出。\n"
    found = read(text)
    assert [one[1][0][:4] for one in found] == ["本报讯（", "驿站的灯"]


def test_a_caption_is_an_article_of_its_own() -> None:
    text = "热浪里的清凉\n\n本报讯（记者 林向晚）云溪县总工会送清凉到工地。\n\n工人们说，西瓜真甜。\n\n图为工人在工棚里吃西瓜。\n\n秦越山 摄\n"
    assert len(read(text)) == 2


@pytest.mark.parametrize(
    "text",
    ["", "\n\n \n", "一", "。" * 50, "“" * 30 + "\n" + "”" * 30, "\x00\x01\n\u202e", "# \n## \n", "天\n" * 3000],
)
def test_odd_pages_are_read_without_complaint(text: str) -> None:
    read(text)


@pytest.mark.parametrize("seed", range(6))
def test_jumbled_pages_lose_and_double_nothing(seed: int) -> None:
    chosen = random.Random(seed).sample(ours(), 3)
    page = jumble(chosen, [3, 3, 3], seed)
    spans = sorted(span for one in articles(Page("page.txt", page.text, "0")) for span in one.spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    covered = sum(len("".join(page.text[start:end].split())) for start, end in spans)
    assert covered >= 0.95 * len("".join(page.text.split()))
