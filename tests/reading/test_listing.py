"""`kg read`: what a person sees of a page before the graph is built."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Command

PAGE = """职工时报  2024年4月19日  星期五  第2版

江边的工友驿站

本报记者 林向晚

云溪县总工会在江边建起工友驿站，外卖骑手可以在这里歇脚、热饭、充电。驿站由三名退休职工轮流值守，他们把

校园里的劳模课

本报讯（记者 秦越山）云溪一中请来劳模给学生上课，讲的是怎样把一颗螺丝拧好。

学生们听得入神。（秦越山）

钥匙挂在门口，谁来得早谁开门。骑手们说，驿站像家一样。（下转第3版）

热线：0731-5550123
"""


def test_a_page_is_shown_by_its_articles_and_the_lines_of_each_piece(command: Command, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(PAGE, encoding="utf-8")
    done = command("read", tmp_path / "1.txt")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"1.txt: 职工时报, 2024-04-19, page 2, {len(PAGE)} characters",
        "",
        "1. 江边的工友驿站",
        "   by 林向晚; date 2024-04-19; goes on at page 3",
        "   [lines 3–7]",
        "      江边的工友驿站",
        "      本报记者 林向晚",
        "      云溪县总工会在江边建起工友驿站，外卖骑手可以在这里歇脚、热饭、充电。驿站由三名退休职工轮流值守，他们把",
        "   [line 15] goes on",
        "      钥匙挂在门口，谁来得早谁开门。骑手们说，驿站像家一样。",
        "",
        "2. 校园里的劳模课",
        "   by 秦越山; date 2024-04-19",
        "   [lines 9–13]",
        "      校园里的劳模课",
        "      本报讯（记者 秦越山）云溪一中请来劳模给学生上课，讲的是怎样把一颗螺丝拧好。",
        "      学生们听得入神。（秦越山）",
        "",
        "In no article: lines 1, 17",
    ]


def test_a_repeat_is_shown_where_it_stands(command: Command, tmp_path: Path) -> None:
    paragraph = "在蹲点期间，工作组为职工送去防暑药品，开展体检和普法宣传，并帮助六家企业建起了职工书屋。"
    (tmp_path / "1.txt").write_text(f"驿站\n\n{paragraph}\n\n{paragraph}\n", encoding="utf-8")
    assert "   [line 5] repeats [line 3], read once" in command("read", tmp_path / "1.txt").out.splitlines()


def test_the_text_of_a_page_is_printed_with_its_line_numbers(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "驿站\n\n工友\x1b[31m说好。" + "好" * 60}), encoding="utf-8")
    done = command("read", "--text", tmp_path / "a.jsonl")
    assert done.out == "     1  驿站\n     2  \n     3  工友\ufffd[31m说好。" + "好" * 60 + "\n"


def test_pages_that_cannot_be_read_are_named_and_the_others_shown(command: Command, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "2.txt").write_bytes(b"")
    (tmp_path / "3.png").write_bytes(b"\x89PNG")
    done = command("read", tmp_path)
    assert done.status == 1
    assert done.out.startswith("1.txt: ")
    assert done.err.splitlines() == [
        f"Not read: {tmp_path / '3.png'} is an image of a page: run OCR on it first and give the text.",
        f"Not read: {tmp_path / '2.txt'} is empty: leave it out or fill it.",
    ]


def test_a_page_without_articles_is_shown_too(command: Command, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("一\n\n二\n", encoding="utf-8")
    assert command("read", tmp_path / "1.txt").out == "1.txt: 5 characters\n\nIn no article: lines 1, 3\n"
