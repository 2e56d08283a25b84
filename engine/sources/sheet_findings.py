"""What there is to say of a sheet of any workbook beside the values that are read: hidden, struck, drawn on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from openpyxl.utils import get_column_letter

from engine.findings import Finding, Place, Severity, error, info, warning
from engine.foreign.drawn_objects import DrawnObject, ObjectKind
from engine.foreign.start_tags import CellAt
from engine.phrases import nouns, sentences
from engine.sources.cell_facts import CellFact, FactKind
from engine.sources.unread_cells import Words, named

_SHOWN = 120
_OF_THE_PROGRAM = re.compile(r"\A\s*\[[^\]]{1,80}\][^\[]{1,600}linkid=870924\s*")
"""What Excel writes before the words of a thread of comments, for programs that know notes alone; in any language."""
_PERSONAL = "All of it was read. Look whether any of it is personal and should not be here."
_UNREAD = "Look whether it belongs into this file at all. It travels with it."
_LOOK = "Write what matters into cells. Nothing outside the cells is read."


def place_of(file: str, sheet: str, at: CellAt) -> Place:
    """A cell as the place of a finding."""
    return Place(file, f"{sheet}!{get_column_letter(at[1])}{at[0]}")


def hidden(file: str, sheet: str, rows: Sequence[int], columns: Sequence[int], *, whole: bool) -> list[Finding]:
    """I-20 for a sheet that is hidden (whole), and for hidden rows and columns that hold something. All was read."""
    place = Place(file, sheet)
    found = [warning("I-20", place, "The sheet is hidden.", _PERSONAL)] if whole else []
    letters = [get_column_letter(column) for column in columns]
    for told, numbers in ((sentences.HIDDEN_ROWS, rows), (sentences.HIDDEN_COLUMNS, letters)):
        if numbers:
            named = ", ".join(str(number) for number in numbers[:8]) + (" and more" if len(numbers) > 8 else "")
            found.append(warning("I-20", place, f"{told(len(numbers), names=named)}.", _PERSONAL))
    return found


def hidden_and_unread(file: str, sheet: str, words: Words) -> Finding:
    """I-20 for a hidden sheet that no table is read from."""
    message = f"The sheet is hidden, and is not read: {named(words)}."
    return warning("I-20", Place(file, sheet), message, _UNREAD)


def unread(file: str, sheet: str, words: Words) -> Finding:
    """I-21 for a sheet that no table is read from."""
    message = f"The sheet has no table that penholder reads, and is left out: {named(words)}."
    return info("I-21", Place(file, sheet), message, "Nothing, unless what it holds matters.")


def unread_column(file: str, sheet: str, heading: str, words: Words, severity: Severity, fix: str) -> Finding:
    """I-14 for words under a heading that means nothing here, or under none."""
    place = place_of(file, sheet, words[0][0])
    headed = f', headed "{heading[:40]}",' if heading else ""
    message = f"Column {get_column_letter(words[0][0][1])}{headed} is not read: {named(words)}."
    return _of(severity)("I-14", place, message, fix)


def beside_the_tables(file: str, sheet: str, words: Words) -> Finding:
    """I-21 for words on a sheet that is read, above, below or beside what is read of it."""
    message = f"Beside what is read, and left out: {named(words)}."
    return info("I-21", place_of(file, sheet, words[0][0]), message, "Nothing, unless it matters.")


def note(place: Place, words: str, where: str) -> Finding:
    """I-28 for a note pinned to a cell. where: the column its words belong into, if they matter."""
    said = _short(_OF_THE_PROGRAM.sub("", words))
    message = f'A note on the cell says "{said}". Notes are not read.'
    return warning("I-28", place, message, f"Write it into {where} if it matters.")


def struck(place: Place, words: str, text: str, severity: Severity) -> Finding:
    """I-47 for words of a cell that have a line through them."""
    whole = " ".join(words.split()) == " ".join(text.split())
    what = (
        f'"{_short(words)}" is struck through' if whole else f'"{_short(words)}" in "{_short(text)}" is struck through'
    )
    message = f"{what}, and counts like any other words."
    return _of(severity)("I-47", place, message, "Delete it, or take the line away.")


def of_cell(place: Place, fact: CellFact, severity: Severity) -> Finding:
    """What there is to know of a cell. severity: of what keeps its value from being known."""
    holds = f'"{_short(fact.value)}"'
    match fact.kind:
        case FactKind.UNKNOWN_FORMAT:
            message = (
                f'The cell holds {_short(fact.value)} in the format "{_short(fact.form)}", which is not understood.'
            )
            return _of(severity)("I-71", place, message, "Type what the cell shows as words, with ' before it.")
        case FactKind.NO_RESULT:
            message = f'The formula "{_short(fact.form)}" was never worked out, so the cell shows nothing yet.'
            return _of(severity)("I-72", place, message, "Open the workbook in Excel or LibreOffice, and save it.")
        case FactKind.TYPED_BEHIND_SIGN:
            message = f"The cell shows {fact.form}, for = was typed before {holds}. The words are read."
            return info("I-72", place, message)
        case FactKind.FORMULA_LINK:
            message = f'The formula "{_short(fact.form)}" puts its address together, so where it leads is not known.'
            return warning("I-73", place, message, "Paste the address itself into the cell.")
        case FactKind.PICTURE:
            return warning("I-70", place, "The cell holds a picture, which is not read.", _LOOK)
        case FactKind.SHOWS_NOTHING:
            message = f"The cell holds {holds}, which its number format shows to nobody. It is not read."
            return warning("I-74", place, message, "Give the cell the format General if it matters; else delete it.")


def pale(place: Place, words: str) -> Finding:
    """I-74 for words in the colour of what is behind them."""
    message = f'"{_short(words)}" stands there in the colour of its cell, so that nobody sees it. It was read.'
    return warning("I-74", place, message, "Delete it, or give it a colour.")


def leads_elsewhere(place: Place, says: str, leads: str) -> Finding:
    """I-73 for a cell that says one address and leads to another."""
    message = f'The cell says "{_short(says)}" and leads to "{_short(leads)}". What it says is read.'
    return warning("I-73", place, message, "Make both the same: remove the link, or paste the right address.")


def leads_somewhere(place: Place, leads: str, column: str) -> Finding:
    """I-73 for a link on a cell where none is read."""
    message = f'The cell leads to "{_short(leads)}". Links are not read here.'
    return info("I-73", place, message, f"Paste the address into the column {column} if it matters." if column else "")


def drawn(file: str, sheet: str, objects: Iterable[DrawnObject], read: Collection[CellAt]) -> list[Finding]:
    """I-70 for what lies on a sheet outside its cells, alike things together. read: check boxes that count as marks."""
    together: dict[tuple[str, str], list[DrawnObject]] = {}
    for each in objects:
        if each.at not in read or each.is_ticked is None:
            together.setdefault((each.kind, each.words), []).append(each)
    found = [_lies_there(file, sheet, kind, words, of_kind) for (kind, words), of_kind in together.items()]
    if read:
        message = f"Check boxes lie on the sheet, and count as marks in the cells under them: {_named(read)}."
        found.append(warning("I-70", Place(file, sheet), message, "See that each was taken for its own row."))
    return found


def _lies_there(file: str, sheet: str, kind: str, words: str, objects: Sequence[DrawnObject]) -> Finding:
    """The finding for things of one kind that say the same."""
    first = objects[0]
    where = next((each.at for each in objects if each.at), None)
    says = f' that says "{words}"' if words else ""
    often = f", {nouns.TIME.figure(len(objects))}" if len(objects) > 1 else ""
    marks = ""
    if first.is_ticked is not None:
        ticked = [each for each in objects if each.is_ticked]
        marks = f", ticked {nouns.TIME.part(len(ticked), len(objects))}{_beside(ticked)}"
    what = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}{says}{often}{marks}"
    place = place_of(file, sheet, where) if where else Place(file, sheet)
    if all(each.linked for each in objects):
        said = f"Outside the cells stands {what}: a cell says the same, and is read."
        return info("I-70", place, said)
    said = f"Outside the cells stands {what}, which is not read."
    if kind == ObjectKind.MARGIN:
        return info("I-70", place, said)
    return warning("I-70", place, said, "Put x into the cells instead." if marks else _LOOK)


def _beside(objects: Iterable[DrawnObject]) -> str:
    places = [each.at for each in objects if each.at]
    return f" ({_named(places)})" if places else ""


def _named(places: Iterable[CellAt]) -> str:
    named = [f"{get_column_letter(column)}{row}" for row, column in sorted(places)]
    return ", ".join(named[:20]) + (" and more" if len(named) > 20 else "")


def _short(words: str) -> str:
    return " ".join(words.split())[:_SHOWN]


def _of(severity: Severity) -> Callable[[str, Place, str, str], Finding]:
    return {Severity.ERROR: error, Severity.WARNING: warning, Severity.INFO: info}[severity]
