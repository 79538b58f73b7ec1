"""runs, from a team's name: the union that sends it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Claim, Mention
from kg.relations.sentences import Sentence


def teams(
    mentions: Sequence[Mention], names: Sequence[str], sentence: Sentence, bodies: dict[str, int]
) -> Iterator[Claim]:
    """Yield the union in the name of a team that it sends out: 青溪市总工会蹲点工作组."""
    for team in sentence.of(mentions, "PROGRAMME"):
        sender = next((at for name, at in bodies.items() if name in names[team] and names[team].startswith(name)), None)
        if sender is not None:
            yield Claim(sender, "runs", team, None, sentence.start, sentence.end, "name", 0.85)
