"""Recognition: the pipeline as a whole, its grammar, and what it does with text that holds no names."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import kg
from kg.model import TYPES, Page
from kg.ner.candidates import Candidate
from kg.ner.chain import spans
from kg.ner.pipeline import load, recognise
from kg.ner.reconcile import choose, repeat
from kg.ner.words import segment
from kg.reading.articles import articles


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def found(nlp: Language, text: str) -> set[tuple[str, str]]:
    doc = nlp(text)
    return {(span.text, span.label_) for span in doc.spans["kg"]}


def test_the_installed_package_is_a_pipeline_of_spacy(nlp: Language) -> None:
    """``spacy.load`` takes the name of the distribution, and hands its options on."""
    pytest.importorskip("union_kg", reason="union-kg is not installed")
    text = "近日，湖北省宜昌市总工会召开座谈会。"
    assert found(spacy.load("union_kg"), text) == found(nlp, text) == {("湖北省宜昌市总工会", "UNION")}
    assert spacy.load("union_kg", exclude=["kg_tagger"]).pipe_names == ["kg_words", "kg_grammar", "kg_reconcile"]


def test_displacy_shows_what_was_found(nlp: Language) -> None:
    shown = spacy.displacy.render(nlp("近日，湖北省宜昌市总工会召开座谈会。"), style="ent", page=False)
    assert "湖北省宜昌市总工会" in shown
    assert "UNION" in shown


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("近日，湖北省宜昌市总工会召开座谈会。", "湖北省宜昌市总工会", "UNION"),
        ("记者从省总获悉，今年将新建驿站300个。", "省总", "UNION"),
        ("今年以来，该公司工会组织了三场比武。", "公司工会", "UNION"),
        ("全国总工会印发通知。", "全国总工会", "UNION"),
        ("黑龙江省总工会蹲点工作组走进车间。", "黑龙江省总工会蹲点工作组", "PROGRAMME"),
        ("目前，全省96个蹲点工作组已经到位。", "蹲点工作组", "PROGRAMME"),
        ("请来宜昌市委党的十八大精神宣讲团。", "宜昌市委党的十八大精神宣讲团", "ORG"),
        ("县委十九届六中全会精神宣讲团来了。", "县委十九届六中全会精神宣讲团", "ORG"),
        ("埃及鲁班工坊开设了四个专业。", "埃及鲁班工坊", "PROGRAMME"),
        ("会议审议了《宜昌市职工互助保障办法》。", "宜昌市职工互助保障办法", "WORK"),
        (
            "审议《湖北省总工会关于落实党的二十大精神 开展全省职工劳动技能竞赛的决议》。",
            "湖北省总工会关于落实党的二十大精神 开展全省职工劳动技能竞赛的决议",
            "WORK",
        ),
        ("本报讯（记者 方知远 通讯员 秦越山）4月1日，大会开幕。", "方知远", "PERSON"),
        ("本报讯（记者 方知远 通讯员 秦越山）4月1日，大会开幕。", "秦越山", "PERSON"),
        ("“欧阳师傅，请您再讲一遍。”徒弟说。", "欧阳师傅", "PERSON"),
        ("活动在四川省绵阳市涪城区举行。", "四川省绵阳市涪城区", "PLACE"),
        ("列车从杭州东始发，途经金华、义乌，终到南昌西站。高铁沿线风景如画。", "杭州东", "PLACE"),
        ("宜昌市总工会开会。职工为宜昌加油。", "宜昌", "PLACE"),
        ("这所学校由浙江援建。", "浙江", "PLACE"),
        ("湖北宜昌市总工会来了。", "湖北宜昌市总工会", "UNION"),
        ("新华社呼和浩特5月6日电 草场返青。", "呼和浩特", "PLACE"),
        ("本报宜昌5月6日讯（记者方知远）雨停了。", "宜昌", "PLACE"),
        ("他获得全国五一劳动奖章。", "全国五一劳动奖章", "HONOUR"),
    ],
)
def test_names_are_found(nlp: Language, text: str, name: str, kind: str) -> None:
    assert (name, kind) in found(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "各级工会要当好职工的“娘家人”。",
        "总工程师说，总面积有三万平方米。",
        "工会法律服务暖人心，劳动法律人人懂。",
        "我国将继续努力。",
        "到会的是省、市、区总工会的干部。",
    ],
)
def test_common_nouns_are_no_names(nlp: Language, text: str) -> None:
    assert not found(nlp, text)


def test_spans_carry_method_and_confidence_and_displacy_shows_them(nlp: Language) -> None:
    doc = nlp("宜昌市总工会主席方知远出席。")
    assert doc.ents
    for span in doc.spans["kg"]:
        assert span._.method
        assert 0 < span._.confidence <= 1
    assert "宜昌市总工会" in spacy.displacy.render(doc, style="ent", jupyter=False)


def test_a_name_found_once_is_found_everywhere_on_the_page(nlp: Language) -> None:
    text = "湖北江岳重工股份有限公司（以下简称“江岳重工”）昨天投产。\n\n两年前，江岳重工只有一间旧厂房。"
    page = Page("p.txt", text, "0")
    names = [mention.text for ours in recognise(nlp, articles(page)) for mention in ours]
    assert names.count("江岳重工") == 2


@given(st.text(max_size=200))
def test_any_text_gives_spans_within_it(text: str) -> None:
    page = Page("p.txt", text.encode("utf-8", "replace").decode("utf-8"), "0")
    found_articles = articles(page)
    for article, mentions in zip(found_articles, recognise(_shared(), found_articles), strict=True):
        ends = [0]
        for mention in mentions:
            assert ends[-1] <= mention.start < mention.end <= len(article.text)
            assert mention.text == article.text[mention.start : mention.end]
            assert mention.type in TYPES
            ends.append(mention.end)


_LOADED: list[Language] = []


def _shared() -> Language:
    if not _LOADED:
        _LOADED.append(load())
    return _LOADED[0]


def test_a_pipeline_that_is_not_installed_is_refused_with_the_remedy() -> None:
    with pytest.raises(kg.Refused, match="pip install"):
        load("no_such_pipeline")


def test_a_foreign_pipeline_takes_the_taggers_place(tmp_path: object) -> None:
    foreign = spacy.blank("zh")
    ruler = foreign.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "云溪"}])  # type: ignore[attr-defined]
    foreign.to_disk(str(tmp_path))
    nlp = load(str(tmp_path))
    assert ("云溪", "PLACE") in found(nlp, "云溪的夜晚很静。")
    assert ("宜昌市总工会", "UNION") in found(nlp, "宜昌市总工会来了。")


def test_segmentation_keeps_every_character() -> None:
    text = "衡阳 市总工会\t召开，会议。abc 12.5%"
    assert "".join(segment(text)) == text


def test_labels_become_spans_whatever_their_order() -> None:
    assert spans(["I-ORG", "I-ORG", "B-ORG", "O", "I-PERSON"]) == [(0, 2, "ORG"), (2, 3, "ORG"), (4, 5, "PERSON")]


def test_the_heavier_of_two_overlapping_candidates_is_chosen() -> None:
    text = "湖北宜昌市总工会主席"
    long, short = Candidate(0, 8, "UNION", "a", 0.9), Candidate(2, 5, "PLACE", "b", 0.9)
    assert choose([long, short], text) == [long]
    assert choose([short, Candidate(0, 8, "UNION", "a", 0.41)], text) == [short]


def test_an_unsure_programme_at_the_very_beginning_stands_in_no_quotation_marks() -> None:
    assert choose([Candidate(0, 4, "PROGRAMME", "tagger", 0.6)], "暖流潮汐开场") == []
    assert choose([Candidate(1, 5, "PROGRAMME", "tagger", 0.6)], "“暖流潮汐”开场")


def test_methods_that_agree_are_surer_together() -> None:
    (both,) = choose([Candidate(0, 3, "PLACE", "a", 0.5), Candidate(0, 3, "PLACE", "b", 0.5)], "宜昌市")
    assert both.method == "a+b"
    assert both.confidence == pytest.approx(0.75)


def test_an_unsure_name_is_not_sought_elsewhere() -> None:
    text = "云溪工坊和云溪工坊"
    assert not repeat(text, [Candidate(0, 4, "PROGRAMME", "a", 0.5)])
    assert repeat(text, [Candidate(0, 4, "PROGRAMME", "a", 0.9)])
