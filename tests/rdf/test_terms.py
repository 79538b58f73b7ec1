from __future__ import annotations

import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, Triple, parse, serialize

from kg import iri
from kg.rdf import terms
from kg.rdf.vocabulary import prefixes, term

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
@example("\x00\ud800<b>\"'\\\u202e\ufeff\r\n\t\x85\uffff")
@example("Ltd.")
@example("..")
@example("\ue000（甲）+/%[x]\U000f0000\ufdd0")
def test_any_text_is_an_iri_and_a_literal_that_two_parsers_read_alike(text):
    name, label = terms.node(iri.entity(iri.BASE, "UNION", text)), terms.label(text)
    written = serialize([Triple(name, term("skos:prefLabel"), label)], None, RdfFormat.TURTLE, prefixes=prefixes())
    (quad,) = parse(written, RdfFormat.TURTLE)
    assert (quad.subject, quad.object) == (name, label)
    ((subject, _, thing),) = rdflib.Graph().parse(data=written, format="turtle")
    assert (str(subject), str(thing), thing.language) == (name.value, label.value, "zh")
    assert len(label.value) == len(text)


@given(st.text(st.characters(categories=["Lo"]), min_size=1))
def test_chinese_stays_readable_in_an_iri(text):
    assert terms.node(iri.entity(iri.BASE, "PLACE", text)).value == f"{iri.BASE}place/{text}"


@given(ANY_TEXT)
@example("#甲#乙")
def test_an_iri_made_valid_once_stays_as_it_is(text):
    once = terms.node(iri.BASE + text)
    assert terms.node(once.value) == once


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2024-02-29", "xsd:date"),
        ("2024-02", "xsd:gYearMonth"),
        ("2024", "xsd:gYear"),
        ("2023-02-29", "xsd:string"),
        ("2024-13", "xsd:string"),
        ("0000", "xsd:string"),
        ("２０２４", "xsd:string"),
        ("去年", "xsd:string"),
        ("", "xsd:string"),
    ],
)
def test_a_date_has_the_precision_that_it_is_written_with(value, kind):
    assert terms.date(value) == Literal(value, datatype=term(kind))


@pytest.mark.parametrize(
    ("value", "written"),
    [(1188.0, "1188.0"), (0.5, "0.5"), (1e22, "1" + "0" * 22 + ".0"), (1e-7, "0.0000001"), (-3.0, "-3.0")],
)
def test_a_decimal_has_no_exponent(value, written):
    assert terms.decimal(value) == Literal(written, datatype=term("xsd:decimal"))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_has_no_decimal(value):
    assert terms.decimal(value) is None


def test_a_relative_iri_is_no_node():
    with pytest.raises(ValueError, match="IRI"):
        terms.node("union/甲")
