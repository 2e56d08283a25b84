"""council.yaml as values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from engine.device_names import is_device
from engine.findings import Finding, Place, error
from engine.model.council import (
    PUBLIC_OFFICES,
    Acronym,
    Brand,
    Compared,
    Council,
    Dates,
    DueDays,
    Group,
    Thresholds,
    Verifier,
)
from engine.model.framework import Declaration
from engine.model.record import Checked
from engine.model.signing import Profile
from engine.model.vocabulary import Vocabulary
from engine.model.volumes import Volumes


def transcribe_council(checked: Checked, vocabulary: Vocabulary) -> tuple[Council, list[Finding]]:
    """The council of a record without errors; with a finding for each entry that stands there twice."""
    council, report, brand = checked.values["council"], checked.values["report"], checked.values["brand"]
    findings: list[Finding] = []
    made = Council(
        name=council["name"],
        short_name=council["short_name"],
        title=report["title"],
        subtitle=report["subtitle"],
        version=report["version"],
        date=report["date"],
        marking=report["marking"],
        review_due=report["review_due"],
        logo=vocabulary.find("picture", brand["logo"]) or "",
        logo_description=brand["logo_description"] or council["name"],
        groups=tuple(
            Group(
                id=g["id"],
                name=g["name"],
                people=g["people"],
                how=g["how"],
                lived_experience=g["lived_experience"],
                leaders=g["leaders"],
                kind=vocabulary.find("kind of a group", g.get("kind_of_evidence", "")) or "",
                due=g.get("due"),
            )
            for g in _once("groups", "id", checked.values["groups"], checked, findings)
        ),
        verifiers=tuple(_verifiers(checked, vocabulary, findings)),
        acronyms=tuple(
            Acronym(a["short"], a["long"])
            for a in _once("acronyms", "short", checked.values["acronyms"], checked, findings)
        ),
        publishes_names=checked.values["public"]["people"] == "names",
        dates=Dates(**{**checked.values["dates"], "earlier": tuple(checked.values["dates"]["earlier"])}),
        thresholds=Thresholds(**checked.values["thresholds"]),
        severities={entry["code"]: entry["severity"] for entry in checked.values["severities"]},
        not_asked={
            vocabulary.find("role", entry["role"]) or "": entry["reason"] for entry in checked.values["not_asked"]
        },
        signing=Profile(checked.values["signing"]["profile"]),
        place=checked.place(),
        trusted_only=checked.values.get("signing", {}).get("trusted_only", False),
        brand=Brand(
            {name: value.removeprefix("#").upper() for name, value in brand.get("colours", {}).items() if value},
            brand.get("fonts", {}).get("headings", ""),
            brand.get("fonts", {}).get("text", ""),
        ),
        leave_out=tuple(
            dict.fromkeys(vocabulary.find("field of the report", name) or "" for name in _listed(checked, "leave_out"))
        ),
        compared=Compared(checked.values.get("perception_gaps", Compared.LEADERS_AND_PEOPLE)),
        volumes=Volumes(checked.values.get("volumes", Volumes.ONE)),
        public_offices=tuple(
            vocabulary.find("role", role) or "" for role in checked.values["public"].get("offices", PUBLIC_OFFICES)
        ),
        prints_own_rows=checked.values.get("annex", {}).get("own_rows", False),
        returns=_due_days(checked.values.get("returns") or {}),
        declarations=tuple(
            Declaration(d["id"], d["heading"], d["text"], is_own=True)
            for d in _once("declarations", "id", checked.values.get("declarations", []), checked, findings)
        ),
    )
    groups = enumerate(checked.values["groups"])
    devices = (device_findings(group["id"], "group", checked.place("groups", index)) for index, group in groups)
    return made, [*findings, *chain.from_iterable(devices)]


def device_findings(name: str, of: str, place: Place) -> Iterator[Finding]:
    """I-37 for an id after which files are called, where it could name none on Windows. of: what it is the id of."""
    if is_device(name):
        message = f'Windows keeps the name "{name}" for a device, so no file of the {of} could bear it there.'
        yield error("I-37", place, message, f"Give the {of} another id, such as {name}-{of}.")


def _listed(checked: Checked, field: str) -> list[str]:
    """The entries of a list of words; a workspace may have a schema that is older than the list is."""
    return checked.values.get(field) or []


def _due_days(days: dict[str, date | None]) -> DueDays:
    """The days by which things are asked for; a workspace may have a schema that is older than they are."""
    return DueDays(
        checklists=days.get("checklists"),
        narrative=days.get("narrative"),
        sheets=days.get("sheets"),
        endorsements=days.get("endorsements"),
    )


def _verifiers(checked: Checked, vocabulary: Vocabulary, findings: list[Finding]) -> list[Verifier]:
    """The holders of each statement's post, one after the other; of two at one time only the first counts."""
    made: list[Verifier] = []
    for index, v in enumerate(checked.values["verifiers"]):
        statement = vocabulary.find("statement", v["statement"]) or ""
        one = Verifier(
            statement=statement,
            name=v["name"],
            position=v["position"],
            email=v["email"],
            start=v.get("from"),
            end=v.get("to"),
        )
        place = checked.place("verifiers", index)
        if one.start and one.end and one.end < one.start:
            message = f"The last day of {one.name} in the post is before the first."
            findings.append(error("I-10", place, message, "Correct from or to."))
        elif any(other.statement == statement and _overlap(one, other) for other in made):
            message = f'"{v["statement"]}" stands among the verifiers a second time; only the first counts.'
            fix = (
                "Keep one of the two, or give the earlier holder of the post a last day (to), the later a first (from)."
            )
            findings.append(error("I-11", place, message, fix))
        else:
            made.append(one)
    return made


def _overlap(one: Verifier, other: Verifier) -> bool:
    """Whether both have the post on some day."""
    first, second = sorted((one, other), key=lambda verifier: verifier.start or date.min)
    return first.end is None or second.start is None or second.start <= first.end


def _once(
    field: str, key: str, entries: list[dict[str, Any]], checked: Checked, findings: list[Finding]
) -> Iterator[dict[str, Any]]:
    """The entries of a list, the first of each where two share what they are known by."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry[key] in seen:
            message = f'"{entry[key]}" stands among the {field} a second time; only the first counts.'
            findings.append(error("I-11", checked.place(field, index), message, "Keep one of the two."))
        else:
            seen.add(entry[key])
            yield entry
