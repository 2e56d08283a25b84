"""What pages have the bench do beside reading and building: to look something up, or to do something.

No page waits for it: it is made at once, with what came of it, or saying that it is being done. Its script loads it
anew as soon as something has come.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from engine.studio.jobs import Answer, Failed, Task

_KEPT = 24
"""Answers that are kept, the last ones: a page in another tab asks for something else."""


@dataclass
class GivenErrand:
    """A job that was given to the bench. answer: None while it waits or is done. told_in: the state of the folder in
    which the answer was told first; None before.
    """

    job: Task
    answer: Answer | None = None
    told_in: object = None


class Errands:
    """Those of one studio. order: gives a job to the bench. answered: how many have come to an end."""

    def __init__(self, order: Callable[[Task], None]) -> None:
        self.answered = 0
        self._order = order
        self._looks: OrderedDict[object, GivenErrand] = OrderedDict()
        self._deeds: dict[str, GivenErrand] = {}

    def look(self, job: Task, state: object) -> Answer | None:
        """What comes of a job that changes nothing; None until it has come.

        state: of what it looks at. The same job is not done again for the same state, unless it came to nothing: that
        is told once, and tried again when somebody asks again.
        """
        key = (job, state)
        if key not in self._looks:
            self._looks[key] = GivenErrand(job)
            while len(self._looks) > _KEPT:
                self._looks.popitem(last=False)
            self._order(job)
        found = self._looks[key].answer
        if isinstance(found, Failed):
            del self._looks[key]
        return found

    def do(self, page: str, job: Task) -> None:
        """Have something done that a page was asked for; nothing where it has something done already."""
        if self.at(page) is None:
            self._deeds[page] = GivenErrand(job)
            self._order(job)

    def at(self, page: str) -> GivenErrand | None:
        """What a page was asked for and is still to be done; None for nothing."""
        found = self._deeds.get(page)
        return found if found and found.answer is None else None

    def done(self, page: str, state: object) -> GivenErrand | None:
        """The last thing that a page was asked for, with what came of it; None for nothing, or while it is done.

        state: of what it was done with: what came of it holds no more once that has changed since it was told.
        """
        found = self.ended(page)
        if found is None:
            return None
        if found.told_in is None:
            found.told_in = state
        return found if found.told_in == state else None

    def ended(self, page: str) -> GivenErrand | None:
        """The same, whatever has changed since: a question that came of it waits until somebody answers."""
        found = self._deeds.get(page)
        return found if found and found.answer is not None else None

    def forget(self, page: str) -> None:
        """Tell no more of the last thing that a page was asked for, where it has been done."""
        if self.ended(page):
            del self._deeds[page]

    def hear(self, job: Task, answer: Answer) -> None:
        """What came of a job, if it was an errand."""
        for errand in (*self._looks.values(), *self._deeds.values()):
            if errand.job is job:
                errand.answer = answer
                self.answered += 1

    def clear(self) -> None:
        """Another folder is open now."""
        self._looks.clear()
        self._deeds.clear()
