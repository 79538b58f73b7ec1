"""When and where an article was filed."""

from __future__ import annotations

import pytest

from kg.model import Page
from kg.reading.articles import articles
from kg.reading.dateline import dateline

REST = "青溪市总工会送清凉到工地，工友们说好。" * 6


@pytest.mark.parametrize(
    ("text", "published", "place", "date"),
    [
        ("新华社青溪12月1日电（记者 林向晚）" + REST, "2024-12-02", "青溪", "2024-12-01"),
        (REST * 4 + "（新华社万象4月22日电）", "2024-04-23", "万象", "2024-04-22"),
        ("本报青溪3月5日讯 " + REST, "2024-03-06", "青溪", "2024-03-05"),
        ("本报3月5日讯（记者 林向晚）" + REST, "2024-03-06", None, "2024-03-05"),
        ("本报青溪讯 " + REST, "2024-03-06", "青溪", "2024-03-06"),
        ("本报讯（记者 林向晚）" + REST, "2024-03-06", None, "2024-03-06"),
        ("本报综合消息 " + REST, "2024-03-06", None, "2024-03-06"),
        # Misread by OCR.
        (REST + "（新华社青溪10月8日由）", "2023-10-09", "青溪", "2023-10-08"),
        # The turn of the year, and a day that cannot be.
        ("新华社青溪12月30日电 " + REST, "2025-01-02", "青溪", "2024-12-30"),
        ("新华社青溪9月30日电 " + REST, "2025-01-02", "青溪", "2025-01-02"),
        ("新华社青溪2月30日电 " + REST, "2025-03-02", "青溪", "2025-03-02"),
        # Without a date of the page, the text's own years tell.
        ("新华社青溪11月2日电 2024年5月，驿站建成。到2028年将翻番。" + REST, None, "青溪", "2024-11-02"),
        ("新华社青溪11月2日电 " + REST, None, "青溪", None),
        # A telegram that the text tells of is no dateline.
        (REST * 3 + "记者在青溪3月1日电话采访了他。" + REST * 3, "2024-03-06", None, "2024-03-06"),
    ],
)
def test_datelines(text: str, published: str | None, place: str | None, date: str | None) -> None:
    told = dateline(text, "", published)
    assert (told.place and text[slice(*told.place)], told.date) == (place, date)


@pytest.mark.parametrize(
    ("headline", "place"),
    [
        ("湖南衡阳：驿站亮灯", "湖南衡阳"),
        ("——山东潍坊：驿站亮灯", "山东潍坊"),
        ("驿站亮灯：衡阳", None),
        ("职工说：好", None),
    ],
)
def test_a_headline_may_open_with_the_place(headline: str, place: str | None) -> None:
    text = f"{headline}\n{REST}"
    told = dateline(text, headline, None)
    assert (told.place and text[slice(*told.place)]) == place


def test_the_place_of_an_article_is_that_of_its_dateline(tmp_path: object) -> None:
    from pathlib import Path

    import kg

    folder = Path(str(tmp_path))
    text = "驿站亮灯\n\n新华社长沙3月5日电（记者 林向晚）衡阳市总工会主席秦越山走进驿站，与骑手交谈。\n"
    (folder / "1.txt").write_text(text, encoding="utf-8")
    kg.build(folder / "1.txt", folder / "out", jobs=1)
    (row,) = kg.open(folder / "out").articles.to_pylist()
    assert row["place"].endswith("place/长沙市")


def test_the_marks_of_other_pages_are_known() -> None:
    text = "驿站亮灯\n\n（上接第一版）" + REST + "\n\n（下转第A12版）\n"
    (article,) = articles(Page("1.txt", text, "0"))
    assert (article.comes_from, article.goes_on) == ("1", "A12")
    assert "版" not in article.text
