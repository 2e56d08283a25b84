"""What a field of the model is for. Declared at the field, so that every check and every edition knows it by itself.

`name: Name[str]` is a str to the type checker and to Python; the walk over the model (walk.py) reads the role beside
it. What becomes of a role's values stands in one table, TREATMENT. What one field does otherwise stands at that field,
as a mark with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from typing import Annotated, TypeVar


class FieldRole(StrEnum):
    """The roles. Every field has one, unless it holds values that have fields of their own."""

    NARRATIVE = "paragraphs that people wrote"
    LABEL = "short words that people wrote: a title, an owner, the cell of a table"
    QUOTED = "somebody's own words, and whose they are"
    COMMENT = "what somebody wrote beside a rating or a signature"
    ENTRY = "words of the library, the data sources and the figures, which may repeat the framework's"
    AMOUNT = "a value as it was typed, with its unit"
    TITLE = "what the council, its report, a group, a post or an organisation is called"
    NAME = "the name of a person"
    CONTACT = "how to reach a person"
    WORDING = "the framework's words; each document says itself which of them it must print"
    PROMPT = "the framework's help for the writer"
    LINK = "a web address"
    CITATION = "ids of the evidence that bears something out"
    REFERENCE = "ids of something else"
    KEY = "the id by which this value is known, or a code or hash of ours"
    CHOICE = "one of a closed list, or yes or no"
    DATE = "a day"
    NUMBER = "how many, or which in order"
    CONSENT = "whether what is quoted or commented may be published"
    SHAPE = "letters and look of a text or picture, which is treated as a whole"
    PLACE = "where the value stands in the workspace; a Place has this role by itself"
    INTERNAL = "for the pen holder and the director alone"


class ReadFor(Flag):
    """What a text is read for."""

    NOTHING = 0
    LANGUAGE = auto()
    """Length of sentences, short forms, repetition, amounts and dates."""
    PROMPTS = auto()
    """Wording of the framework that was left in."""
    GAPS = auto()
    """Places that were to be filled in."""
    PERSONAL = auto()
    """Signs of personal data."""


class Shown(StrEnum):
    """When a value is shown."""

    ALWAYS = "always"
    WITH_CONSENT = "with consent"
    WITH_NAMES = "where the council publishes names"
    TO_ALL = "where everyone can open it"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Treatment:
    """What becomes of a role's values. read: what they are checked for. printed: whether the report must print them.

    signed: whether a manager verifies them, so that another value makes a signature stale. public: whether the public
    edition has them.
    """

    read: ReadFor
    printed: Shown
    signed: bool
    public: Shown


_TEXT = ReadFor.PROMPTS | ReadFor.GAPS | ReadFor.PERSONAL
_NO, _ALWAYS, _NEVER = ReadFor.NOTHING, Shown.ALWAYS, Shown.NEVER

TREATMENT = {
    # role                read for                          printed             signed public
    FieldRole.NARRATIVE: Treatment(_TEXT | ReadFor.LANGUAGE, _ALWAYS, True, _ALWAYS),
    FieldRole.LABEL: Treatment(_TEXT, _ALWAYS, True, _ALWAYS),
    FieldRole.QUOTED: Treatment(_TEXT, _ALWAYS, True, Shown.WITH_CONSENT),
    FieldRole.COMMENT: Treatment(ReadFor.PERSONAL, Shown.WITH_CONSENT, False, Shown.WITH_CONSENT),
    FieldRole.ENTRY: Treatment(ReadFor.GAPS | ReadFor.PERSONAL, _ALWAYS, True, _ALWAYS),
    FieldRole.AMOUNT: Treatment(ReadFor.GAPS, _ALWAYS, True, _ALWAYS),
    FieldRole.TITLE: Treatment(_NO, _ALWAYS, False, _ALWAYS),
    FieldRole.NAME: Treatment(_NO, _ALWAYS, False, Shown.WITH_NAMES),
    FieldRole.CONTACT: Treatment(_NO, _NEVER, False, _NEVER),
    FieldRole.WORDING: Treatment(_NO, _NEVER, False, _ALWAYS),
    FieldRole.PROMPT: Treatment(_NO, _NEVER, False, _NEVER),
    FieldRole.LINK: Treatment(_NO, _NEVER, False, Shown.TO_ALL),
    FieldRole.CITATION: Treatment(_NO, _NEVER, True, _ALWAYS),
    FieldRole.REFERENCE: Treatment(_NO, _NEVER, True, _ALWAYS),
    FieldRole.KEY: Treatment(_NO, _NEVER, False, _ALWAYS),
    FieldRole.CHOICE: Treatment(_NO, _NEVER, True, _ALWAYS),
    FieldRole.DATE: Treatment(_NO, _NEVER, True, _ALWAYS),
    FieldRole.NUMBER: Treatment(_NO, _NEVER, False, _ALWAYS),
    FieldRole.CONSENT: Treatment(_NO, _NEVER, False, _ALWAYS),
    FieldRole.SHAPE: Treatment(_NO, _NEVER, False, _ALWAYS),
    FieldRole.PLACE: Treatment(_NO, _NEVER, False, _ALWAYS),
    FieldRole.INTERNAL: Treatment(_NO, _NEVER, False, _NEVER),
}
"""printed is about words that stand in the report as they were typed: dates, numbers and choices are worded anew."""

EVERY_ROLE = frozenset(FieldRole)
READ = {read: frozenset(role for role, treatment in TREATMENT.items() if read in treatment.read) for read in ReadFor}
"""The roles that are read for something, by what for."""
PRINTED = frozenset(role for role, treatment in TREATMENT.items() if treatment.printed is not Shown.NEVER)
SIGNED = frozenset(role for role, treatment in TREATMENT.items() if treatment.signed)
PRINTED_WITH_CONSENT = frozenset(role for role in PRINTED if TREATMENT[role].printed is Shown.WITH_CONSENT)
PUBLIC_WITH_CONSENT = frozenset(role for role in FieldRole if TREATMENT[role].public is Shown.WITH_CONSENT)


@dataclass(frozen=True, slots=True)
class MayBeLeftOut:
    """The report need not print the field, or anything in it. why: the reason."""

    why: str


@dataclass(frozen=True, slots=True)
class InASentence:
    """The report prints the field inside a sentence, without its full stop. begins_small: and with a small letter."""

    begins_small: bool = False


@dataclass(frozen=True, slots=True)
class PublicAs:
    """What the public edition says in place of a name; elsewhere "Not named"."""

    words: str


@dataclass(frozen=True, slots=True)
class NamedInOffice:
    """The public edition names whoever holds a public office. role: the field beside it that says in which role."""

    role: str


@dataclass(frozen=True, slots=True)
class KnownAs:
    """The id under which findings tell of what the field holds, where that has no key of its own."""

    id: str


Mark = MayBeLeftOut | InASentence | PublicAs | NamedInOffice | KnownAs

T = TypeVar("T")
Narrative = Annotated[T, FieldRole.NARRATIVE]
Label = Annotated[T, FieldRole.LABEL]
Quoted = Annotated[T, FieldRole.QUOTED]
Comment = Annotated[T, FieldRole.COMMENT]
Entry = Annotated[T, FieldRole.ENTRY]
Amount = Annotated[T, FieldRole.AMOUNT]
Title = Annotated[T, FieldRole.TITLE]
Name = Annotated[T, FieldRole.NAME]
Contact = Annotated[T, FieldRole.CONTACT]
Wording = Annotated[T, FieldRole.WORDING]
Prompt = Annotated[T, FieldRole.PROMPT]
Link = Annotated[T, FieldRole.LINK]
Citation = Annotated[T, FieldRole.CITATION]
Reference = Annotated[T, FieldRole.REFERENCE]
Key = Annotated[T, FieldRole.KEY]
Choice = Annotated[T, FieldRole.CHOICE]
Day = Annotated[T, FieldRole.DATE]
Number = Annotated[T, FieldRole.NUMBER]
Consent = Annotated[T, FieldRole.CONSENT]
Shape = Annotated[T, FieldRole.SHAPE]
Internal = Annotated[T, FieldRole.INTERNAL]
