"""The rows of one group, from however many sheets and files, as one checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.findings import Finding, Place
from engine.model.assessment import Answer, Checklist, LocalItem
from engine.model.framework import Framework, Rating
from engine.model.returned import ReturnedChecklist, Row
from engine.transcription import row_findings as told
from engine.transcription.decisions import Rulings


@dataclass(frozen=True, slots=True)
class _Settled:
    """One item: its answer, whether somebody must settle it, and whether two files contradict one another."""

    answer: Answer
    conflict: bool
    contradicted: bool = False


def combine(
    group: str, files: Sequence[ReturnedChecklist], framework: Framework, rulings: Rulings
) -> tuple[Checklist, list[Finding]]:
    """The group's checklist. Rows that agree count once; rows that contradict one another count as a conflict."""
    findings: list[Finding] = []
    rows = list(_ruled(files, rulings))
    sure, torn = _shared_out(rows)
    by_item: dict[str, list[Row]] = {}
    for row in sure:
        if row.items:
            by_item.setdefault(row.items[0], []).append(row)
    open_items = _torn(torn, by_item, findings)
    settled = [_settle(item, each, group, framework, rulings, findings) for item, each in by_item.items()]
    settled += [_undecided(item, row, group, rulings) for item, row in open_items.items()]
    local = (*_local_items(sure, rulings, group, findings), *_not_placed(torn, open_items))
    answers = {one.answer.item: one.answer for one in settled}
    conflicts = {one.answer.item for one in settled if one.conflict}
    findings.extend(told.of_files(group, files, [one.answer.item for one in settled if one.contradicted]))
    findings.extend(told.repeats({item: each for item, each in by_item.items() if item not in conflicts}))
    findings.extend(told.reworded(sure))
    findings.extend(told.of_answers(group, answers, conflicts, framework, Place(files[0].file)))
    return Checklist(
        group=group,
        answers=answers,
        conflicts=len(conflicts),
        place=Place(files[0].file),
        local_items=local,
        notes=tuple(note for each in files for note in each.notes),
    ), findings


def _ruled(files: Sequence[ReturnedChecklist], rulings: Rulings) -> Iterator[Row]:
    """Every row that counts, as it was ruled to be where there is a ruling."""
    for row in (row for each in files for row in each.rows if rulings.counts(row)):
        ruling = rulings.row(row)
        if ruling is None:
            yield row
        elif not ruling.ignored:
            yield replace(row, items=(ruling.item,) if ruling.item else (), difference="")


def _shared_out(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows that are sure, and rows that could be several items. As many alike as there are items are one for each."""
    torn = [row for row in rows if len(row.items) > 1]
    sure = [row for row in rows if len(row.items) <= 1]
    left: list[Row] = []
    while torn:
        alike = [row for row in torn if (row.items, row.contents) == (torn[0].items, torn[0].contents)]
        rivals = [row for row in torn if row.items == torn[0].items]
        if len(alike) == len(rivals) == len(torn[0].items):
            sure += [replace(row, items=(item,)) for row, item in zip(alike, alike[0].items, strict=True)]
        else:
            left += rivals
        torn = [row for row in torn if row not in rivals]
    return sure, left


def _torn(rows: Sequence[Row], by_item: dict[str, list[Row]], findings: list[Finding]) -> dict[str, Row]:
    """The items that nobody has answered for sure but one of these rows may have; each row is told."""
    open_items: dict[str, Row] = {}
    for row in rows:
        findings.append(told.could_be_several(row))
        if not row.is_blank:
            open_items |= {item: row for item in row.items if item not in by_item}
    return open_items


def _settle(
    item: str, rows: list[Row], group: str, framework: Framework, rulings: Rulings, findings: list[Finding]
) -> _Settled:
    marked = [row for row in rows if row.is_marked]
    answer = _answer(item, rows, marked[0] if marked else rows[0])
    if not marked:
        return _Settled(answer, False)
    first = marked[0]
    if len({(row.ratings, row.unclear) for row in marked}) == 1 and first.is_clear:
        return _Settled(replace(answer, rating=framework.rating_by_name[first.ratings[0]]), False)
    if ruling := rulings.rating(group, item):
        return _Settled(replace(answer, rating=ruling.rating), False)
    if len({row.place.file for row in marked}) > 1 and all(row.is_clear for row in marked):
        return _Settled(answer, True, contradicted=True)  # one finding tells of the two files
    findings.append(told.conflict(item, marked))
    return _Settled(answer, True)


def _undecided(item: str, row: Row, group: str, rulings: Rulings) -> _Settled:
    """An item that a row may or may not be about: its words stand beside each of them until somebody settles it."""
    ruling = rulings.rating(group, item)
    rating: Rating | None = ruling.rating if ruling else None
    return _Settled(replace(_answer(item, [row], row), rating=rating), ruling is None)


def _answer(item: str, rows: list[Row], marked: Row) -> Answer:
    """What a group said of an item, in the words of every row that is about it; without a rating yet."""
    why, have, need = ("\n".join(dict.fromkeys(filter(None, words))) for words in _words(rows))
    return Answer(item=item, rating=None, why=why, have=have, need=need, place=marked.place)


def _words(rows: list[Row]) -> tuple[list[str], list[str], list[str]]:
    return [row.why for row in rows], [row.have for row in rows], [row.need for row in rows]


def _local_items(rows: list[Row], rulings: Rulings, group: str, findings: list[Finding]) -> Iterator[LocalItem]:
    """The group's own rows, each once."""
    seen: set[tuple[str, tuple[object, ...]]] = set()
    for row in rows:
        if row.items or (row.text, row.contents) in seen:
            continue
        seen.add((row.text, row.contents))
        if rulings.row(row) is None:
            findings.append(told.own_row(row, group))
        yield _own(row)


def _not_placed(torn: Sequence[Row], open_items: dict[str, Row]) -> Iterator[LocalItem]:
    """Rows that could be several items, all of which were answered elsewhere: what they say is kept all the same."""
    placed = {id(row) for row in open_items.values()}
    return (_own(row) for row in torn if not row.is_blank and id(row) not in placed)


def _own(row: Row) -> LocalItem:
    return LocalItem(
        text=row.text,
        statement=row.statement,
        ratings=(*row.ratings, *row.unclear),
        why=row.why,
        have=row.have,
        need=row.need,
        place=row.text_place,
    )
