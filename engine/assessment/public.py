"""What the public edition says: the report without whatever the council has not said may be published.

Left out before anything is rendered, never hidden afterwards: what is not in the values cannot be in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from engine.findings import Finding, Place, error, in_order, info, warning
from engine.links import LinkKind, read_link
from engine.model.assessment import SelfAssessment, StatementNarrative
from engine.model.judgement import Judgement
from engine.model.signing import Signed
from engine.model.story import Paragraph

_NOT_FOR_THE_PUBLIC = re.compile(r"sensitive|secret|confidential|restricted|not for publication", re.IGNORECASE)
_UNNAMED = "Not named"
_OFFICER = "an officer of the council"


def published(assessment: SelfAssessment, judgement: Judgement) -> tuple[SelfAssessment, Judgement]:
    """The self-assessment as everyone may read it, and its findings with those about publishing added."""
    findings = in_order((*judgement.findings, *_findings(assessment)))
    statements = {key: _with_consent(narrative) for key, narrative in assessment.statements.items()}
    public = replace(
        assessment,
        statements=_open_to_all(statements),
        themes=_open_to_all(assessment.themes),
        overview=_open_to_all(assessment.overview),
        evidence=_open_to_all(assessment.evidence),
    )
    if assessment.council.publishes_names:
        return public, replace(judgement, findings=findings)
    sheets = {
        key: replace(sheet, signatures=tuple(_unnamed(signed) for signed in sheet.signatures))
        for key, sheet in judgement.sheets.items()
    }
    endorsers = tuple(replace(e, signed=_unnamed(e.signed) if e.signed else None) for e in judgement.endorsers)
    verifiers = tuple(replace(v, name=_UNNAMED) for v in assessment.council.verifiers)
    public = replace(
        public,
        council=replace(assessment.council, verifiers=verifiers),
        endorsements=tuple(replace(e, name=_UNNAMED) for e in assessment.endorsements),
    )
    return public, replace(judgement, sheets=sheets, endorsers=endorsers, findings=findings)


def _unnamed(signed: Signed) -> Signed:
    """A signature without the name of whoever attested it."""
    return replace(signed, attested_by=_OFFICER) if signed.attested_by else signed


def _with_consent(narrative: StatementNarrative) -> StatementNarrative:
    return replace(narrative, quotations=tuple(q for q in narrative.quotations if q.may_publish))


def _open_to_all(value: Any) -> Any:
    """A value, however deep, with the links alone that everyone can follow; the words they stand under stay."""
    if isinstance(value, tuple):
        return tuple(map(_open_to_all, value))
    if isinstance(value, dict):
        return {key: _open_to_all(inner) for key, inner in value.items()}
    if not is_dataclass(value) or isinstance(value, type | Place):
        return value
    changed = {part.name: _open_to_all(getattr(value, part.name)) for part in fields(value)}
    if changed.get("link") and not _is_public(changed["link"]):
        changed["link"] = ""
    return replace(value, **changed)


def _is_public(address: str) -> bool:
    return read_link(address).kind is LinkKind.WEBSITE


def _closed(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Every link that is left out, with the nearest place above it."""
    if isinstance(value, tuple | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _closed(inner, place)
    elif is_dataclass(value) and not isinstance(value, Place):
        place = getattr(value, "place", place)
        link = getattr(value, "link", "")
        if link and not _is_public(link):
            yield link, place
        for part in fields(value):
            yield from _closed(getattr(value, part.name), place)


def _findings(assessment: SelfAssessment) -> Iterator[Finding]:
    council = assessment.council
    if _NOT_FOR_THE_PUBLIC.search(council.marking):
        message = f"The report is marked {council.marking}, so it is not for the public."
        fix = "Have whoever owns the marking decide, change report.marking, and build the public edition again."
        yield error("U-01", council.place, message, fix)
    for narrative in assessment.statements.values():
        for quotation in narrative.quotations:
            if not quotation.may_publish:
                message = f"The quotation “{quotation.words}” is left out: it may not be published."
                fix = "Nothing, if that is so. Else write Yes beside it."
                yield info("U-02", quotation.place, message, fix, narrative.statement)
    for link, place in dict.fromkeys(_closed(_written(assessment), Place(""))):
        message = f"A link is left out: it is {read_link(link).kind}, which the public cannot open."
        yield info("U-04", place, message, "Nothing, if that is so. Else put the document on your website.")
    if not council.publishes_names:
        yield from _named(assessment)


def _written(assessment: SelfAssessment) -> tuple[object, ...]:
    return assessment.overview, assessment.themes, assessment.statements, assessment.evidence


def _named(assessment: SelfAssessment) -> Iterator[Finding]:
    """People whom tables show by post or role, and whom the text names all the same."""
    people = [*(v.name for v in assessment.council.verifiers), *(e.name for e in assessment.endorsements)]
    names = {name: re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) for name in dict.fromkeys(people)}
    for text, place in _texts(_written(assessment), Place("")):
        for name in (name for name, pattern in names.items() if pattern.search(text)):
            message = f"The text names {name}, whom the public edition shows by post alone."
            yield warning("U-03", place, message, "Write the post, or set public.people to names in council.yaml.")


def _texts(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Every text in a value, however deep, with the nearest place above it."""
    if isinstance(value, Paragraph):
        yield value.text, value.place
    elif isinstance(value, str):
        yield value, place
    elif isinstance(value, tuple | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner, place)
    elif is_dataclass(value):
        place = getattr(value, "place", place)
        for part in fields(value):
            yield from _texts(getattr(value, part.name), place)
