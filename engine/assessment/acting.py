"""Who is to act on a finding. Its place alone does not tell: of two groups that differ, neither has to do anything."""

from __future__ import annotations

from pathlib import PurePosixPath

from engine.assessment.asked_for import PEN_HOLDER, writers
from engine.assessment.directory import Directory, called
from engine.finding_kinds import Remedy, Trait, has, remedy_for
from engine.findings import Finding
from engine.model.acting import Actor, ActorKind
from engine.model.assessment import SelfAssessment
from engine.model.evidence import Document
from engine.model.recommendation import Recommendation

_OF_WHOEVER_WROTE = frozenset({Remedy.OPEN, Remedy.ASK, Remedy.LOOK})
"""Remedies that whoever wrote the file has. Every other one is the pen holder's."""
_WE = Actor(ActorKind.PEN_HOLDER, PEN_HOLDER)


class Acting:
    """Who is to act on the findings of one reading."""

    def __init__(self, assessment: SelfAssessment) -> None:
        directory = Directory(assessment)
        self._groups = {group.id: Actor(ActorKind.GROUP, group.name, group.id) for group in assessment.council.groups}
        self._files = {file.file: self._groups[file.group] for file in assessment.received if file.group}
        self._writers = {
            id_: Actor(ActorKind.WRITER, directory.entry_of(who), id_) for id_, _, who, _ in writers(assessment)
        }
        self._rows: dict[tuple[str, str], Actor] = {}
        """Who stands behind a row of a workbook, by its file and the row on its sheet."""
        owned: tuple[Document | Recommendation, ...] = (*assessment.evidence.documents, *assessment.recommendations)
        for row in owned:
            if row.owner:
                owner = Actor(ActorKind.OWNER, directory.entry_of(row.owner))
                self._rows[row.place.file, _row(row.place.where)] = owner
        for one in assessment.endorsements:
            endorser = Actor(ActorKind.ENDORSER, directory.entry_of(called(one)), one.role)
            self._rows[one.place.file, _row(one.place.where)] = endorser

    def on(self, finding: Finding) -> Actor:
        """Who is to act on a finding."""
        remedy = remedy_for(finding)
        if remedy is Remedy.NONE:
            return Actor(ActorKind.NOBODY)
        if remedy not in _OF_WHOEVER_WROTE:
            return _WE
        wrote = None if has(finding, Trait.ABOUT_ITEMS) else self._whoever_wrote(finding, remedy)
        return wrote or self._writers.get(finding.about.partition(".")[0], _WE)

    def _whoever_wrote(self, finding: Finding, remedy: Remedy) -> Actor | None:
        """Whoever the place of a finding leads to; None where nobody knows."""
        place, path = finding.place, PurePosixPath(finding.place.file)
        if path.parts[1:2] == ("checklists",):  # what is to be mended in a group's own file, the pen holder does
            return (self._files.get(place.file) or self._groups.get(finding.about)) if remedy is Remedy.ASK else _WE
        if path.parts[1:2] == ("narrative",):
            return self._writers.get(path.stem)
        if row := self._rows.get((place.file, _row(place.where))):
            return row
        return _WE if path.suffix else None


def _row(where: str) -> str:
    """A cell such as Library!D29 without its column: all cells of a row are one."""
    sheet, _, cell = where.rpartition("!")
    return f"{sheet}!{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
