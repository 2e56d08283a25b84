"""What follows a template: a rendered document mended, numbered, fitted and proven. The very same one is so once.

It is proven as it was when it had been mended, and last of all, for meanwhile it can be laid out. Of twenty-four
documents a changed form changes four: the others come out of their templates as they did before, and what was made of
them then is kept in the user's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from engine.finding_kinds import Trait, has
from engine.findings import Finding, Place, error
from engine.fonts.on_this_machine import fonts_here
from engine.model.kept import made_once
from engine.model.signing import Profile
from engine.model.volumes import DIVIDE, Volume
from engine.rendering.fitting.fit import fit
from engine.rendering.measure import follow_measure
from engine.rendering.mending import mend
from engine.rendering.must_print import Meant
from engine.rendering.proof import faults
from engine.rendering.settled_fields import Said, settle
from engine.rendering.styles_used import said_of_lent
from engine.rendering.unfilled import said_of_unfilled
from engine.templates.palette import Palette
from engine.templates.places import NamesOfParts
from engine.word.contents import Contents, ContentsKnown
from engine.word.dates import hold_dates
from engine.word.fields import asked_for
from engine.word.package import DOCUMENT, Package
from engine.word.rows import hold_rows
from engine.word.volumes import can_be_divided, close_in, keep_from, keep_until

_LIBRARIES = ("lxml", "pillow", "fonttools")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """All that decides a document beside what its template made of it.

    said: what its properties and fields say, and when. marking: what every page has to print. headers: the words that
    may be shortened in running headers. typed: texts with brackets of tags that people wrote. is_to_look_at: whether
    what keeps nobody from looking at it is not in its way. lent: names of styles that the house lends, by their ids.
    """

    template: Place
    palette: Palette
    lent: Mapping[str, str]
    said: Said
    when: datetime
    marking: str
    headers: str
    meant: tuple[Meant, ...]
    typed: tuple[str, ...]
    profile: Profile | None
    volume: Volume | None
    is_to_look_at: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReady:
    """What came of it. faults: why it cannot be used; the rest is as Rendered has it."""

    contents: Contents
    faults: tuple[Finding, ...]
    missing: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    lent: tuple[Finding, ...]
    unfilled: tuple[Finding, ...]
    unfitting: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The same without the document. parts: their names in order; changed: those that are others than before."""

    parts: tuple[str, ...]
    changed: dict[str, bytes]
    known: ContentsKnown
    findings: tuple[tuple[Finding, ...], ...] = ()


Hears = Callable[[MadeReady], None]
"""Is given a document that is numbered and fitted, and not proven yet."""


def made_ready(
    package: Package, deciding: Deciding, called: NamesOfParts, as_drawn: Hears = lambda _: None
) -> MadeReady:
    """A rendered document, changed in place. called: what its parts are called in the template.

    as_drawn: called once the document is as it stays, while it is still to be proven. Raises MissingStyleError where
    the template lacks a style in which penholder writes.
    """
    before = dict(package.parts)
    made = list[MadeReady]()

    def make() -> _Kept:
        unproven = _Unproven(package, deciding, called, is_fitted=True)
        kept = _kept(unproven.made, before)  # before anybody who hears of it writes page numbers into it
        unproven.tell(as_drawn)
        made.append(unproven.proven())
        return replace(kept, findings=_findings(made[0]))

    if deciding.volume:  # one volume names places of the other, which lie outside of it
        make()
        return made[0]
    names = tuple((name, called(name)) for name in package.texts())
    made_from: list[str | bytes] = [repr((deciding, names, list(before))), fonts_here(), *before.values()]
    kept = made_once("made-ready", _Kept, made_from, _LIBRARIES, make)
    if not made:
        made.append(_as_before(package, before, kept))
        if not made[0].faults:
            as_drawn(made[0])
    return made[0]


def judged(package: Package, deciding: Deciding, called: NamesOfParts) -> MadeReady:
    """A rendered document with all that is to be said of it, changed in place, and not fitted.

    called, and what it raises: as made_ready() has it.
    """
    return _Unproven(package, deciding, called, is_fitted=False).proven()


def _kept(made: MadeReady, before: Mapping[str, bytes]) -> _Kept:
    parts = made.contents.package.parts
    changed = {name: data for name, data in parts.items() if before.get(name) != data}
    return _Kept(tuple(parts), changed, made.contents.known())


def _findings(made: MadeReady) -> tuple[tuple[Finding, ...], ...]:
    return made.faults, made.missing, made.mended, made.lent, made.unfilled, made.unfitting


def _as_before(package: Package, before: Mapping[str, bytes], kept: _Kept) -> MadeReady:
    package.parts = {name: kept.changed[name] if name in kept.changed else before[name] for name in kept.parts}
    found, missing, mended, lent, unfilled, unfitting = kept.findings
    return MadeReady(
        contents=Contents(package, kept.known),
        faults=found,
        missing=missing,
        mended=mended,
        lent=lent,
        unfilled=unfilled,
        unfitting=unfitting,
    )


class _Unproven:
    """A document that is as it stays. made: what is to be said of it but for its faults."""

    def __init__(self, package: Package, deciding: Deciding, called: NamesOfParts, is_fitted: bool) -> None:
        """package: changed in place. Where a fault in it keeps it from being prepared, it is left as it is."""
        self._deciding, self._called = deciding, called
        said, template = deciding.said, deciding.template
        package.describe(said.title, said.subject, said.author, deciding.when)
        settle(package, said)
        notes = mend(package, template, called)
        self._mended = Package(dict(package.parts))
        self._why_not: Exception | None = None
        self._as_mended = self.made = MadeReady(
            contents=Contents(package),
            faults=(),
            missing=(),
            mended=tuple(notes),
            lent=(),
            unfilled=(),
            unfitting=(),
        )
        with self._told_when_proven():
            self.made = _prepared(self.made, deciding, is_fitted)

    @contextmanager
    def _told_when_proven(self) -> Iterator[None]:
        """Hold back what goes wrong: with a document that has faults anything may."""
        try:
            yield
        except Exception as fault:
            self._why_not = fault

    def tell(self, as_drawn: Hears) -> None:
        """Give the document to whoever goes on with it, if it could be prepared."""
        if self._why_not is None:
            with self._told_when_proven():
                as_drawn(self.made)

    def proven(self) -> MadeReady:
        """The document with its faults, without what only follows from them. Raises what is held where it has none."""
        about, template = self._deciding, self._deciding.template
        every = faults(self._mended, template, about.meant, about.typed, about.profile, about.marking, self._called)
        missing = tuple(one for one in every if about.is_to_look_at and has(one, Trait.CAN_BE_LOOKED_AT))
        found = [one for one in every if one not in missing]
        if about.volume and not can_be_divided(self._mended.tree(DOCUMENT), DIVIDE):
            found.append(_undivided(template))
        if found:
            lent = tuple(said_of_lent(self._mended, about.lent, template))
            return replace(self._as_mended, faults=tuple(found), missing=missing, lent=lent)
        if self._why_not:
            raise self._why_not
        return replace(self.made, missing=missing)


def _prepared(made: MadeReady, deciding: Deciding, is_fitted: bool) -> MadeReady:
    """The document numbered, and fitted where that is wanted."""
    contents, template = made.contents, deciding.template
    if deciding.volume and can_be_divided(contents.root, DIVIDE):
        _divide(contents, deciding.volume)
    hold_rows(contents.root)
    hold_dates(contents.root)
    contents.prepare()
    unfitting = tuple(follow_measure(contents.root, contents.package, template))
    unfilled = tuple(said_of_unfilled(contents.unfilled, template))
    lent = tuple(said_of_lent(contents.package, deciding.lent, template))
    made = replace(made, lent=lent, unfilled=unfilled, unfitting=unfitting)
    if not is_fitted:
        return made
    notes = fit(contents.package, contents.root, template, deciding.palette, deciding.headers)
    contents.save()
    return replace(made, mended=(*made.mended, *notes))


def _divide(contents: Contents, volume: Volume) -> None:
    """Leave of the whole report what one volume of it holds."""
    contents.asked_elsewhere = asked_for(contents.root)
    (keep_until if volume is Volume.CORE else keep_from)(contents.root, DIVIDE)
    contents.elsewhere = [(name, text, f" of the {volume.other.called}") for name, text in close_in(contents.root)]


def _undivided(template: Place) -> Finding:
    message = f"council.yaml asks for two volumes, and the heading of Section D has no bookmark {DIVIDE} to divide at."
    fix = f"Put the bookmark {DIVIDE} into the heading of Section D, or write volumes: one."
    return error("W-66", template, message, fix)
