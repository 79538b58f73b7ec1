from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Refused
from kg.rdf.queries import run
from kg.rdf.questions import bind, catalogue, find, parameters
from kg.rdf.terms import clean

ECHO = '# parameter: person 林向晚\nSELECT ?person { VALUES ?person { "林向晚"@zh } }'


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
def test_a_question_says_what_it_answers_and_its_parameters_are_bound(question):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", question.name)
    assert re.search("[\u4e00-\u9fff]", question.zh)
    assert question.en.isascii()
    for name, default in question.parameters.items():
        cell = "UNDEF" if default is None else f'"{default}"@zh'
        assert f"VALUES ?{name} {{ {cell} }}" in question.text


def test_a_name_a_file_and_a_text_are_found(tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text("\ufeffASK { ?s ?p ?o }", encoding="utf-8")
    assert find("posts").startswith("# zh:")
    assert find(str(file)) == "ASK { ?s ?p ?o }"
    assert find(" ASK { ?s ?p ?o } ") == "ASK { ?s ?p ?o }"
    assert find("ASK\n{ ?s ?p 'a.rq' }").startswith("ASK")


def test_a_name_without_ending_may_be_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").write_text("ASK {}", encoding="utf-8")
    assert find("mine") == "ASK {}"


def test_an_unknown_name_lists_those_that_exist_nearest_first():
    with pytest.raises(Refused) as refused:
        find("post")
    listed = re.search(r"Choose one of: ([\w, -]+);", str(refused.value))
    assert listed is not None
    names = listed[1].split(", ")
    assert names[0] == "posts"
    assert sorted(names) == [question.name for question in catalogue()]


@pytest.mark.parametrize("query", ["nowhere/mine.rq", "mine.rq", "a\x00b.rq", "x" * 5000 + ".rq"])
def test_a_file_that_cannot_be_read_is_refused(query):
    with pytest.raises(Refused, match="cannot be read"):
        find(query)


def test_a_file_of_another_encoding_is_refused(tmp_path):
    (tmp_path / "mine.rq").write_bytes("ASK { ?s ?p '工会' }".encode("gb18030"))
    with pytest.raises(Refused, match="UTF-8"):
        find(str(tmp_path / "mine.rq"))


def test_parameters_are_read_from_the_head():
    assert parameters("# parameter: a\n#parameter:  b 某 某 \n# en: x\nASK {}") == {"a": None, "b": "某 某"}


@given(st.text())
def test_any_value_is_bound_as_one_name(store, value):
    answer = run(store, bind(ECHO, {"person": value}))
    assert answer.terms[0][0].value == clean(value)
    assert answer.terms[0][0].language == "zh"
    assert len(answer) == 1


def test_a_parameter_that_a_query_lacks_is_refused():
    with pytest.raises(Refused, match=r"no parameter 'union'\. It takes person"):
        bind(ECHO, {"union": "x"})
    with pytest.raises(Refused, match="It takes none"):
        bind("ASK {}", {"union": "x"})
