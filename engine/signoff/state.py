"""How far each sheet has got, from the register and from the text as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.signoff.examine import Verdict
from engine.signoff.register import ATTESTED, ISSUED, RECEIVED, Entry


class State(StrEnum):
    """The states of the contract. code-only: a copy or scan came back, and a person attested it or has to."""

    NOT_ISSUED = "not-issued"
    ISSUED = "issued"
    SIGNED = "signed"
    STALE = "stale"
    ALTERED = "altered"
    CODE_ONLY = "code-only"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. statement: its id, or "endorsements". code: of the copy issued last; empty where there is none.

    signers: who signed, as their certificates or the person who attested it tell. changed: the redline of a stale one.
    """

    statement: str
    code: str
    state: State
    signers: tuple[str, ...]
    changed: tuple[str, ...] = ()


def last_issued(statement: str, entries: Sequence[Entry]) -> Entry | None:
    """The newest copy that was issued of a sheet."""
    return next((e for e in reversed(entries) if e.event == ISSUED and e.told("sheet") == statement), None)


def sheet(statement: str, entries: Sequence[Entry], present: Mapping[str, str]) -> Sheet:
    """The state of one sheet. present: the fingerprint of each sheet's text as it is now.

    The newest issued copy counts; a good signature on it is not undone by a bad file that came after.
    """
    issued = last_issued(statement, entries)
    if issued is None:
        return Sheet(statement, "", State.NOT_ISSUED, ())
    returned = [entry for entry in entries if entry.code == issued.code and entry.event in (RECEIVED, ATTESTED)]
    signed = [entry for entry in returned if entry.told("verdict") == Verdict.SIGNED]
    attested = [entry for entry in returned if entry.event == ATTESTED]
    signers = tuple(dict.fromkeys(name for entry in (*signed, *attested) for name in entry.about.get("signers", ())))
    if issued.told("fingerprint") != present[statement]:
        return Sheet(statement, issued.code, State.STALE, signers)
    return Sheet(statement, issued.code, _state(returned, signed, issued), signers)


def _state(returned: Sequence[Entry], signed: Sequence[Entry], issued: Entry) -> State:
    wanted = int(issued.about.get("signatures", 1))
    if any(len(entry.about.get("signers", ())) >= wanted for entry in signed):
        return State.SIGNED
    verdicts = [entry.told("verdict") for entry in returned]
    if verdicts and verdicts[-1] == Verdict.ALTERED:
        return State.ALTERED
    if any(verdict in (Verdict.COPY, Verdict.REWRITTEN) for verdict in verdicts):
        return State.CODE_ONLY
    return State.ISSUED
