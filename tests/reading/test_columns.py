"""How wide columns are: from the white space where rows end, and from none where there is none."""

from __future__ import annotations

import numpy as np
import pytest

from kg.reading.columns import compare, widths
from kg.training.jumbling import Disorder, jumble, rows

TEXT = (
    "云溪县总工会在江边建起工友驿站，外卖骑手可以在这里歇脚、热饭、充电。驿站由三名退休职工轮流值守，他们把钥匙挂在门口，"
    "谁来得早谁开门。骑手们说，驿站像家一样，夏天有凉茶，冬天有热水，手机没电了随时能充上。"
)


def printed(width: int, text: str = TEXT, gap: str = " ") -> str:
    return gap.join(rows(text, width))


@pytest.mark.parametrize("width", [13, 20, 31])
@pytest.mark.parametrize("gap", [" ", "\n", " \u3000"])
def test_a_width_is_that_of_the_rows(width: int, gap: str) -> None:
    assert widths([[printed(width, gap=gap)]]) == [pytest.approx(width)]


def test_characters_of_latin_script_are_half_as_wide() -> None:
    text = "".join("工1a" for _ in range(60))
    assert widths([[" ".join(text[at : at + 30] for at in range(0, 180, 30))]]) == [pytest.approx(20)]


def test_rows_that_leave_no_space_and_space_amid_rows_are_outvoted() -> None:
    found = printed(20).split(" ")
    assert len(found) > 4
    merged = " ".join([found[0], found[1] + found[2], *found[3:]])
    assert widths([[merged.replace("云溪县总", "云溪县总 ")]]) == [pytest.approx(20)]


def test_what_tells_nothing_is_unknown() -> None:
    assert widths([[], [""], [TEXT], ["本报讯（记者 林向晚）今天开工。"], [printed(20)[:30]]]) == [0.0] * 5


def test_one_row_tells_a_width_that_another_piece_has() -> None:
    short = printed(20)[:30]
    assert widths([[short], [printed(20)], [printed(31)]]) == [pytest.approx(20), pytest.approx(20), pytest.approx(31)]
    assert widths([[short], [printed(31)]]) == [0.0, pytest.approx(31)]


def test_widths_are_compared_where_both_are_known() -> None:
    one, rare, other = compare([20.0, 20.0, 31.0, 0.0])
    for table in (one, rare, other):
        assert table.shape == (4, 4)
        assert np.array_equal(table, table.T)
        assert not table[3].any()
    assert (one[0, 1], other[0, 1], one[0, 2], other[0, 2]) == (1, 0, 0, 1)
    # One of three is more of a sign than two of three.
    assert rare[2, 2] > rare[0, 1] > 0
    assert not any(table.any() for table in compare([0.0, 0.0]))


def test_space_at_the_ends_of_rows_changes_nothing_else_of_a_jumbled_page() -> None:
    texts = [("江边的工友驿站", *([TEXT] * 6)), ("校园里的劳模课", *([TEXT[20:] + TEXT[:20]] * 5))]
    pages = [jumble(texts, [3, 2], 4, Disorder(spaced=share)) for share in (0.0, 1.0)]
    assert " " not in pages[0].text
    assert "".join(sorted(pages[1].text.replace(" ", ""))) == "".join(sorted(pages[0].text))
    lines = [line for line in pages[1].text.split("\n\n") if line]
    assert any(widths([line] for line in lines))
