"""What each template must print: everything people wrote, places to sign, the marking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.inspection.blocks import TagBlock
from engine.inspection.expressions import ExpressionReading, Read
from engine.inspection.remarks import Fault, Remark, on_file, on_tag
from engine.inspection.template_walk import Tag, TemplateWalk
from engine.model.left_out import may_be_left_out
from engine.templates.kinds import TemplateKind
from engine.word.signing_places import by_hand_kinds
from engine.word.visible import is_seen

Readings = tuple[ExpressionReading, ...]

_STATEMENT = "statements[]"
_SAME = (
    ("themes[].statements[]", _STATEMENT),
    ("actions[]", f"{_STATEMENT}.actions[]"),
    ("strengths[].text", f"{_STATEMENT}.strengths[]"),
    ("risks[]", "overview.risks[]"),
)
"""What stands in the view twice: under the theme or statement it belongs to, and one after the other."""

_IN_STATEMENT = {
    "name": "the names of the statements",
    "quality_statement": "the quality statements themselves",
    "ambition": "each statement's view, direction and ambition",
    "evidence": "how each statement is known",
    "plans": "each statement's plans",
    "strengths[]": "each statement's strengths",
    "improvements[]": "what needs to improve in each statement",
    "documents[]": "each statement's key documents",
    "actions[].text": "each statement's actions",
    "actions[].owner": "who owns each action",
    "actions[].measure": "how each action is measured",
    "actions[].due": "when each action is due",
    "actions[].status": "how far each action has got",
    "quotations[].words": "what others say of each statement",
    "quotations[].who": "who said it",
    "items[].text": "the checklist items",
}
_PRINTED: Mapping[str, Mapping[str, str]] = {
    TemplateKind.REPORT: {f"{_STATEMENT}.{path}": words for path, words in _IN_STATEMENT.items()}
    | {
        "glance.strengths[]": "the strengths at a glance",
        "glance.priorities[]": "the priorities at a glance",
        "overview.about": "about us",
        "overview.strategy": "the strategy",
        "overview.strengths[].title": "the key strengths",
        "overview.strengths[].text": "the text of the key strengths",
        "overview.strengths[].evidence": "the evidence of the key strengths",
        "overview.risks[].title": "the key risks",
        "overview.risks[].impact": "what the key risks mean for people",
        "overview.risks[].response": "what is done about the key risks",
        "overview.risks[].owner": "who owns each key risk",
        "overview.risks[].due": "when the response to each key risk is due",
        "themes[].lead": "the lead of each theme",
        "themes[].introduction": "the introduction of each theme",
        "themes[].priorities": "the priorities of each theme",
        "process.groups[].name": "which groups took part",
        "process.groups[].people": "how many people took part in each group",
        "process.groups[].how": "how each group took part",
        "process.how": "how the self-assessment was prepared",
        "process.review": "review and refresh",
        "endorsements[].text": "the words that are endorsed",
        "endorsements[].endorsers[].name": "the endorsers",
        "endorsements[].endorsers[].position": "the endorsers' posts",
        "library[].rows[].status": "whether each document of the library is in place",
        "library[].rows[].title": "the documents of the library",
        "library[].rows[].asks": "what the library is asked for",
        "sources[].rows[].title": "the data sources",
        "sources[].rows[].as_at": "the dates of the data sources",
        "figures[].measure": "the figures",
        "figures[].value": "the values of the figures",
    },
    TemplateKind.SHEET: {
        "statement.name": "the name of the statement",
        "statement.quality_statement": "the quality statement itself",
        "statement.strengths[]": "the strengths",
        "statement.improvements[]": "what needs to improve",
        "statement.documents[]": "the key documents",
        "sheet.summary": "our view and what it rests on",
        "sheet.declaration": "the words that are signed",
        "sheet.scope": "what the signature does not cover",
        "sheet.code": "the code of the sheet",
    },
    TemplateKind.ENDORSEMENTS: {
        "endorsements[].text": "the words that are endorsed",
        "endorsements[].endorsers[].name": "the endorsers",
        "endorsements[].endorsers[].position": "the endorsers' posts",
        "endorsements[].endorsers[].organisation": "the endorsers' organisations",
        "sheet.code": "the code of the sheet",
    },
    TemplateKind.PLAN: {
        "plan.actions[].text": "the actions",
        "plan.actions[].owner": "who owns each action",
        "plan.actions[].overseen_by": "who oversees each action",
        "plan.actions[].measure": "how each action is measured",
        "plan.actions[].due": "when each action is due",
        "plan.actions[].status": "how far each action has got",
    },
    TemplateKind.SUMMARY: {
        "glance.strengths[]": "the strengths at a glance",
        "glance.priorities[]": "the priorities at a glance",
        "overview.strengths[].title": "the key strengths",
        "overview.risks[].title": "the key risks",
        f"{_STATEMENT}.name": "the names of the statements",
        f"{_STATEMENT}.view": "how the council sees each statement",
    },
    TemplateKind.BRIEF: {
        "statement.name": "the name of the statement",
        "statement.quality_statement": "the quality statement itself",
        "brief.items[].text": "the checklist items",
        "brief.items[].answers[].group": "who rated an item",
        "brief.items[].answers[].rating": "how groups rated an item",
        "brief.items[].answers[].why": "why groups rated an item as they did",
        "brief.items[].answers[].have": "the evidence that groups have",
        "brief.items[].answers[].need": "the evidence that groups need",
        "brief.own_rows[].group": "who added a row",
        "brief.own_rows[].text": "the rows that groups added",
        "brief.own_rows[].answers[].rating": "how groups rated the rows they added",
        "brief.own_rows[].answers[].why": "why groups rated the rows they added as they did",
        "brief.own_rows[].answers[].have": "the evidence that groups have for the rows they added",
        "brief.own_rows[].answers[].need": "the evidence that groups need for the rows they added",
        "brief.quotations[].words": "what others say of the statement",
        "brief.quotations[].who": "who said it",
    },
}
_BACK = "Put the tag that prints it back into the template"
_OR_LEAVE_OUT = "; or name the field in council.yaml under leave_out, where it is left out on purpose"
_MARKS = {"marking": "the protective marking"}
_MARKS_OF = {TemplateKind.BRIEF: {"brief.internal": "that it is internal"}}
_SIGNED: Mapping[str, str] = {
    TemplateKind.SHEET: "sheet.fields.signature",
    TemplateKind.ENDORSEMENTS: "endorsements[].endorsers[].fields.signature",
    TemplateKind.ENDORSEMENT_ADDENDUM: "endorsers[].fields.signature",
}


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A field that a tag prints, and the conditions it stands under: a block, and which of its branches."""

    path: str
    tag: Tag
    conditions: tuple[tuple[TagBlock, int], ...]


def unprinted(page: TemplateWalk, readings: Readings, kind: TemplateKind | None) -> Iterator[Remark]:
    """W-35 something that must be printed and is not, or under a condition only, or where nobody sees it."""
    printed = [one for reading in readings for one in _printed(reading)]
    unseen = {one.tag for one in printed if not is_seen(one.tag.held, page.looks)}
    for path, words in (_PRINTED.get(kind, {}) if kind else {}).items():
        every = [one for one in printed if one.path == path]
        found = [one for one in every if one.tag not in unseen]
        name = path.replace("[]", "")
        if every and not found:
            message = f"This prints {words} ({name}) where no reader sees it: hidden, white or very small."
            yield on_tag(
                page, every[0].tag, Fault("W-35", message, fix="Give it letters that can be read.", named=name)
            )
        elif not found:
            message = f"Nothing prints {words} ({name})."
            fix = f"{_BACK}{_OR_LEAVE_OUT if kind == TemplateKind.REPORT and may_be_left_out(name) else ''}."
            yield on_file(page, Fault("W-35", message, fix=fix, named=name))
        elif not _whatever([one.conditions for one in found]):
            block = found[0].conditions[-1][0]
            message = f"Under the condition {block.opener.typed.text} only, this prints {words}: some would be missing."
            told = Fault("W-35", message, fix="Take it out of the condition, or print it in both.", named=name)
            yield on_tag(page, found[0].tag, told)


def _printed(reading: ExpressionReading) -> Iterator[Printed]:
    conditions = {read.tag: read.paths for read in reading.tags if read.tag.typed.word in ("if", "elif", "for")}
    for read in reading.tags:
        if read.tag.typed.is_statement or read.meaning is None or read.tag.attribute:
            continue
        for path in _paths(read):
            around = [block for block in reading.around(read.tag) if _matters(block, conditions, path)]
            yield Printed(path, read.tag, tuple((block, _branch_of(block, read.tag)) for block in around))


def _paths(read: Read) -> Iterator[str]:
    for path in dict.fromkeys(read.paths):
        yield _one_name(path)


def _one_name(path: str) -> str:
    return next((other + path.removeprefix(one) for one, other in _SAME if path.startswith(one)), path)


def _matters(block: TagBlock, conditions: Mapping[Tag, tuple[str, ...]], path: str) -> bool:
    """Whether a block can leave out what a path names although it is there: it asks for something else first."""
    asked = [_one_name(each) for tag in (block.opener, *block.branches) for each in conditions.get(tag, ())]
    if block.word == "for":
        return " if " in f" {block.opener.typed.inside} "
    return block.word == "if" and not all(path == each or path.startswith((f"{each}.", f"{each}[")) for each in asked)


def _branch_of(block: TagBlock, tag: Tag) -> int:
    return sum(branch.at < tag.at for branch in block.branches)


def _whatever(occurrences: list[tuple[tuple[TagBlock, int], ...]]) -> bool:
    """Whether one of the occurrences is printed whatever the conditions are."""
    if any(not conditions for conditions in occurrences):
        return True
    for block in dict.fromkeys(conditions[0][0] for conditions in occurrences):
        if block.word == "if" and block.has_else:
            branches = [
                [conditions[1:] for conditions in occurrences if conditions[0] == (block, number)]
                for number in range(len(block.branches) + 1)
            ]
            if all(branch and _whatever(branch) for branch in branches):
                return True
    return False


def own_printed(readings: Readings) -> tuple[str, ...]:
    """The names of the council's own fields that some tag prints, or goes through one by one."""
    tags = (read for reading in readings for read in reading.tags if read.tag.typed.word not in ("if", "elif"))
    paths = (path for read in tags for path in read.paths)
    return tuple(dict.fromkeys(path.split(".")[1].removesuffix("[]") for path in paths if path.startswith("own.")))


def unsigned(page: TemplateWalk, readings: Readings, kind: TemplateKind | None) -> Iterator[Remark]:
    """W-36 a sheet without a place to sign, or with one where no field can be."""
    if kind is None or kind not in _SIGNED:
        return
    places = [(reading.part, read) for reading in readings for read in reading.tags if _SIGNED[kind] in read.paths]
    for part, read in places:
        if not part.is_body:
            message = "A place to sign cannot stand here, since what is here is on every page."
            yield on_tag(page, read.tag, Fault("W-36", message, fix="Move the tag into the text of the sheet."))
    by_hand = any("signature" in by_hand_kinds(reading.part.root) for reading in readings if reading.part.is_body)
    if not by_hand and not any(part.is_body for part, _ in places):
        tag = _SIGNED[kind].rpartition("[].")[2]
        name = tag if tag.startswith("sheet") else f"endorser.{tag}"
        message = "The sheet has no place to sign."
        yield on_file(
            page, Fault("W-36", message, fix=f"Put {{{{r {name} }}}} into the cell where people are to sign.")
        )


def unmarked(page: TemplateWalk, readings: Readings, kind: TemplateKind | None) -> Iterator[Remark]:
    """W-37 no protective marking at the head or foot of the pages, or on a brief not what keeps it inside."""
    margins = [reading for reading in readings if reading.part.is_header_or_footer]
    printed = {path for reading in margins for read in reading.tags for path in read.paths}
    for path, words in (_MARKS | _MARKS_OF.get(kind, {})).items() if kind else ():
        if path not in printed:
            message = f"No header and no footer prints {words}."
            yield on_file(page, Fault("W-37", message, fix=f"Put {{{{ {path} }}}} into the header (Insert › Header)."))
