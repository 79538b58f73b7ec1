"""All kinds of statement over an article, one after another: a new kind is a module, and a line here."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import PAPER, Amount, Article, Claim, Mention, Reference
from kg.relations.amounts import amounts
from kg.relations.awards import awards
from kg.relations.cooperation import cooperation
from kg.relations.foundings import foundings
from kg.relations.journalists import journalists
from kg.relations.participation import participation
from kg.relations.parts import parts
from kg.relations.places import places
from kg.relations.posts import posts
from kg.relations.runs import runs
from kg.relations.sentences import sentences
from kg.relations.subjects import Subjects
from kg.relations.teams import teams
from kg.relations.whose import Whose


def relate(
    article: Article, mentions: Sequence[Mention], references: Sequence[Reference], masthead: bool = False
) -> tuple[tuple[Claim, ...], tuple[Amount, ...]]:
    """Return what the sentences of an article state about its mentions: claims, and figures.

    ``masthead`` says whether the page names its newspaper, so that what 本报 does has an actor.
    """
    names = [one.name for one in references]
    subjects = Subjects(article, mentions, names)
    bodies = _first(mentions, references, "UNION", "ORG")
    claims: list[Claim] = []
    figures: list[Amount] = []
    for sentence in sentences(article, mentions):
        claims += posts(article, mentions, sentence, names)
        claims += teams(mentions, names, sentence, bodies)
        claims += journalists(article, mentions, sentence) if masthead else ()
    whose = Whose(subjects, _employers(claims, references))
    for kind in (places, runs, participation, cooperation, parts, awards, foundings):
        claims += kind(subjects)
    for sentence in sentences(article, mentions):
        figures += amounts(article, mentions, sentence, whose)
    told = [one for one in claims if one.object in (None, PAPER) or references[one.subject] != references[one.object]]
    return tuple(dict.fromkeys(told)), tuple(dict.fromkeys(figures))


def _first(mentions: Sequence[Mention], references: Sequence[Reference], *kinds: str) -> dict[str, int]:
    """Return the first mention of each name of the given types."""
    found: dict[str, int] = {}
    for at, mention in enumerate(mentions):
        if mention.type in kinds:
            found.setdefault(references[at].name, at)
    return found


def _employers(claims: Sequence[Claim], references: Sequence[Reference]) -> dict[str, list[int]]:
    """Return for each person with a post the mentions of the bodies for which that person acts."""
    found: dict[str, list[int]] = {}
    for one in claims:
        if one.predicate == "holdsPost" and one.object not in (None, PAPER):
            found.setdefault(references[one.subject].name, []).append(one.object)
    return found
