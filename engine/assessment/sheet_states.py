"""How far each sheet has got: from the register, from the text as it is now, and from who has which post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.model.assessment import Endorsement
from engine.model.council import Council
from engine.model.signing import (
    ENDORSEMENTS,
    Doubt,
    Endorsing,
    Entry,
    Event,
    Person,
    Sheet,
    Signed,
    Standing,
    State,
    Verdict,
)
from engine.plain_words import is_same_name, long_date


def issued_copies(statement: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Every copy of a sheet that was issued, and every addendum to one, the newest last."""
    return tuple(e for e in entries if e.event is Event.ISSUED and e.get("sheet") == statement)


def people_of(copy: Entry) -> tuple[Person, ...]:
    """Who is to sign an issued copy, as it names them."""
    people = copy.about.get("people", {})
    return tuple(Person(key=key, name=p["name"], position=p["position"], role=p["role"]) for key, p in people.items())


def sheet(statement: str, present: str, entries: Sequence[Entry], council: Council) -> Sheet:
    """The state of one sheet. present: the fingerprint of its text as it is now.

    A signature counts over the text it was given for, on whichever copy of it; a bad file that comes after does not
    undo it.
    """
    copies = issued_copies(statement, entries)
    if not copies:
        return Sheet(statement=statement, code="", state=State.NOT_ISSUED)
    current = [copy for copy in copies if copy.get("fingerprint") == present]
    signed = signatures(statement, entries, council)
    over, named = _best(_on(signed, current)), _named(current or copies[-1:], copies)
    state = _state(current, named, over, [entry for entry in entries if entry.event is not Event.ISSUED])
    if state is State.STALE:
        over = _earlier(copies, signed)
    full = [copy for copy in copies if not copy.is_addendum]
    shown = [copy.code for copy in full if state is State.SIGNED and copy.code in {s.code for s in over}]
    addenda = [copy.code for copy in current if copy.is_addendum]
    return Sheet(
        statement=statement,
        code=(shown or [full[-1].code])[-1],
        state=state,
        signatures=over,
        named=named,
        addendum=(addenda or [""])[-1],
        issued=(current or copies)[-1].at[:10],
    )


def endorsing(endorsement: Endorsement, present: str, entries: Sequence[Entry], council: Council) -> Endorsing:
    """How far one endorser has got. present: the fingerprint of the whole report as it is now."""
    person = Person(key="", name=endorsement.name, position=endorsement.position, role=endorsement.role)
    copies = issued_copies(ENDORSEMENTS, entries)
    own = [s for s in signatures(ENDORSEMENTS, entries, council) if s.person.is_one_with(person)]
    current = _best(_on(own, [copy for copy in copies if copy.get("fingerprint") == present]))
    if current:
        return Endorsing(current[0], is_current=True)
    return Endorsing(next(iter(_earlier(copies, own)), None))


def signatures(statement: str, entries: Sequence[Entry], council: Council) -> tuple[Signed, ...]:
    """Every signature that came back on a copy of a sheet, in the order in which they did."""
    copies = issued_copies(statement, entries)
    found: list[Signed] = []
    for entry in entries:
        own = [copy for copy in copies if copy.code == entry.code]
        if own and entry.event is not Event.ISSUED:
            copy = next((copy for copy in own if copy.get("sha256") == entry.get("issued")), own[-1])
            found += (_judged(signed, copy, council) for signed in _signatures_in(entry, copy))
    return tuple(found)


def _signatures_in(entry: Entry, copy: Entry) -> Iterator[Signed]:
    """The signatures of which a line of the register tells."""
    people, back = {person.key: person for person in people_of(copy)}, entry.at[:10]
    if entry.event is Event.ATTESTED:
        for key in entry.about.get("people", ()):
            if key in people:
                yield Signed(
                    person=people[key], code=copy.code, on=entry.get("on"), back=back, attested_by=entry.get("by")
                )
    elif entry.verdict is Verdict.SIGNED:
        filled_in = entry.about.get("entries", {})
        for told in entry.about.get("signatures", ()):
            person = people.get(told["key"])
            if person:
                position = filled_in.get(f"{person.key}_position", "") or person.position
                person = replace(person, position=position)
                yield Signed(
                    person=person,
                    code=copy.code,
                    on=told["when"][:10],
                    back=back,
                    certificate=told["signer"],
                    is_trusted=told["is_trusted"],
                    untrusted=str(told.get("doubt", "")),
                )


def _judged(signed: Signed, copy: Entry, council: Council) -> Signed:
    """The signature with who it is by, and with why it does not count where it does not."""
    doubt = _dated_wrongly(signed, copy, council)
    if doubt is None and council.trusted_only and signed.certificate and not signed.is_trusted:
        doubt = Doubt("V-08", signed.untrusted or "the issuer of its certificate is not in signoff/trust")
    return replace(signed, standing=_standing(signed, copy.get("sheet"), council), doubt=doubt)


def _standing(signed: Signed, statement: str, council: Council) -> Standing:
    holder = council.verifier_of(statement)
    if holder and is_same_name(signed.name, holder.name):
        return Standing.NAMED
    held_it = any(is_same_name(signed.name, other.name) for other in council.holders_of(statement))
    if not held_it and not is_same_name(signed.name, signed.person.name):
        return Standing.ANOTHER
    return Standing.PREVIOUS if holder else Standing.NAMED


def _dated_wrongly(signed: Signed, copy: Entry, council: Council) -> Doubt | None:
    """V-03: a day before the copy was issued, or one on which whoever signed did not have the post."""
    if not signed.on:
        return None
    day = date.fromisoformat(signed.on)
    if day < date.fromisoformat(copy.at[:10]):
        return Doubt("V-03", f"it is dated {long_date(day)}, before the copy was issued on {copy.at[:10]}")
    times = [h for h in council.holders_of(copy.get("sheet")) if is_same_name(signed.name, h.name)]
    if not times or any(holder.is_in_post(day) for holder in times):
        return None
    known = times[-1]
    if known.end and known.end < day:
        return Doubt("V-03", f"it is dated {long_date(day)}, after the last day in the post ({long_date(known.end)})")
    return Doubt(
        "V-03", f"it is dated {long_date(day)}, before the first day in the post ({long_date(known.start or day)})"
    )


def _named(current: Sequence[Entry], copies: Sequence[Entry]) -> tuple[Person, ...]:
    """Who is to sign: whom the newest copy names, and where that is an addendum, whom the copy names that it stands on.

    It stands on the newest whole copy of the present text, else on the one that it amends.
    """
    newest = current[-1]
    if not newest.is_addendum:
        return people_of(newest)
    whole = [copy for copy in current if not copy.is_addendum]
    whole = whole or [copy for copy in copies if copy.code == newest.get("amends")]
    named = list(people_of(newest))
    named += [p for copy in whole[-1:] for p in people_of(copy) if not any(p.is_one_with(other) for other in named)]
    return tuple(named)


def _on(signed: Iterable[Signed], copies: Iterable[Entry]) -> list[Signed]:
    codes = {copy.code for copy in copies}
    return [one for one in signed if one.code in codes]


def _earlier(copies: Sequence[Entry], signed: Sequence[Signed]) -> tuple[Signed, ...]:
    """The signatures over the newest text that has any."""
    for copy in reversed(copies):
        text = copy.get("fingerprint")
        over = _best(_on(signed, [other for other in copies if other.get("fingerprint") == text]))
        if over:
            return over
    return ()


def _best(signed: Iterable[Signed]) -> tuple[Signed, ...]:
    """One signature of each person: one that counts before one that does not, a proven before an attested one."""
    kept: list[Signed] = []
    for one in signed:
        other = next((number for number, k in enumerate(kept) if k.person.is_one_with(one.person)), None)
        if other is None:
            kept.append(one)
        elif _weight(one) >= _weight(kept[other]):
            kept[other] = one
    return tuple(kept)


def _weight(signed: Signed) -> tuple[bool, bool, bool, bool]:
    return signed.counts, not signed.is_by_another, not signed.attested_by, signed.is_trusted


def _state(current: Sequence[Entry], named: Sequence[Person], over: Sequence[Signed], back: Sequence[Entry]) -> State:
    """current: the copies of the present text. back: every line about files that came back."""
    if not current:
        return State.STALE
    proven = [signed for signed in over if signed.is_proven]
    if named and all(any(signed.person.is_one_with(person) for signed in proven) for person in named):
        return State.SIGNED
    if named and all(any(s.counts and s.person.is_one_with(person) for s in over) for person in named):
        return State.CODE_ONLY
    codes = {copy.code for copy in current}
    verdicts = [entry.verdict for entry in back if entry.code in codes]
    if verdicts and verdicts[-1] is Verdict.ALTERED:
        return State.ALTERED
    if any(verdict and verdict.needs_a_person for verdict in verdicts):
        return State.CODE_ONLY
    return State.STALE if all(copy.is_addendum for copy in current) else State.ISSUED
