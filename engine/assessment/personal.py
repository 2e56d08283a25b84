"""Signs of personal data in comments, quotations and narrative: for a person to judge, and never shown whole."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from functools import lru_cache

from engine.assessment.texts import texts
from engine.findings import Finding, warning
from engine.model.assessment import SelfAssessment
from engine.model.roles import ReadFor

Found = tuple[int, int]
"""Where in a text something begins and ends."""

_DATE = r"\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:\d{1,2}|[A-Z][a-z]{2,8})[\s./-]+\d{2,4}"
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_NHS = re.compile(r"(?<![\d£,.-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d%-]|[.,]\d)")
_INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"\b(?:GIR ?0AA|(?:[A-PR-UWYZ]\d{1,2}|[A-PR-UWYZ][A-HK-Y]\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]"
    r"|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY]) ?\d[ABD-HJLNP-UW-Z]{2})\b"
)
_BIRTH = re.compile(rf"\b(?:born(?: on)?|date of birth|birth ?date|d\.?o\.?b\.?)[\s:,(]*(?:is |was )?({_DATE})", re.I)
_AGE = re.compile(
    r"\baged? (\d{1,3})\b(?! ?(?:and|or|to|plus|years? and)\b|[+–-])|\b(\d{1,3})[- ]years?[- ]old\b", re.I
)
_SOMEBODY = re.compile(
    r"\b(?:he|she|his|her|man|woman|lady|gentleman|boy|girl|mother|father|mum|dad|son|daughter|husband|wife|partner|"
    r"brother|sister|person|resident|carer|neighbour|Mr|Mrs|Ms|Miss)\b",
    re.I,
)
_SOMEWHERE = re.compile(r"\b(?:in|from|of|at|near) (?:the )?[A-Z][a-z]{2,}")
_MONTHS = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_TELEPHONE = re.compile(r"(?:\+|\(?0)\d?[\d ()-]{7,}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def personal_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """S-09. Names and addresses that have fields of their own are not looked at: they belong there."""
    for held in texts(assessment, ReadFor.PERSONAL):
        for what, value in personal_data(held.text):
            message = f'"{masked(value)}" looks like {what}.'
            fix = "Take it out, unless the person has agreed and everybody may read it."
            yield warning("S-09", held.place, message, fix, held.about)


@lru_cache(maxsize=8192)  # few texts change between one save and the next
def personal_data(text: str) -> tuple[tuple[str, str], ...]:
    """What kind of personal data a text seems to hold, and where it says so. Each stretch of it counts once."""
    return tuple(_found_in(text))


def _found_in(text: str) -> Iterator[tuple[str, str]]:
    taken: list[Found] = []
    for what, finder in _FINDERS:
        for start, end in finder(text):
            at = bisect(taken, (start, end))
            follows, precedes = at == 0 or taken[at - 1][1] <= start, at == len(taken) or end <= taken[at][0]
            if follows and precedes:
                taken.insert(at, (start, end))
                yield what, text[start:end]


def masked(value: str) -> str:
    """A value of which only enough is left to find it: its first two letters or digits."""
    shown = [index for index, letter in enumerate(value) if letter.isalnum()][:2]
    return "".join("•" if c.isalnum() and index not in shown else c for index, c in enumerate(value))


def is_nhs_number(digits: str) -> bool:
    """Whether the tenth digit checks the nine before it, modulo 11 (NHS Data Dictionary, NHS NUMBER)."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return rest % 11 == int(digits[9])


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Found]]:
    return lambda text: (match.span() for match in pattern.finditer(text))


def _nhs_numbers(text: str) -> Iterator[Found]:
    return (m.span() for m in _NHS.finditer(text) if is_nhs_number(re.sub(r"\D", "", m[0])))


def _telephones(text: str) -> Iterator[Found]:
    if not _TELEPHONE.search(text):
        return
    import phonenumbers  # slow to load, and few texts hold anything like a number

    for match in phonenumbers.PhoneNumberMatcher(text, "GB"):
        if match.raw_string.lstrip("(").startswith(("0", "+")):
            yield match.start, match.end


def _births(text: str) -> Iterator[Found]:
    return (match.span(1) for match in _BIRTH.finditer(text))


def _ages_with_a_place(text: str) -> Iterator[Found]:
    if not _AGE.search(text):  # seldom is there one, and sentences take long to tell apart
        return
    start = 0
    for sentence in _SENTENCE.split(text):
        at = text.index(sentence, start)
        start = at + len(sentence)
        places = (m for m in _SOMEWHERE.finditer(sentence) if not _MONTHS.match(m[0].rpartition(" ")[2]))
        if _SOMEBODY.search(sentence) and next(places, None):
            yield from ((at + m.start(), at + m.end()) for m in _AGE.finditer(sentence))


_FINDERS: tuple[tuple[str, Callable[[str], Iterator[Found]]], ...] = (
    ("an e-mail address", _matches(_EMAIL)),
    ("an NHS number", _nhs_numbers),
    ("a National Insurance number", _matches(_INSURANCE)),
    ("a date of birth", _births),
    ("a telephone number", _telephones),
    ("a postcode", _matches(_POSTCODE)),
    ("the exact age of somebody, with a place", _ages_with_a_place),
)
