"""What the stages hand to one another: plain frozen records, without behaviour beyond looking things up.

Offsets named ``start`` and ``end`` count Unicode code points, end exclusive. Those of a `Paragraph`, a `Mention` and a
`Claim` point into the article's repaired text; `Article.page_span` turns them into offsets of the page as it came.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

TYPES = ("PERSON", "UNION", "ORG", "PLACE", "PROGRAMME", "EVENT", "WORK", "HONOUR")
PREDICATES = (
    "holdsPost",
    "locatedIn",
    "subOrganizationOf",
    "runs",
    "cooperatesWith",
    "participatesIn",
    "partOf",
    "receives",
    "establishedOn",
)
BASES = ("text", "name", "gazetteer", "inferred")
MODALITIES = ("asserted", "planned", "supposed", "negated")


# The index that a claim has instead of a mention's for the newspaper of the page, which the page's masthead names.
PAPER = -1


@dataclass(frozen=True, slots=True)
class Masthead:
    """Where a page names the newspaper that it is of; ``start`` and ``end`` are offsets of the page."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """One input document as it came: ``document`` is its path relative to the source it was found in.

    ``source`` is its newspaper, ``page`` its number in the issue, ``place`` the full name of the province or city whose
    newspaper it is; each is None where it is not known.
    """

    document: str
    text: str
    sha256: str
    date: str | None = None
    source: str | None = None
    page: str | None = None
    place: str | None = None
    masthead: Masthead | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of an article's text; ``kind`` is headline, subheading, byline, caption or body."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A stretch that a page has twice: the character at ``copy[i]`` of the page is the one at ``first[i]`` again."""

    copy: tuple[int, ...]
    first: tuple[int, ...]

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the copy has what the page has from ``start`` to ``end``; None where it does not hold it all."""
        one, other = bisect_left(self.first, start), bisect_left(self.first, end - 1)
        if other == len(self.first) or self.first[one] != start or self.first[other] != end - 1:
            return None
        return self.copy[one], self.copy[other] + 1


@dataclass(frozen=True, slots=True)
class Article:
    """The spans of a page that read as one text, repaired, in reading order.

    ``text`` holds the paragraphs separated by newlines; ``offsets[i]`` is where the page has character ``i`` of it.
    ``place`` is the span of ``text`` where dateline or headline name the place, None where neither does. ``repeats`` are what the
    page has of the article once more: ``text`` has it once, the spans have both, a copy that stands alone last.
    ``comes_from`` and ``goes_on`` are the pages of the issue that its marks name (上接第1版, 下转第2版).
    """

    number: int
    document: str
    text: str
    offsets: Sequence[int]
    paragraphs: tuple[Paragraph, ...]
    spans: tuple[tuple[int, int], ...]
    headline: str = ""
    byline: tuple[str, ...] = ()
    date: str | None = None
    place: tuple[int, int] | None = None
    repeats: tuple[Repeat, ...] = ()
    comes_from: str | None = None
    goes_on: str | None = None

    def page_spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return every place where the page has ``text[start:end]``: its own, then the copies."""
        own = self.page_span(start, end)
        return [own, *(copy for one in self.repeats if (copy := one.of(*own)))]

    def page_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the page has ``text[start:end]``; of a stretch that the page has in pieces, the longest piece."""
        runs: list[tuple[int, int]] = []
        for index in range(start, end):
            at = self.offsets[index]
            if runs and at == runs[-1][1] - 1:
                continue  # The line end between two paragraphs stands where the first of them ends.
            if runs and self._together(runs[-1][1] - 1, at):
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
        return max(runs, key=lambda run: run[1] - run[0])

    def _together(self, before: int, after: int) -> bool:
        """Whether two page offsets stand in one span of this article, the second behind the first."""
        return before < after and any(s <= before and after < e for s, e in self.spans)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article's text that names an entity, with what found it and how sure it was (0 to 1)."""

    start: int
    end: int
    text: str
    type: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence states about mentions, before they are linked: ``subject`` and ``object`` index the article's mentions.

    The object may be `PAPER` where the page has a masthead.
    ``start`` and ``end`` delimit the sentence. ``value`` is the title of a post or an ISO date. ``modality`` says whether
    the sentence asserts it, or tells of a plan, of what could be, or of what is not so.
    ``since`` and ``until`` are ISO dates: the interval of a post, where the sentence states one.
    """

    subject: int
    predicate: str
    object: int | None
    value: str | None
    start: int
    end: int
    basis: str = "text"
    confidence: float = 1.0
    modality: str = "asserted"
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a sentence states about the mention ``subject``; ``since`` and ``until`` are ISO dates or None."""

    subject: int
    metric: str
    value: float
    unit: str
    since: str | None
    until: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against taking two names for one: its name, its weight (in bits; below 0 against), what was seen."""

    name: str
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What linking decided for one mention: the entity's key (type and full name) and the rule that says why.

    ``ground`` is the index of the mention that decided it, where one did.
    """

    type: str
    name: str
    rule: str
    ground: int | None = field(default=None, compare=False)
    features: tuple[Feature, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one page gave, before the corpus is seen: the unit of work that a worker hands back."""

    page: Page
    articles: tuple[Article, ...]
    mentions: tuple[tuple[Mention, ...], ...] = ()
    references: tuple[tuple[Reference, ...], ...] = ()
    claims: tuple[tuple[Claim, ...], ...] = ()
    amounts: tuple[tuple[Amount, ...], ...] = ()
    seconds: dict[str, float] = field(default_factory=dict, compare=False)
