"""What a phrase with a count is made of, so that none reads "1 files" or "no are done"."""

from __future__ import annotations

from dataclasses import dataclass

_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def in_words(number: int) -> str:
    """A small number as a word, "no" for nothing; a larger one in digits."""
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


def sentence(words: str) -> str:
    """The words as the beginning of a sentence; what follows their first letter stays as it is."""
    return f"{words[:1].upper()}{words[1:]}"


def and_more(names: str, left: int) -> str:
    """Names, and how many more there are where some were left out."""
    return f"{names} and {left:,} more" if left > 0 else names


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: the word for one of it, and the word for none or several."""

    one: str
    many: str

    def of(self, number: int) -> str:
        """The word alone, as it stands beside the number."""
        return self.one if number == 1 else self.many

    def figure(self, number: int) -> str:
        """A count for tables and lists: "0 files", "1 file", "1,204 files"."""
        return f"{number:,} {self.of(number)}"

    def word(self, number: int) -> str:
        """A count for running text: "no files", "one file", "two files", "13 files"."""
        return f"{in_words(number)} {self.of(number)}"

    def part(self, number: int, whole: int) -> str:
        """So many of all: "3 of 14 items", "1 of 1 item"."""
        return f"{number:,} of {whole:,} {self.of(whole)}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said where there is nothing, one, or more. {n} is the number in figures, {word} in words."""

    none: str
    one: str
    many: str

    def __call__(self, number: int, **others: object) -> str:
        """The phrase for a number. others: what else stands in it, by name."""
        form = self.one if number == 1 else self.many if number else self.none
        return form.format(n=f"{number:,}", word=in_words(number), **others)


@dataclass(frozen=True, slots=True)
class Verb:
    """What is said of what is counted: of one of it, and of several."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all there are do something. does: what they do.

    is_not: what the only one there is does instead. nothing: what is said where there are none at all.
    """

    noun: Noun
    does: Verb
    is_not: str
    nothing: str

    def __call__(self, number: int, whole: int) -> str:
        """For running text: "none of the nine sheets is signed", "one of them is", "both are", "all nine are"."""
        if not whole:
            return self.nothing
        if whole == 1:
            return f"the one {self.noun.one} {self.does.one if number else self.is_not}"
        if number == whole:
            every = "both" if whole == 2 else f"all {in_words(whole)}"
            return f"{every} {self.noun.many} {self.does.many}"
        some = in_words(number) if number else "none"
        return f"{some} of the {self.noun.word(whole)} {self.does.one if number < 2 else self.does.many}"

    def in_figures(self, number: int, whole: int) -> str:
        """For lists of counts: "0 of 9 sheets are signed", "1 of 9 sheets is signed", "1 of 1 sheet is signed"."""
        said = self.does.one if number == 1 or whole == 1 else self.does.many
        return f"{self.noun.part(number, whole)} {said}" if whole else self.nothing
