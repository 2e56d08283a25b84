"""Who has to be heard before a text is final: some group at all, and people with lived experience among them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings import Finding, Place, error
from engine.model.assessment import SelfAssessment

_CHECKLISTS = Place("inputs/checklists")


def heard_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """C-20 where no group has rated anything, or no group of people with lived experience has."""
    heard = {c.group for c in assessment.checklists if any(answer.rating for answer in c.answers.values())}
    people = [group for group in assessment.council.groups if group.lived_experience]
    if not heard:
        message = "No group has rated anything yet, and a final edition says how groups rate the council."
        yield error("C-20", _CHECKLISTS, message, "Put the workbooks that groups filled in into inputs/checklists/.")
    elif not people:
        message = "No group is marked as people with lived experience, and a final edition never goes without them."
        fix = "Write lived_experience: true beside their group in council.yaml, or add the group and ask it."
        yield error("C-20", assessment.council.place, message, fix)
    elif heard.isdisjoint(group.id for group in people):
        names = ", ".join(group.name for group in people)
        message = f"No people with lived experience have rated anything yet ({names}). A final edition waits for them."
        yield error("C-20", _CHECKLISTS, message, "Ask them, and put their workbook into inputs/checklists/.")
