"""The fingerprint of what a manager verifies, and the short code of a sheet.

The fingerprint covers words, figures, references and key documents. It does not cover brand, page breaks or dates
of the build: a new logo leaves every signature valid, a new word does not.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from engine.assessment.references import cited
from engine.model.assessment import SelfAssessment, StatementNarrative
from engine.model.framework import QualityStatement
from engine.model.judgement import StatementRatings
from engine.model.story import Paragraph, Picture, Story, Table, with_notes

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is mistaken for a digit or another letter when read out or typed."""

_FIELD = 0b100101
"""The polynomial x⁵ + x² + 1, by which numbers of five bits are multiplied without leaving five bits."""


_PARTS = {
    "statement": "Quality statement",
    "view": "Our view",
    "direction": "Direction of travel",
    "ambition": "Our ambition and performance",
    "strengths": "Strengths",
    "improvements": "What needs to improve",
    "evidence": "How we know",
    "plans": "What we will do",
    "actions": "Actions",
    "quotations": "What others say",
    "documents": "Documents",
    "sources": "Data sources",
    "figures": "Figures",
    "ratings": "Ratings",
    "statements": "Statements",
    "overview": "Section A",
    "glance": "At a glance",
    "risks": "Risks",
    "themes": "Themes",
}
"""What the parts of a content are called where people compare two of them."""


def fingerprint(content: Any) -> str:
    """SHA-256, in hexadecimal, of a statement's content or the whole report's: of its JSON, alike on every machine."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def lines_of(content: Any, part: str = "", in_list: bool = False) -> tuple[str, ...]:
    """The words of a content for people to compare: a line for each paragraph or row, with the part it stands in."""
    if isinstance(content, dict):
        return tuple(line for key in content for line in lines_of(content[key], _PARTS.get(key, str(key))))
    is_row = in_list and isinstance(content, list) and all(isinstance(cell, str | int) for cell in content)
    if isinstance(content, list) and not is_row:
        return tuple(line for inner in content for line in lines_of(inner, part, True))
    words = ", ".join(map(str, content)) if is_row else str(content)
    return (f"{part}: {words}" if part else words,)


def statement_content(
    assessment: SelfAssessment, statement: QualityStatement, ratings: StatementRatings
) -> dict[str, Any]:
    """What a manager verifies, in a fixed form."""
    narrative = assessment.statements[statement.id]
    refs = cited(narrative)
    return {
        "statement": statement.text,
        "narrative": _narrative(narrative),
        "ratings": [[row.group.id, *row.counts, row.blank] for row in ratings.rows],
        "figures": [[f.ref, f.measure, f.value, f.period] for f in assessment.evidence.figures if f.ref in refs],
        "documents": [[d.ref, d.title] for d in assessment.evidence.documents if d.ref in refs],
        "sources": [[s.ref, s.title] for s in assessment.evidence.sources if s.ref in refs],
    }


def whole_content(assessment: SelfAssessment, statements: dict[str, str]) -> dict[str, Any]:
    """The whole report, which endorsers put their names to. statements: the fingerprints of theirs, by id."""
    overview = assessment.overview
    stories = (overview.about, overview.strategy, overview.process, overview.review)
    lines = (*overview.glance_strengths, *overview.glance_priorities)
    return {
        "statements": statements,
        "overview": [_story(story) for story in stories],
        "glance": _words(*lines),
        "strengths": [[s.title, s.theme, *_words(s.text, s.evidence)] for s in overview.strengths],
        "risks": [[r.title, *_words(r.impact, r.response), r.owner, str(r.due)] for r in overview.risks],
        "themes": [[t.lead, _story(t.introduction), _story(t.priorities)] for t in assessment.themes.values()],
    }


def sheet_code(*parts: str) -> str:
    """Ten characters to type by hand, such as 7K2M4-QX9TB: nine drawn from the parts, the last one checks them."""
    number = int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:8], "big")
    digits = [number >> 5 * place & 31 for place in range(9)]
    digits.append(_check(digits))
    letters = "".join(_ALPHABET[digit] for digit in digits)
    return f"{letters[:5]}-{letters[5:]}"


def is_sheet_code(code: str) -> bool:
    """Whether a typed code can be one of ours: any one wrong character is caught, and any two that changed places."""
    digits = [_ALPHABET.find(letter) for letter in code.upper().replace("-", "").replace(" ", "")]
    return len(digits) == 10 and -1 not in digits and digits[-1] == _check(digits[:-1])


def _check(digits: list[int]) -> int:
    """A weighted sum in the field of 32 elements, where doubling nine times gives nine different weights."""
    total = 0
    for digit in digits:
        total = (total ^ digit) << 1
        total ^= _FIELD if total & 32 else 0
    return total


def _narrative(narrative: StatementNarrative) -> dict[str, Any]:
    return {
        "view": narrative.view,
        "direction": narrative.direction,
        "ambition": _story(narrative.ambition),
        "strengths": _words(*narrative.strengths),
        "improvements": _words(*narrative.improvements),
        "evidence": _story(narrative.evidence),
        "plans": _story(narrative.plans),
        "actions": [
            [*_words(a.text), a.owner, str(a.due), *_words(a.measure), a.overseen_by, a.status]
            for a in narrative.actions
        ],
        "quotations": [
            [q.words, q.who, *filter(None, [q.group]), q.where, *q.references] for q in narrative.quotations
        ],
        "documents": _words(*narrative.documents),
    }


def _story(story: Story) -> list[Any]:
    parts: list[Any] = []
    for block in story:
        if isinstance(block, Table):
            parts.append([[_words(*cell) for cell in row] for row in block.rows])
        elif isinstance(block, Picture):
            parts.append([hashlib.sha256(block.data).hexdigest(), block.alt])
        else:
            parts += _words(block)
    return parts


def _words(*lines: Paragraph) -> list[str]:
    """What the paragraphs say, each followed by its footnotes."""
    return [line.text for line in with_notes(*lines)]
