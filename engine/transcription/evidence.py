"""evidence.xlsx and endorsements.xlsx as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from engine.findings import Finding, Place, error
from engine.model.assessment import Endorsement, Reply
from engine.model.evidence import REF, Assurance, ComparatorKind, DataSource, Document, Evidence, Figure, Good, Status
from engine.model.recommendation import Answered, Recommendation
from engine.model.record import Checked
from engine.model.vocabulary import Vocabulary

Row = tuple[dict[str, Any], Place]
_REF = re.compile(REF, re.ASCII)


def transcribe_evidence(checked: Checked, vocabulary: Vocabulary) -> tuple[Evidence, list[Finding]]:
    """The library, the data sources and the figures; with a finding for each id that is used twice."""
    findings: list[Finding] = []
    sources = tuple(_source(row, place, vocabulary) for row, place in _once("sources", checked, findings))
    figures = tuple(_figure(row, place, vocabulary) for row, place in _once("figures", checked, findings))
    return Evidence(tuple(_documents(checked, vocabulary, findings)), sources, figures), findings


def transcribe_recommendations(checked: Checked) -> tuple[Recommendation, ...]:
    """Every row that says what is recommended."""
    return tuple(
        Recommendation(
            made_by=row.get("made_by", ""),
            made_on=row.get("made_on"),
            text=row["recommendation"],
            action=row.get("action", ""),
            owner=row.get("owner", ""),
            due=row.get("due"),
            status=Answered(row.get("status", "")),
            references=tuple(dict.fromkeys(_REF.findall(row.get("evidence", "")))),
            place=place,
        )
        for row, place in _rows("recommendations", checked)
        if row.get("recommendation")
    )


def transcribe_endorsements(checked: Checked, vocabulary: Vocabulary) -> tuple[Endorsement, ...]:
    """Everyone on the sheet who has a role and a name."""
    return tuple(
        Endorsement(
            role=vocabulary.find("role", row["role"]) or "",
            name=row["name"],
            position=row.get("position", ""),
            organisation=row.get("organisation", ""),
            declaration=vocabulary.find("declaration", row.get("declaration", "")) or "",
            status=Reply(row.get("status", "")),
            date=row.get("date"),
            comment=row.get("comment", ""),
            publish_comment=row.get("publish_comment", False),
            place=place,
            version=row.get("version", ""),
            email=row.get("email", ""),
        )
        for row, place in _rows("endorsements", checked)
        if row.get("role") and row.get("name")
    )


def _rows(field: str, checked: Checked) -> Iterator[Row]:
    for index, row in enumerate(checked.values.get(field) or ()):
        if row is not None:
            yield row, checked.place(field, index)


def _once(field: str, checked: Checked, findings: list[Finding]) -> Iterator[Row]:
    """Rows that have an id, each id once."""
    seen: dict[str, Place] = {}
    for row, place in _rows(field, checked):
        ref = row.get("ref")
        if ref is None:
            continue
        if ref in seen:
            message = f"{ref} stands here a second time; the first is in {seen[ref].where}."
            findings.append(error("I-11", place, message, "Give the row an id of its own, and never change it."))
            continue
        seen[ref] = place
        yield row, place


def _documents(checked: Checked, vocabulary: Vocabulary, findings: list[Finding]) -> Iterator[Document]:
    """One document for each id, however many rows of the library it answers."""
    rows: dict[str, list[Row]] = {}
    for row, place in _rows("library", checked):
        if row.get("ref"):
            rows.setdefault(row["ref"], []).append((row, place))
    for ref, same in rows.items():
        (first, place), *others = same
        for other, where in others:
            titles = first.get("title"), other.get("title")
            if all(titles) and titles[0] != titles[1]:
                message = f'{ref} has two titles: "{titles[0]}" in {place.where} and "{titles[1]}" here.'
                findings.append(error("I-11", where, message, "Give one of the two documents an id of its own."))
        asked = [vocabulary.find("library row", row["library_row"]) for row, _ in same if row.get("library_row")]
        yield _document(ref, first, tuple(row for row in asked if row), place, vocabulary)


def _document(ref: str, row: dict[str, Any], asked: tuple[str, ...], place: Place, vocabulary: Vocabulary) -> Document:
    return Document(
        ref=ref,
        title=row.get("title", ""),
        type=row.get("type", ""),
        theme=vocabulary.find("library group", row.get("theme", "")) or "",
        library_rows=asked,
        status=Status(row.get("status", Status.GAP)),
        reason=row.get("reason", ""),
        owner=row.get("owner", ""),
        due=row.get("due"),
        link=row.get("link", ""),
        where_to_look=row.get("where_to_look", ""),
        approved=row.get("approved"),
        review_due=row.get("review_due"),
        covers_from=row.get("covers_from"),
        covers_to=row.get("covers_to"),
        kinds=_kinds(row, vocabulary),
        assurance=Assurance(row.get("assurance", "")),
        place=place,
    )


def _source(row: dict[str, Any], place: Place, vocabulary: Vocabulary) -> DataSource:
    return DataSource(
        ref=row["ref"],
        listed_as=vocabulary.find("listed source", row.get("listed_as", "")) or "",
        title=row.get("title", ""),
        publisher=row.get("publisher", ""),
        link=row.get("link", ""),
        as_at=row.get("as_at"),
        used=row.get("used", False),
        note=row.get("note", ""),
        place=place,
        kinds=_kinds(row, vocabulary),
    )


def _figure(row: dict[str, Any], place: Place, vocabulary: Vocabulary) -> Figure:
    return Figure(
        ref=row["ref"],
        measure=row.get("measure", ""),
        statement=vocabulary.find("statement", row.get("statement", "")) or "",
        value=row.get("value", ""),
        a_year_ago=row.get("a_year_ago", ""),
        two_years_ago=row.get("two_years_ago", ""),
        period=row.get("period", ""),
        as_at=row.get("as_at"),
        comparator=row.get("comparator", ""),
        comparator_value=row.get("comparator_value", ""),
        good=Good(row.get("good", Good.NEITHER)),
        source=row.get("source", ""),
        at_a_glance=row.get("at_a_glance", False),
        note=row.get("note", ""),
        place=place,
        comparator_is=ComparatorKind(vocabulary.find("comparator", row.get("comparator_is", "")) or ""),
        kinds=_kinds(row, vocabulary),
    )


def _kinds(row: dict[str, Any], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The kinds of evidence that a row tells."""
    return vocabulary.find_each("kind of evidence", row.get("kind", ""))
