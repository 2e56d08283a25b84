"""Checklists that came: of which group, by what they say themselves, and where they go."""

from __future__ import annotations

from dataclasses import replace

from engine.commands.arrive.arrival import Arrival, ArrivalKind, Need
from engine.commands.arrive.came import Came
from engine.commands.arrive.surroundings import Surroundings
from engine.device_names import can_name_a_file
from engine.findings import Severity
from engine.foreign.refusal import RefusedFile
from engine.model.decisions import Decisions
from engine.model.returned import ReturnedChecklist
from engine.phrases import nouns
from engine.sources.checklists.read import read_checklist
from engine.transcription.decisions import Rulings
from engine.transcription.groups import sort_files

FOLDER = "inputs/checklists"


def checklist_arrival(around: Surroundings, came: Came) -> Arrival | None:
    """A checklist; None for a table without one checklist item. Raises RefusedFile for what cannot be read."""
    returned, findings = read_checklist(came.path, came.name, around.catalogue, around.schema("checklist"))
    if returned.refused:
        raise RefusedFile(*next((found.message, found.fix) for found in findings if found.message == returned.refused))
    if not any(row.items for row in returned.rows):
        return None
    arrival = Arrival(name="", digest="", kind=ArrivalKind.CHECKLIST, said=_said(returned, around))
    return _of_group(arrival, returned, around, came)


def _of_group(arrival: Arrival, returned: ReturnedChecklist, around: Surroundings, came: Came) -> Arrival:
    (sorted_,), told = sort_files([returned], around.groups, around.words, Rulings(Decisions()))
    own, names = sorted_.group, {group.id: group.name for group in around.groups}
    doubts = tuple(found.message for found in told)
    if came.said and came.said not in names:
        doubt = f"It is a checklist, and {came.said} is a form. Name the group it is from."
        return replace(arrival, doubts=(*doubts, doubt), need=Need.FROM)
    says_itself = own if not any(found.severity is Severity.INFO for found in told) else ""
    if came.said and says_itself and says_itself != came.said:
        doubt = f"It says itself that it is from {names[own]}, and counts for them wherever it lies."
        return replace(arrival, about=own, who=names[own], doubts=(*doubts, doubt), need=Need.FROM)
    group = came.said or own
    if not group:
        doubt = "Say from which group it is."
        return replace(arrival, doubts=(*doubts, doubt), need=Need.FROM)
    if came.said and not own:
        doubts = (*doubts, "It counts once that is settled: `penholder settle`.")
    if not can_name_a_file(group):
        doubt = f"The id of the group, {group}, can name no file. Put it right in council.yaml first."
        return replace(arrival, about=group, who=names[group], doubts=(*doubts, doubt), need=Need.FROM)
    target = f"{FOLDER}/{group}{came.path.suffix}"
    return replace(arrival, about=group, who=names[group], target=target, doubts=doubts)


def _said(returned: ReturnedChecklist, around: Surroundings) -> str:
    items = {item for row in returned.rows if row.is_marked and len(row.items) == 1 for item in row.items}
    return f"{nouns.ITEM.part(len(items), len(around.framework.items))} rated"
