"""What the bench has said for a page; or the page that is shown until it has, and where it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from engine.phrases import studio as phrases
from engine.phrases.forms import sentence
from engine.studio import words
from engine.studio.frame import show as frame
from engine.studio.in_council import by_part
from engine.studio.jobs import Failed, ToldAsJson
from engine.studio.visit import Visit


@dataclass(frozen=True, slots=True)
class Waits:
    """What a page says while it waits. tab: where it stands; meanwhile: what goes on."""

    tab: str
    meanwhile: str

    def page(self, visit: Visit, doing: str) -> Response:
        """That something is being done, which goes on by itself."""
        return frame(visit, "errand.html", doing, tab=self.tab, meanwhile=self.meanwhile)

    def while_busy(self, visit: Visit, address: str) -> Response | None:
        """The page for whatever somebody has asked for at an address and is not done yet; None where all is."""
        errand = visit.desk.errands.at(address)
        return self.page(visit, words.DOING[errand.job.kind]) if errand else None

    def told(self, visit: Visit, answer: object, doing: str, cannot: str) -> dict[str, Any] | Response:
        """What was told. cannot: the title of the page that says why nothing is."""
        if isinstance(answer, Failed):
            return unusable(visit, cannot, self.tab, answer)
        return answer.content if isinstance(answer, ToldAsJson) else self.page(visit, doing)


def unusable(visit: Visit, title: str, tab: str, fault: Failed) -> Response:
    """The page that says why there is nothing to show, by the part of Council that answers it where one does."""
    workspace = visit.desk.workspace
    told = by_part(workspace, fault.findings) if workspace else []
    if told and all(part for part, _ in told):
        title = sentence(phrases.TO_ANSWER_FIRST(len(fault.findings)))
    return frame(visit, "unusable.html", title, tab=tab, fault=fault, told=told)
