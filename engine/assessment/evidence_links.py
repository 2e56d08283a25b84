"""Where the links of the evidence lead: who can open them, and which lead to the same document."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings import Finding, error, warning
from engine.links import LinkKind, read_link
from engine.model.assessment import SelfAssessment
from engine.model.evidence import DataSource, Document

_DOUBTS = {
    LinkKind.SHAREPOINT: "it breaks when the file moves, and CQC cannot open it unless the council lets them in",
    LinkKind.COPY_LINK: "CQC cannot open it unless the council lets them in",
    LinkKind.SHARING_LINK: "it can run out or be taken back, and then nobody can open it",
}


def link_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """D-03 for links that may not open for CQC, I-49 for two ids that are one document."""
    linked: tuple[Document | DataSource, ...] = (*assessment.evidence.documents, *assessment.evidence.sources)
    for one in linked:
        yield from _doubts(one)
    yield from _same_document(assessment)


def _doubts(linked: Document | DataSource) -> Iterator[Finding]:
    link = read_link(linked.link)
    named = f"{linked.ref}, {linked.title},"
    if link.kind in _DOUBTS:
        message = f"The link of {named} is {link.kind}: {_DOUBTS[link.kind]}."
        fix = "Give CQC the file itself, or a public address; or make sure that they are let in."
        yield warning("D-03", linked.place, message, fix, linked.ref, linked.ref)
    if link.is_lookalike:
        message = f"The link of {named} leads to {link.site}: some of its letters only look like a to z."
        yield error(
            "D-03", linked.place, message, "Type the address by hand, from a source you trust.", linked.ref, linked.ref
        )


def _same_document(assessment: SelfAssessment) -> Iterator[Finding]:
    first: dict[str, Document] = {}
    for document in assessment.evidence.documents:
        if not document.link:
            continue
        known = first.setdefault(read_link(document.link).document, document)
        if known is not document:
            message = f"{document.ref}, {document.title}, has the same link as {known.ref}, {known.title}."
            fix = f"If it is one document, give both rows the id {known.ref}; else correct the link."
            yield warning("I-49", document.place, message, fix, document.ref)
