"""What there is to say about the rows of one group once they are put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from engine.findings import Finding, Place, error, info, warning
from engine.model.assessment import Answer, Checklist
from engine.model.framework import Framework
from engine.model.returned import ReturnedChecklist, Row
from engine.phrases import nouns, sentences
from engine.phrases.forms import and_more, sentence
from engine.plain_words import long_date

_SHOWN = 6
_MOST_REWORDED = 20
"""More reworded items than this and a group filled in a form with other wording; one finding says so."""
_DOOR = "`penholder settle`, or Settle in the studio"
_RULE = f"Ask the group, then settle which rating counts ({_DOOR})."


def conflict(item: str, rows: Sequence[Row]) -> Finding:
    """C-03 for an item that is rated twice, or in words that are no rating."""
    names = list(dict.fromkeys(f'"{name}"' for row in rows for name in row.ratings))
    unclear = list(dict.fromkeys(f'"{words[:60]}"' for row in rows for words in row.unclear))
    place = Place(rows[0].place.file, " and ".join(dict.fromkeys(_where(row, rows[0]) for row in rows)))
    if not names or (len(names) == 1 and unclear):
        also = f"beside {names[0]} " if names else ""
        message = f"{item}: {also}{_listed(unclear)} is none of the ratings, so none counts."
    elif len(rows) == 1:
        message = f"{sentence(nouns.RATING.word(len(names)))} for {item}: {_listed([*names, *unclear])}."
    else:
        message = f"{item} is rated twice, differently: {_listed([*names, *unclear])}. Neither counts."
    return error("C-03", place, message, _RULE, item)


def _where(row: Row, first: Row) -> str:
    same = row.place.file == first.place.file
    return row.place.where if same else f"{PurePosixPath(row.place.file).name} › {row.place.where}"


def could_be_several(row: Row) -> Finding:
    """C-07 for a row whose id and words, or whose words alone, are those of several items."""
    message = f'"{row.text[:80]}" could be {_listed(row.items, "or")}, and nothing around it says which.'
    fix = f"Put the right id back, or settle which item the row is ({_DOOR})."
    return error("C-07", row.text_place, message, fix, row.items[0])


def own_row(row: Row, group: str) -> Finding:
    """C-06 for a row that is no item of the framework."""
    fix = f"Leave it, or settle that the row is an item reworded, or is to be ignored ({_DOOR})."
    if not row.text:
        message = "Somebody answered here, beside no item. It is kept as a row of the group's own."
        return warning("C-06", row.text_place, message, fix, group)
    message = f'"{row.text[:80]}" is no item of the framework. It is kept as one of the group\'s own.'
    return info("C-06", row.text_place, message, fix, group)


def reworded(rows: Sequence[Row]) -> Iterator[tuple[Row | None, Finding]]:
    """C-07 for each row whose words were changed; one, about no row, for a whole form of another wording."""
    changed = [row for row in rows if row.difference]
    if len(changed) > _MOST_REWORDED:
        message = f"{sentences.OTHER_WORDS(len(changed))}, so the form was of another edition."
        fix = "Compare the two editions: what a group rated is what stood in its form."
        yield None, warning("C-07", Place(changed[0].place.file), message, fix)
        return
    for row in changed:
        message = f"{row.items[0]} was reworded: {row.difference}."
        fix = f"If the rating is still about the item, settle that its words stand for it ({_DOOR})."
        yield row, warning("C-07", row.text_place, message, fix, row.items[0])


def repeats(by_item: Mapping[str, Sequence[Row]]) -> Iterator[Finding]:
    """I-24 for each two places of a file that hold the same items."""
    pairs: dict[tuple[str, str, str], list[str]] = {}
    for item, rows in by_item.items():
        for row in rows[1:]:
            if row.place.file == rows[0].place.file:
                pairs.setdefault((row.place.file, rows[0].sheet, row.sheet), []).append(item)
    for (file, first, second), items in pairs.items():
        where = f'"{first}" and "{second}"' if first != second else f'"{first}", twice'
        told = sentences.STANDS_IN(len(items), items=_some(items))
        message = f"{told} {where}. What is the same counts once; all words are kept."
        yield info("I-24", Place(file, second), message, about=items[0])


def of_files(group: str, files: Sequence[ReturnedChecklist], contradicted: Sequence[str]) -> Iterator[Finding]:
    """C-02 for several files of one group: whether they contradict one another, and which was saved last."""
    if len(files) < 2:
        return
    names = _listed([PurePosixPath(each.file).name for each in files])
    if not contradicted:
        message = f"{names} are all of the group {group}. They are read as one, because none contradicts another."
        yield warning("C-02", Place(files[1].file), message, "Move away what does not belong to it.", group)
        return
    dated = [(each.saved, PurePosixPath(each.file).name) for each in files if each.saved]
    saved, newest = max(dated) if dated else (None, "")
    last = f" {newest} was saved last, on {long_date(saved)}." if saved else ""
    message = (
        f"{names} are all of the group {group}, and contradict one another over "
        f"{_some(contradicted)}. What they disagree on counts as a conflict.{last}"
    )
    fix = f"Ask which one counts, and move the other away or settle it ({_DOOR})."
    yield error("C-02", Place(files[1].file), message, fix, group)


def missing_rows(checklist: Checklist, framework: Framework) -> Iterator[Finding]:
    """C-05 for items of which a checklist has no row."""
    missing = [item for item in framework.items if item not in checklist.answers]
    if missing:
        told = sentences.NOT_IN_THE_WORKBOOK.in_figures(len(missing), len(framework.items))
        message = f"{told}: {_some(missing)}."
        fix = "Put the rows back, or ask the group for the workbook as it was sent out."
        yield error("C-05", checklist.place, message, fix, checklist.group)


def not_begun(checklist: Checklist) -> Iterator[Finding]:
    """C-01 for a checklist in which nobody has written: one matter, and none for each item of it."""
    fix = "Ask the group for it, or go without: it counts as not come back."
    yield warning("C-01", checklist.place, "Nobody has filled in this checklist yet.", fix, checklist.group)


def of_answers(checklist: Checklist, conflicts: set[str], framework: Framework) -> Iterator[Finding]:
    """C-03 for blanks, C-04 for ratings without reason, C-08 for one text rated in two ways."""
    answers = checklist.answers
    for answer in answers.values():
        if answer.rating is None and answer.item not in conflicts:
            message = f"No rating for {answer.item}" + (", though a reason is given." if answer.why else ".")
            fix = "Ask the group, or leave it: blank is shown as no answer."
            yield info("C-03", answer.place, message, fix, answer.item)
    bare = [a for a in answers.values() if a.is_bare]
    if bare:
        told = sentences.NO_REASON.in_figures(len(bare), len(answers))
        message = f"{told}: {_some([a.item for a in bare])}."
        yield warning("C-04", bare[0].place, message, "Ask the group why it rated so.", checklist.group)
    yield from _twins(answers, framework)


def _twins(answers: Mapping[str, Answer], framework: Framework) -> Iterator[Finding]:
    for item in framework.items.values():
        one, other = answers.get(item.id), answers.get(item.same_as)
        if item.same_as > item.id and one and other and one.rating and other.rating and one.rating != other.rating:
            message = (
                f"{item.id} and {other.item} have the same words, and the group rated them differently: "
                f'"{one.rating.name}" and "{other.rating.name}".'
            )
            yield info("C-08", other.place, message, "Ask the group if that was meant.", other.item)


def _some(items: Sequence[str]) -> str:
    return and_more(", ".join(items[:_SHOWN]), len(items) - _SHOWN)


def _listed(names: Sequence[str], word: str = "and") -> str:
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))
