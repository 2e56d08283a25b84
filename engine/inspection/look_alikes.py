"""What looks like a tag and is none: brackets of other programs, of other alphabets, apart from one another.

Nothing fills it in, so it would be printed. Where it names a field, or says for, if or end, it was meant as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.findings import Severity
from engine.inspection.remarks import Fault, Remark, on_element
from engine.inspection.shapes import Shape, ShapeKind
from engine.inspection.tags import BRANCHES, FOREIGN, STRAIGHT, Typed, closes, read_tags
from engine.inspection.template_walk import TemplatePart, TemplateWalk, TypedLine

_LONGEST = 120
"""Letters between two brackets, more than any tag has."""
_BRACKETS = (
    ("{{", "}}", r"\{[\s\u200b]++\{", r"\}[\s\u200b]*+\}", True),
    (
        "{%",
        "%}",
        r"\{[\s\u200b]++%|\{\u200b*+[％٪]|[｛﹛❴]\s*+[%％]",
        r"%[\s\u200b]*+\}|[％٪]\s*+\}|[%％]\s*+[｝﹜❵]",
        True,
    ),
    ("{{", "}}", r"[｛﹛❴]\s*+[｛﹛❴]|\{[｛﹛❴]|[｛﹛❴]\{", r"[｝﹜❵]\s*+[｝﹜❵]|\}[｝﹜❵]|[｝﹜❵]\}", True),
    ("{{", "}}", r"«|‹‹|≪|《", r"»|››|≫|》", False),
    ("{{", "}}", r"<<|<%=?", r">>|%>", False),
    ("{{", "}}", r"[$#@]\{", r"\}", False),
    ("{{", "}}", r"\[\[", r"\]\]", False),
    ("{{", "}}", r"\+\+\+", r"\+\+\+", False),
    ("{{", "}}", r"\{(?![{%#\s])", r"\}", None),
    ("{{", "}}", r"[｛﹛❴]", r"[｝﹜❵]", None),
)
"""What they ought to be, how they begin and end, and whether nothing but a tag looks so: True; where it looks like the
name of a field: False; where it is one: None."""
_FINDERS = tuple((right, re.compile(begin), re.compile(end), is_sure) for *right, begin, end, is_sure in _BRACKETS)
_PATH = re.compile(r"[^\W\d]\w*+(?:\s?\.\s?\w++)*+")
_NAME = re.compile(r"[^\W\d][\w. ]{0,60}+")
_STATEMENT = re.compile(r"(?:for\s+\w++\s+in\s|(?:if|elif)\s|set\s+\w++\s*=)")
_PREFIX = re.compile(r"[=!#/@%]?\s*+(?:(p|r|tr|tc)\s++)?")


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Something in a text that looks like a tag. right: the tag it ought to be. is_meant: for sure."""

    start: int
    text: str
    right: str
    is_meant: bool


def look_alikes(page: TemplateWalk, known: Shape | None) -> Iterator[Remark]:
    """W-56 what looks like a tag and is none. known: what a template may name; None where any name will do."""
    names = {name: shape.kind is ShapeKind.TEXT for name, shape in known.fields.items()} if known else {}
    for part in page.parts:
        for line in part.lines:
            for found in _of(line.text, names):
                yield _told(page, part, line, found)


def _told(page: TemplateWalk, part: TemplatePart, line: TypedLine, found: LookAlike) -> Remark:
    spot = line.pieces_of(found.start, found.start + 1)[0]
    if found.is_meant:
        told = Fault(
            "W-56", "This looks like a tag and is none: it would be printed as it is.", fix=f"Write {found.right}"
        )
    else:
        message = "This looks like a field of another program, and is printed as it is."
        told = Fault(
            "W-56",
            message,
            fix=f"Write {found.right} with a field that there is; or leave it.",
            severity=Severity.WARNING,
        )
    return on_element(page, part, spot, told, found.text)


def _of(text: str, names: Mapping[str, bool]) -> Iterator[LookAlike]:
    """What looks like a tag in a text, in its order, once each. Tags themselves are passed over.

    names: those a tag may begin with, each with whether it is a text by itself.
    """
    taken = [False] * len(text)
    for match in FOREIGN.finditer(text):
        _take(taken, match.start(), match.end())
    for tag in read_tags(text):
        if isinstance(tag, Typed):
            _take(taken, tag.start, tag.end)
    found: list[LookAlike] = []
    for right, begin, end, is_sure in _FINDERS:
        for opening in begin.finditer(text):
            closing = end.search(text, opening.end(), opening.end() + _LONGEST)
            if closing is None or any(taken[opening.start() : closing.end()]):
                continue
            inside = text[opening.end() : closing.start()].translate(STRAIGHT).strip()
            is_meant = bool(is_sure) or _is_of_ours(inside, names)
            if is_meant or (is_sure is False and _NAME.fullmatch(inside)):
                _take(taken, opening.start(), closing.end())
                typed = text[opening.start() : closing.end()]
                found.append(LookAlike(opening.start(), typed, _right(right, inside), is_meant))
    yield from sorted(found, key=lambda one: one.start)


def _take(taken: list[bool], start: int, end: int) -> None:
    taken[start:end] = [True] * (end - start)


def _is_of_ours(inside: str, names: Mapping[str, bool]) -> bool:
    """Whether somebody has named a field of ours, or one of the words that tags begin with."""
    _, said = _without_prefix(inside)
    if _is_statement(said) or names.get(said):
        return True
    first, _, more = said.replace(" ", "").partition(".")
    return bool(more) and first in names and _PATH.fullmatch(said) is not None


def _is_statement(said: str) -> bool:
    return _STATEMENT.match(said) is not None or said in BRANCHES or bool(closes(said))


def _right(brackets: Sequence[str], inside: str) -> str:
    """The tag that was meant."""
    letter, said = _without_prefix(inside)
    begin, end = ("{%", "%}") if _is_statement(said) else brackets
    return f"{begin}{letter} {said.rstrip('%/ ')} {end}"


def _without_prefix(inside: str) -> tuple[str, str]:
    """The letter that says what a tag takes away, and what follows it."""
    match = _PREFIX.match(inside)
    return (match[1] or "", inside[match.end() :]) if match else ("", inside)
