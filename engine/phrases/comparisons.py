"""What is said of versions side by side, and of figures: beside a year ago, beside others, beside our own standard."""

from __future__ import annotations

from engine.phrases import nouns
from engine.phrases.forms import Noun, Verb, in_words

_ARE_BETTER = Verb("is better", "are better")
_MEET = Verb("meets", "meet")


def better_than(part: int, whole: int, charted: int, than: str) -> str:
    """How many are better than something, of those that can be judged; empty where none can.

    charted: how many figures there are in all. than: empty where nobody has told what they are compared with.
    """
    if not whole:
        return ""
    does = "is not better" if part == 0 and whole == 1 else _of_so_many(_ARE_BETTER, part)
    if whole < charted:
        return f"{_out_of(part, whole)} judged against {than or 'another figure'} {does}"
    beside = "what it is compared with" if whole == 1 else "what they are compared with"
    return f"{_out_of(part, whole, nouns.FIGURE)} {does} than {than or beside}"


def meet_our_standard(part: int, whole: int, charted: int) -> str:
    """How many meet our own standard, of those that have one; empty where none has."""
    if not whole:
        return ""
    does = "does not meet" if part == 0 and whole == 1 else _of_so_many(_MEET, part)
    if whole < charted and (part == whole or whole == 1):
        return f"{_out_of(part, whole)} judged by our own standard {does} it"
    return f"{_out_of(part, whole, nouns.FIGURE if whole == charted else None)} {does} our own standard"


def recommendations_not_kept(*versions: str) -> str:
    """That nobody can say what became of recommendations. versions: those, one or two, that do not keep any."""
    records = "The record of version" if len(versions) == 1 else "The records of versions"
    are = "is" if len(versions) == 1 else "are"
    kept = "from before recommendations of others were kept: what has become of them cannot be told."
    return f"{records} {' and '.join(versions)} {are} {kept}"


def _of_so_many(does: Verb, part: int) -> str:
    return does.one if part < 2 else does.many


def _out_of(part: int, whole: int, noun: Noun | None = None) -> str:
    """So many of how many: the one, none, some, both, all; with a noun where one is given."""
    if whole == 1:
        return f"the {noun.one if noun else 'one'}"
    them = f" {noun.many}" if noun else ""
    if part == whole:
        return f"both{them}" if whole == 2 else f"all {in_words(whole)}{them}"
    return f"{in_words(part) if part else 'none'} of {in_words(whole)}{them}"
