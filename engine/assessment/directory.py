"""Whom the council knows: one entry for a person, however a list names them."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.assessment import Endorsement, SelfAssessment
from engine.model.council import Verifier
from engine.plain_words import folded, is_same_name


def called(who: Verifier | Endorsement) -> str:
    """A person with his or her post, since two councils may each have a chief executive."""
    return f"{who.name}, {who.position}" if who.position else who.name


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody the council knows: what the list calls them, and every post they have."""

    entry: str
    name: str
    posts: set[str]


class Directory:
    """Whom the council knows: lists name people by name, by post or by both, and each way leads to one entry.

    A post that two people have leads to neither of them.
    """

    def __init__(self, assessment: SelfAssessment) -> None:
        council, statements = assessment.council, assessment.framework.statements
        verifiers = (council.verifier_of(statement.id) for statement in statements)
        named: list[Verifier | Endorsement] = [verifier for verifier in verifiers if verifier]
        self.people: list[_Known] = []
        for one in (*named, *assessment.endorsements):
            known = next((known for known in self.people if is_same_name(known.name, one.name)), None)
            if known is None:
                known = _Known(called(one), one.name, set())
                self.people.append(known)
            known.posts.add(folded(one.position))
        self._found: dict[str, str] = {}

    def entry_of(self, who: str) -> str:
        """What the list calls them; as they were named, where the council knows nobody of that name or post."""
        key = folded(who)
        if key not in self._found:
            named = [known for known in self.people if _is_named(known, who)]
            with_post = [known for known in self.people if key in known.posts]
            self._found[key] = next((each[0].entry for each in (named, with_post) if len(each) == 1), who)
        return self._found[key]


def _is_named(known: _Known, who: str) -> bool:
    """Whether the words are the name, alone or with one of the posts."""
    return is_same_name(known.name, who) or any(is_same_name(f"{known.name} {post}", who) for post in known.posts)
