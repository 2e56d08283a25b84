"""The names that inputs may use: ids, and the names people write for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.guess import meant
from engine.model.evidence import ComparatorKind
from engine.model.framework import CHECKLISTS, Framework
from engine.plain_words import folded, listed

LOCAL, IGNORED, NO_ANSWER = "local", "ignored", "no answer"
"""What a row or a rating may be ruled to be, beside the ids of items and the names of ratings."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """For each kind of name (statement, role, rating …) the id behind every way of writing it."""

    kinds: Mapping[str, Mapping[str, str]]

    def find(self, kind: str, text: str) -> str | None:
        """The id that a text stands for, whatever its case and punctuation; None when it stands for nothing."""
        return self.kinds[kind].get(folded(text))

    def find_each(self, kind: str, text: str) -> tuple[str, ...]:
        """The ids that the entries of a list in one cell stand for, each once, in order; not what stands for none."""
        found = (self.find(kind, entry) for entry in listed(text))
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def close_to(self, kind: str, text: str) -> str | None:
        """The id somebody probably meant; None when nothing is close, or the text is rather a name of another kind.

        LIB-1 stands for LIB-01.
        """
        others = (writing for other, names in self.kinds.items() if other != kind for writing in names)
        near = meant(folded(text), self.kinds[kind], others)
        return self.kinds[kind][near] if near else None

    def with_kind(self, kind: str, pairs: Iterable[tuple[str, str]]) -> Vocabulary:
        """The vocabulary with one more kind of name, given as (id, name) pairs."""
        return Vocabulary({**self.kinds, kind: _by_writing(pairs)})


def framework_vocabulary(framework: Framework) -> Vocabulary:
    """Every kind of name that a framework defines, and what the sheets of evidence.xlsx may choose from."""
    kinds = [(kind.id, kind.name) for kind in framework.evidence_kinds]
    groups = {group.id for group in framework.library_groups}
    of_themes = [(t.id, name) for t in framework.themes if t.id in groups for name in t.names]
    return Vocabulary(
        {
            "statement": _by_writing((s.id, name) for s in framework.statements for name in s.names),
            "theme": _by_writing((t.id, name) for t in framework.themes for name in t.names),
            "checklist item": _by_writing((item, item) for item in framework.items),
            "rating": _by_writing((rating.name, rating.name) for rating in framework.ratings),
            "library row": _by_writing((row.id, row.id) for row in framework.library),
            "library group": _by_writing((*of_themes, *((group.id, group.name) for group in framework.library_groups))),
            "listed source": _by_writing((source.id, source.id) for source in framework.sources),
            "role": _by_writing((role.id, role.name) for role in framework.roles),
            "declaration": _by_writing((d.id, d.heading) for d in framework.declarations),
            "kind of evidence": _by_writing((*kinds, (CHECKLISTS, "Stage 1 checklists"), (CHECKLISTS, "checklist"))),
            "kind of a group": _by_writing(kinds),
            "comparator": _by_writing((kind.value, kind.value) for kind in ComparatorKind if kind.value),
        }
    )


def with_rulings(words: Vocabulary, framework: Framework) -> Vocabulary:
    """The vocabulary with what decisions.yaml may rule rows and ratings of checklists to be."""
    rows = [(one, one) for one in (LOCAL, IGNORED, *framework.items)]
    ratings = [(NO_ANSWER, NO_ANSWER), *((rating.name, rating.name) for rating in framework.ratings)]
    return words.with_kind("ruled row", rows).with_kind("ruled rating", ratings)


def _by_writing(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {folded(writing): key for key, name in pairs for writing in (key, name)}
