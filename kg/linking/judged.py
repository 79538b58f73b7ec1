"""Corrections applied: which mentions they move to which entity, and which of them no longer apply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg import iri
from kg.linking.corrections import Correction
from kg.linking.identities import Identity
from kg.linking.within import depends


@dataclass(slots=True)
class Entry:
    """What the corpus prints of one entity: its forms with the pages that have them, and what it was before corrections."""

    origins: list[Identity]
    forms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


# Yields what every mention was taken for, its form and its page.
Seen = Callable[[], Iterable[tuple[Identity, str, str]]]


class Judged:
    """The entities as they are after corrections. `of` says where a mention goes; ``problems`` what did not apply."""

    def __init__(self, seen: Seen, corrections: Sequence[Correction], base: str) -> None:
        self.problems: list[str] = []
        self._base = base
        self._split: dict[tuple[Identity, str, str], tuple[Identity | None, Correction]] = {}
        # Where each entity of the rules has gone in the end: a way from one to the next could lead back.
        self._moved: dict[Identity, tuple[Identity | None, tuple[Correction, ...]]] = {}
        self._entries: dict[Identity, Entry] = {}
        spoken = self._spoken_of(seen, corrections)
        for identity, form, page in seen() if spoken else ():
            if identity.name in spoken or identity.label in spoken:
                self._entry(identity).forms[form].add(page)
        self._apply(corrections)

    def _spoken_of(self, seen: Seen, corrections: Sequence[Correction]) -> set[str]:
        """Return the names of the entities that corrections speak of: a corpus has too many others to keep them all."""
        names = {name for one in corrections for name in one.names}
        return names | {
            name
            for identity, form, _ in (seen() if names else ())
            if not names.isdisjoint((form, identity.name, identity.label, self._iri(identity)))
            for name in (identity.name, identity.label)
        }

    def of(self, identity: Identity, form: str, page: str) -> tuple[Identity | None, tuple[Correction, ...]]:
        """Return the entity of a mention that the rules gave to ``identity``, None where dropped, and what moved it there."""
        why: tuple[Correction, ...] = ()
        found: Identity | None = identity
        # A form goes to what is called like it, and that to its page's own, from where nothing is taken out again.
        while found is not None and (found, form, page) in self._split:
            found, by = self._split[found, form, page]
            why += (by,)
        if found is not None and found in self._moved:
            found, moves = self._moved[found]
            why += moves
        return found, why

    def _entry(self, identity: Identity) -> Entry:
        return self._entries.setdefault(identity, Entry([identity]))

    def _apply(self, corrections: Sequence[Correction]) -> None:
        # What keeps things apart comes first: a wrong merge is worse than a missed one.
        for action in ("different", "drop", "same", "retype", "rename"):
            for one in corrections:
                if one.action == action:
                    getattr(self, f"_{action}")(one, corrections)

    def _different(self, one: Correction, corrections: Sequence[Correction]) -> None:
        first, second = (self._called(name, one.page) for name in one.names)
        if not first or not second:
            return self._missing(one, (first, second))
        changed, both = False, [identity for identity in first if identity in second]
        for identity in both:
            # The name that is not the entity's own is taken out of it; of two aliases the second.
            out = one.names[0] if self._is(identity, one.names[1]) else one.names[1]
            if not self._is(identity, out):
                changed |= self._take_out(one, identity, [out])
            elif one.page:
                changed |= self._take_out(one, identity, list(self._entries[identity].forms), identity.name)
            else:
                return self._problem(
                    one, f"{out} is the name of the entity itself; say with page which mentions are another"
                )
        if both and not changed:
            self._nothing(one, one.names[0])
        return None

    def _take_out(self, one: Correction, identity: Identity, forms: Sequence[str], name: str = "") -> bool:
        """Move the mentions of ``identity`` printed as ``forms`` to an entity of their own; return whether there are any.

        The entity is called ``name``, or like them. What only its page can mean by a name stays that page's, and dropping
        leaves them no entity.
        """
        entry, changed = self._entries[identity], False
        for form in forms:
            pages = sorted(page for page in entry.forms.get(form, ()) if not one.page or page == one.page)
            own = bool(one.page) or depends(identity.type, form)
            for page in pages:
                changed, label = True, f"{name or form}（{page}）" if own else name or form
                into = None if one.action == "drop" else Identity(identity.type, name or form, label)
                if into == identity:
                    continue
                entry.forms[form].discard(page)
                self._split[identity, form, page] = (into, one)
                if into is not None:
                    self._entry(into).forms[form].add(page)
            if pages and not entry.forms[form]:
                del entry.forms[form]
        return changed

    def _drop(self, one: Correction, corrections: Sequence[Correction]) -> None:
        found = self._called(one.names[0], one.page)
        whole = [identity for identity in found if self._is(identity, one.names[0])]
        if whole and not one.page:
            identity = self._one(one, one.names[0])
            if identity is not None:
                self._gone(self._entries.pop(identity), None, one)
            return
        changed = [
            self._take_out(one, identity, list(self._entries[identity].forms) if identity in whole else [one.names[0]])
            for identity in found
        ]
        if not any(changed):
            self._nothing(one, one.names[0])

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

    def _move(self, one: Correction, gone: Identity, into: Identity) -> None:
        entry = self._entries.pop(gone)
        self._gone(entry, into, one)
        target = self._entries.setdefault(into, Entry([]))
        target.origins += entry.origins
        for form, pages in entry.forms.items():
            target.forms[form] |= pages
        # A name by which lines below may still call it.
        target.forms.setdefault(gone.name, set())

    def _gone(self, entry: Entry, into: Identity | None, one: Correction) -> None:
        for origin in entry.origins:
            _, why = self._moved.get(origin, (None, ()))
            self._moved[origin] = (into, (*why, one))

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
        self._nothing(one, name or next(name for name in one.names if not self._called(name, one.page)))

    def _nothing(self, one: Correction, name: str) -> None:
        where = f"on {one.page} nothing is" if one.page else "nothing is"
        self._problem(one, f"{where} called {name} any more; correct the name, or take the line back with undo")

    def _problem(self, one: Correction, what: str) -> None:
        self.problems.append(f"{one.where} ({one.action} {' '.join(one.names)}) does not apply: {what}.")

    def _iri(self, identity: Identity) -> str:
        return iri.entity(self._base, identity.type, identity.label)
