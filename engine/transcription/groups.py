"""Whose each file is: as it says itself, else by its name, else as the pen holder ruled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.findings import Finding, Place, error, info
from engine.guess import hint
from engine.model.council import Group
from engine.model.returned import ReturnedChecklist
from engine.model.vocabulary import Vocabulary
from engine.plain_words import folded
from engine.transcription.decisions import Rulings
from engine.transcription.questions import about_group

_DOOR = "`penholder settle`, or Settle in the studio"
_ASK = f"Write the group's id beside Group on its sheet About, or settle whose file it is ({_DOOR})."
_OTHERWISE = f"Nothing, if that is so; else settle whose file it is ({_DOOR})."


@dataclass(frozen=True, slots=True)
class Sorted:
    """A file, the group it is from (empty where nobody can say), and why it does not count (empty where it does)."""

    returned: ReturnedChecklist
    group: str
    left_out: str


def sort_files(
    returned: Sequence[ReturnedChecklist], groups: Sequence[Group], words: Vocabulary, rulings: Rulings
) -> tuple[tuple[Sorted, ...], list[Finding]]:
    """Every file with its group; copies of a file count once."""
    findings: list[Finding] = []
    found: list[Sorted] = []
    for each in returned:
        ruling = None if each.refused else rulings.file(each.file)
        if each.refused:
            found.append(Sorted(each, "", each.refused))
        elif ruling and not ruling.use:
            found.append(Sorted(each, "", f"ruled out by {ruling.ground.who}"))
        else:
            group = ruling.group if ruling and ruling.group else ""
            if not group:
                told = len(findings)
                group = _group(each, groups, words, findings)
                rulings.questions += (about_group(doubt, each.file, groups) for doubt in findings[told:])
            found.append(_once(Sorted(each, group, ""), found, findings))
    return tuple(found), findings


def _once(one: Sorted, others: Sequence[Sorted], findings: list[Finding]) -> Sorted:
    """The file; left out where the same bytes came from the same group before."""
    key = (one.group, one.returned.digest)
    first = next((s for s in others if not s.left_out and (s.group, s.returned.digest) == key), None)
    if first is None:
        return one
    message = f"The file is a copy of {first.returned.file}, byte for byte. It is read once."
    findings.append(info("I-24", Place(one.returned.file), message, about=one.group))
    return Sorted(one.returned, one.group, f"a copy of {PurePosixPath(first.returned.file).name}")


def _group(each: ReturnedChecklist, groups: Sequence[Group], words: Vocabulary, findings: list[Finding]) -> str:
    own = words.find("group", each.group) if each.group else None
    named = _named(each.names[:1], groups) or _named(each.names[1:], groups)
    if own:
        return own
    if len(named) == 1 and not each.group:
        message = f"The file does not say which group it is from; its name stands for {named[0]}."
        findings.append(info("C-02", Place(each.file), message, _OTHERWISE, named[0]))
        return named[0]
    says = f'names the group "{each.group}", which council.yaml does not have' if each.group else "names no group"
    near = words.close_to("group", each.group) if each.group else None
    perhaps = f" {hint(near)}" if near else ""
    message = f"The file {says}, so its answers do not count.{perhaps}"
    findings.append(error("C-02", each.group_place, message, _ASK))
    return ""


def _named(names: Sequence[str], groups: Sequence[Group]) -> list[str]:
    """The groups that any of the names holds; a group whose name is part of another's gives way to it."""
    found = {group.id: writing for group in groups for name in names for writing in _within(name, group)}
    longest = {
        key: writing
        for key, writing in found.items()
        if not any(writing != other and f" {writing} " in f" {other} " for other in found.values())
    }
    return list(longest)


def _within(name: str, group: Group) -> Iterator[str]:
    plain = f" {folded(name)} "
    return (writing for writing in (folded(group.name), folded(group.id)) if writing and f" {writing} " in plain)
