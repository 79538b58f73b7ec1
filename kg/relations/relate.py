"""All kinds of statement over an article, one after another: a new kind is a module, and a line here."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Amount, Article, Claim, Mention, Reference
from kg.relations.actors import Actors
from kg.relations.amounts import amounts
from kg.relations.honours import foundings, honours
from kg.relations.places import places
from kg.relations.posts import posts
from kg.relations.programmes import cooperation, events, members, programmes, teams
from kg.relations.sentences import sentences
from kg.relations.subjects import Subjects
from kg.relations.whose import Whose


def relate(
    article: Article, mentions: Sequence[Mention], references: Sequence[Reference]
) -> tuple[tuple[Claim, ...], tuple[Amount, ...]]:
    """Return what the sentences of an article state about its mentions: claims, and figures."""
    actors = Actors(article, mentions, [one.name for one in references])
    bodies = _first(mentions, references, "UNION", "ORG")
    claims: list[Claim] = []
    figures: list[Amount] = []
    for sentence in sentences(article, mentions):
        claims += posts(article, mentions, sentence)
        claims += places(article, mentions, sentence)
        claims += programmes(article, mentions, sentence, actors)
        claims += teams(mentions, [one.name for one in references], sentence, bodies)
        claims += members(article, mentions, sentence)
        claims += events(article, mentions, sentence)
        claims += cooperation(article, mentions, sentence)
        claims += honours(article, mentions, sentence)
        claims += foundings(article, mentions, sentence)
    whose = Whose(Subjects(article, mentions, [one.name for one in references]), _employers(claims, references))
    for sentence in sentences(article, mentions):
        figures += amounts(article, mentions, sentence, whose)
    told = [one for one in claims if one.object is None or references[one.subject] != references[one.object]]
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
        if one.predicate == "holdsPost" and one.object is not None:
            found.setdefault(references[one.subject].name, []).append(one.object)
    return found
