"""Corrections applied: which mentions they move to which entity, and which of them no longer apply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg import iri
from kg.linking.corrections import Correction
from kg.linking.identities import Identity
from kg.linking.within import depends


@dataclass(slots=True)
class Entry:
    """What the corpus prints of one entity: its forms with the pages that have them."""

    identity: Identity
    forms: dict[str, set[str]]


class Judged:
    """The entities as they are after corrections. `of` says where a mention goes; ``problems`` what did not apply."""

    def __init__(self, seen: Iterable[tuple[Identity, str, str]], corrections: Sequence[Correction], base: str) -> None:
        self.problems: list[str] = []
        self._base = base
        self._split: dict[tuple[Identity, str, str], tuple[Identity | None, Correction]] = {}
        self._moved: dict[Identity, tuple[Identity | None, Correction]] = {}
        self._entries: dict[Identity, Entry] = {}
        for identity, form, page in seen:
            self._entries.setdefault(identity, Entry(identity, defaultdict(set))).forms[form].add(page)
        self._apply(corrections)

    def of(self, identity: Identity, form: str, page: str) -> tuple[Identity | None, tuple[Correction, ...]]:
        """Return the entity of a mention that the rules gave to ``identity``, None where dropped, and what moved it there."""
        why: list[Correction] = []
        found: Identity | None = identity
        moved = self._split.get((identity, form, page))
        if moved is not None:
            found, by = moved
            why.append(by)
        while found is not None and found in self._moved:
            found, by = self._moved[found]
            why.append(by)
        return found, tuple(why)

    def _apply(self, corrections: Sequence[Correction]) -> None:
        # What keeps things apart comes first: a wrong merge is worse than a missed one.
        for action in ("different", "drop", "same", "retype", "rename"):
            these = [one for one in corrections if one.action == action]
            if action == "rename":
                these = self._without_cycles(these)
            for one in these:
                getattr(self, f"_{action}")(one, corrections)

    def _different(self, one: Correction, corrections: Sequence[Correction]) -> None:
        first, second = (self._called(name, one.page) for name in one.names)
        if not first or not second:
            return self._missing(one, (first, second))
        for identity in set(first) & set(second):
            # The name that is not the entity's own is taken out of it; of two aliases the second.
            out = one.names[0] if identity.name == one.names[1] else one.names[1]
            if out != identity.name:
                self._take_out(one, identity, out)
            elif one.page:
                for form in list(self._entries[identity].forms):
                    self._take_out(one, identity, form, out)
            else:
                self._problem(one, f"{out} is the name of the entity itself; say with page which mentions are another")
        return None

    def _take_out(self, one: Correction, identity: Identity, form: str, name: str = "") -> None:
        """Move the mentions of ``identity`` printed ``form`` to an entity of their own, called ``name`` or like them.

        What only its page can mean by a name stays that page's, and dropping leaves them no entity.
        """
        entry = self._entries[identity]
        pages = {page for page in entry.forms.get(form, ()) if not one.page or page == one.page}
        entry.forms[form] -= pages
        if not entry.forms[form]:
            del entry.forms[form]
        for page in pages:
            own = one.page or depends(identity.type, form)
            into = Identity(identity.type, name or form, f"{name or form}（{page}）" if own else name or form)
            self._split[identity, form, page] = (None if one.action == "drop" else into, one)
            if one.action != "drop":
                self._entries.setdefault(into, Entry(into, defaultdict(set))).forms[form].add(page)

    def _drop(self, one: Correction, corrections: Sequence[Correction]) -> None:
        found = self._called(one.names[0], one.page)
        if not found:
            return self._missing(one, (found,))
        whole = [identity for identity in found if self._is(identity, one.names[0])] if not one.page else []
        if whole:
            identity = self._one(one, one.names[0])
            if identity is not None:
                self._moved[identity] = (None, one)
                del self._entries[identity]
            return None
        for identity in found:
            self._take_out(one, identity, one.names[0])
        return None

    def _same(self, one: Correction, corrections: Sequence[Correction]) -> None:
        found = [self._one(one, name) for name in one.names]
        first, second = found
        if first is None or second is None or first == second:
            return
        apart = next((other for other in corrections if self._parts(other, first, second)), None)
        if apart is not None:
            self._problem(one, f"{apart.where} says that they are different; take one of the two back with undo")
            return
        # The longer name is the full one.
        into, gone = sorted((first, second), key=lambda identity: (-len(identity.name), identity.label))
        self._move(one, gone, into)

    def _parts(self, other: Correction, first: Identity, second: Identity) -> bool:
        """Whether a line says that something called like the first is not what is called like the second."""
        if other.action != "different":
            return False
        ones, others = (set(self._called(name, "")) for name in other.names)
        return (first in ones and second in others) or (first in others and second in ones)

    def _retype(self, one: Correction, corrections: Sequence[Correction]) -> None:
        identity = self._one(one, one.names[0])
        if identity is not None and identity.type != one.names[1]:
            self._move(one, identity, replace(identity, type=one.names[1]))

    def _rename(self, one: Correction, corrections: Sequence[Correction]) -> None:
        identity = self._one(one, one.names[0])
        if identity is None:
            return
        renamed = Identity(identity.type, one.names[1], one.names[1])
        if renamed in self._entries and renamed != identity:
            self._problem(one, f"{one.names[1]} is another entity's name; if they are one, write [[same]]")
            return
        if renamed != identity:
            self._move(one, identity, renamed)

    def _without_cycles(self, renames: Sequence[Correction]) -> list[Correction]:
        """Return the renames less those that lead back to where they began, which are named."""
        to = {one.names[0]: one.names[1] for one in renames}
        fine = []
        for one in renames:
            seen, name = {one.names[0]}, one.names[1]
            while name in to and name not in seen:
                seen.add(name)
                name = to[name]
            if name == one.names[0]:
                self._problem(one, "the renames lead back to the name they begin with; take one of them back with undo")
            else:
                fine.append(one)
        return fine

    def _move(self, one: Correction, gone: Identity, into: Identity) -> None:
        entry = self._entries.pop(gone)
        self._moved[gone] = (into, one)
        target = self._entries.setdefault(into, Entry(into, defaultdict(set)))
        for form, pages in entry.forms.items():
            target.forms[form] |= pages
        # A name by which lines below may still call it.
        target.forms.setdefault(gone.name, set())

    def _called(self, name: str, page: str) -> list[Identity]:
        """Return the entities of that full name or IRI; if there are none, those printed so (on ``page``, where given)."""
        named = [one for one in self._entries if self._is(one, name)]
        printed = [
            one
            for one, entry in self._entries.items()
            if name in entry.forms and (not page or page in entry.forms[name])
        ]
        return list(dict.fromkeys([*named, *printed]))

    def _is(self, identity: Identity, name: str) -> bool:
        """Whether ``name`` is an entity's full name, what its IRI ends in, or the IRI."""
        return name in (identity.name, identity.label) or name == self._iri(identity)

    def _one(self, one: Correction, name: str) -> Identity | None:
        found = self._called(name, one.page)
        found = [identity for identity in found if self._is(identity, name)] or found
        if not found:
            self._missing(one, ())
        elif len(found) > 1:
            known = ", ".join(sorted(self._iri(identity) for identity in found)[:3])
            self._problem(one, f"{name} is the name of several entities; give an IRI, such as {known}")
        return found[0] if len(found) == 1 else None

    def _missing(self, one: Correction, found: Sequence[list[Identity]]) -> None:
        name = next((name for name, these in zip(one.names, found, strict=False) if not these), None)
        name = name or next(name for name in one.names if not self._called(name, one.page))
        self._problem(one, f"nothing is called {name} any more; correct the name, or take the line back with undo")

    def _problem(self, one: Correction, what: str) -> None:
        self.problems.append(f"{one.where} ({one.action} {' '.join(one.names)}) does not apply: {what}.")

    def _iri(self, identity: Identity) -> str:
        return iri.entity(self._base, identity.type, identity.label)
