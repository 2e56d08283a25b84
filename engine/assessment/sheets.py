"""How far each sheet has got, from the register and from the text as it is now."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model.signing import Entry, Event, Sheet, State, Verdict


def last_issued(statement: str, entries: Sequence[Entry]) -> Entry | None:
    """The newest copy that was issued of a sheet."""
    return next((e for e in reversed(entries) if e.event is Event.ISSUED and e.told("sheet") == statement), None)


def sheet(statement: str, present: str, entries: Sequence[Entry]) -> Sheet:
    """The state of one sheet. present: the fingerprint of its text as it is now.

    The newest issued copy counts; a good signature on it is not undone by a bad file that came after.
    """
    issued = last_issued(statement, entries)
    if issued is None:
        return Sheet(statement, "", State.NOT_ISSUED, ())
    returned = [entry for entry in entries if entry.code == issued.code and entry.event is not Event.ISSUED]
    good = [entry for entry in returned if entry.event is Event.ATTESTED or entry.told("verdict") == Verdict.SIGNED]
    signers = tuple(dict.fromkeys(name for entry in good for name in entry.about.get("signers", ())))
    is_stale = issued.told("fingerprint") != present
    state = State.STALE if is_stale else _state(returned, int(issued.about.get("signatures", 1)))
    return Sheet(statement, issued.code, state, signers, good[-1].at[:10] if good else "")


def _state(returned: Sequence[Entry], wanted: int) -> State:
    """wanted: how many signatures the sheet has fields for."""
    signed = [entry for entry in returned if entry.told("verdict") == Verdict.SIGNED]
    if any(len(entry.about.get("signers", ())) >= wanted for entry in signed):
        return State.SIGNED
    verdicts = [entry.told("verdict") for entry in returned]
    if verdicts and verdicts[-1] == Verdict.ALTERED:
        return State.ALTERED
    if any(verdict in (Verdict.COPY, Verdict.REWRITTEN) for verdict in verdicts):
        return State.CODE_ONLY
    return State.ISSUED
