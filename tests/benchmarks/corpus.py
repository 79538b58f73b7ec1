"""Corpora of any size, made up: templates of our own, filled with divisions, unions, people and programmes by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kg.names import divisions, forms

_SURNAMES = "林秦苏周陈何赵孙沈韩冯许吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云潘葛范彭郎"
_GIVEN = "向晚越山晓明远若水思源清扬慕白文静海燕建国志强春华秋实雨桐子墨嘉禾一帆泽宇欣怡浩然佳宁立群永康"
_TITLES = ("党组书记、常务副主席", "主席", "副主席", "党组书记", "经审会主任")
_PROGRAMMES = (
    "“工会进万家”活动",
    "“安康杯”竞赛",
    "户外劳动者驿站建设",
    "“求学圆梦”行动",
    "职工书屋建设",
    "“送清凉”活动",
)
_BODIES = ("人民医院", "交通运输局", "第一中学", "供电公司", "水务集团有限公司", "职业技术学院", "公交公司")
# The fewest and the most articles of a page.
ARTICLES = (3, 6)
_PAPERS = ("职工时报", "劳动周报", "工会新闻")
_ARTICLES = (
    "{union}启动{programme}\n\n本报讯（记者{reporter}）{day}，{union}在{place}启动{programme}。{union}{title}{leader}出席并讲话。"
    "据介绍，{programme}开展以来，已覆盖企业{many}家，惠及职工{more}人。\n\n{leader}说，今年{union}将投入{money}万元，"
    "建成{some}个户外劳动者驿站，为环卫工人、快递小哥等提供服务。",
    "{body}工会慰问一线职工\n\n本报讯（通讯员{reporter}）{day}，{body}工会主席{leader}带队走进车间，慰问坚守岗位的{many}名职工。\n\n"
    "{body}工会与{union}合作，为困难职工发放慰问金{money}万元。{body}职工{worker}荣获{prize}。",
    "{union}召开{year}年工作会议\n\n本报讯（记者{reporter}）{day}，{union}召开工作会议，{title}{leader}作工作报告，"
    "{place}各级工会负责人参加。\n\n会议指出，去年全市新建工会组织{some}家，发展会员{more}人，{programme}取得实效。"
    "会议对{body}等{many}家先进单位予以表彰。",
    "一线见闻：{worker}的一天\n\n早上六点，{body}职工{worker}已经来到岗位。“能为大家做点事，我很高兴。”{worker}说。\n\n"
    "{worker}是{prize}获得者，参加工作{some}年来，先后带出徒弟{some}名。{union}{title}{leader}表示，要让更多职工学有榜样。",
)


def write(folder: Path, count: int, seed: int = 1, articles: tuple[int, int] = ARTICLES) -> Path:
    """Write ``count`` pages into ``folder``, a thousand a sub-folder; the same arguments give the same bytes."""
    for name, text in pages(count, seed, articles):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def pages(count: int, seed: int = 1, articles: tuple[int, int] = ARTICLES) -> Iterator[tuple[str, str]]:
    """Yield name and text of each page; page ``n`` of a seed is the same however many are asked for.

    ``articles`` are the fewest and the most of a page.
    """
    places = sorted({forms.label(one) for one in divisions.table() if one.name.endswith("市")})
    for number in range(count):
        yield f"{number // 1000:03}/{number:06}.txt", page(random.Random(f"{seed} {number}"), places, articles)


def page(chance: random.Random, places: list[str], articles: tuple[int, int] = ARTICLES) -> str:
    """Return a page of a newspaper: its head, then its articles."""
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(3650))
    head = f"{chance.choice(_PAPERS)}  {day.year}年{day.month}月{day.day}日  第{chance.randrange(1, 9)}版"
    found = [_article(chance, places, day) for _ in range(chance.randint(*articles))]
    return "\n\n".join([head, *found]) + "\n"


def _article(chance: random.Random, places: list[str], day: date) -> str:
    place = chance.choice(places)
    return chance.choice(_ARTICLES).format(
        place=place, union=f"{place}总工会", body=place + chance.choice(_BODIES), day=f"{day.month}月{day.day}日",
        year=day.year, leader=_person(chance), worker=_person(chance), reporter=_person(chance),
        title=chance.choice(_TITLES), programme=chance.choice(_PROGRAMMES),
        prize=chance.choice(("全国五一劳动奖章", "全国劳动模范", "省五一劳动奖章")),
        many=chance.randrange(3, 90), more=chance.randrange(100, 9000), some=chance.randrange(2, 40),
        money=chance.randrange(5, 900),
    )  # fmt: skip


def _person(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.choice(_GIVEN) for _ in range(chance.choice((1, 2, 2))))
