"""The rows of one group, from however many sheets and files, as one checklist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.findings import Finding, Place
from engine.model.assessment import Answer, Checklist, LocalItem
from engine.model.framework import Framework, Rating
from engine.model.returned import ReturnedChecklist, Row
from engine.transcription import questions as asked
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
    rulings.questions += (
        asked.about_row(told_, group, row, rows, framework) for told_, row in zip(findings, torn, strict=True)
    )
    settled = [_settle(item, each, group, framework, rulings, findings) for item, each in by_item.items()]
    settled += [_undecided(item, row, group, rulings) for item, row in open_items.items()]
    own = dict(_own_rows(sure))
    for row in own.values():
        if rulings.row(row) is None:
            findings.append(told.own_row(row, group))
            rulings.questions.append(asked.about_row(findings[-1], group, row, rows, framework))
    local = (*map(_own, own.values()), *_not_placed(torn, open_items))
    answers = {one.answer.item: one.answer for one in settled}
    conflicts = {one.answer.item for one in settled if one.conflict}
    contradicted = {one.answer.item: by_item[one.answer.item] for one in settled if one.contradicted}
    findings.extend(_of_files(group, files, contradicted, framework, rulings))
    findings.extend(told.repeats({item: each for item, each in by_item.items() if item not in conflicts}))
    for changed, found in told.reworded(sure):
        findings.append(found)
        rulings.questions += [asked.about_row(found, group, changed, rows, framework)] if changed else []
    made = Checklist(
        group=group,
        answers=answers,
        conflicts=len(conflicts),
        place=Place(files[0].file),
        local_items=local,
        notes=tuple(note for each in files for note in each.notes),
    )
    findings.extend(told.missing_rows(made, framework))
    findings.extend(told.not_begun(made) if made.is_blank else told.of_answers(made, conflicts, framework))
    return made, findings


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
    marked = _marked(rows)
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
    rulings.questions.append(asked.about_rating(findings[-1], group, item, marked, framework))
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


def _of_files(
    group: str,
    files: Sequence[ReturnedChecklist],
    contradicted: Mapping[str, list[Row]],
    framework: Framework,
    rulings: Rulings,
) -> Iterator[Finding]:
    """What there is to say of several files of a group; where they contradict one another, each item is a question."""
    for found in told.of_files(group, files, list(contradicted)):
        yield found
        rulings.questions += [asked.about_files(found, group, files)] if contradicted else []
    for item, rows in contradicted.items():
        marked = _marked(rows)
        rulings.questions.append(asked.about_rating(told.conflict(item, marked), group, item, marked, framework))


def _own_rows(rows: list[Row]) -> Iterator[tuple[object, Row]]:
    """The group's own rows, each once: the first, under what is the same of all like it."""
    seen: set[object] = set()
    for row in rows:
        if not row.items and (row.text, row.contents) not in seen:
            seen.add((row.text, row.contents))
            yield (row.text, row.contents), row


def _marked(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.is_marked]


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
