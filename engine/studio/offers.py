"""What is offered beside a finding: one table, from what the catalogue says can be done to what the studio does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from engine.finding_kinds import Remedy, remedy_for
from engine.findings import COUNCIL
from engine.model.acting import ActorKind
from engine.studio.in_council import address_of, in_council
from engine.studio.jobs import Looked, ShownFinding
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Offer:
    """A button. address: where it leads; empty where there is none. posts: whether it sends a form.

    opens: whether the file is to be opened in its own program, at the place that stands beside it.
    """

    words: str = ""
    address: str = ""
    posts: bool = False
    opens: bool = False


Offering = Callable[[ShownFinding, Looked, Workspace], Offer]


def offer_for(shown: ShownFinding, looked: Looked, workspace: Workspace) -> Offer:
    """What is offered beside a finding. It may read council.yaml."""
    return OFFERS[remedy_for(shown.finding)](shown, looked, workspace)


def _write(shown: ShownFinding, looked: Looked, _: Workspace) -> Offer:
    """An e-mail to whoever is to act, in their own mail program, to be read and sent by the pen holder."""
    finding, council = shown.finding, looked.assessment.council
    subject = f"{council.name}: self-assessment"
    where = f"{finding.place.file.rpartition('/')[2]}, {finding.place.where}".rstrip(", ")
    text = "\n\n".join(filter(None, (finding.message, where, finding.fix)))
    to = _email(shown, looked)
    return Offer("Write an e-mail about it", f"mailto:{quote(to)}?subject={quote(subject)}&body={quote(text)}")


def _email(shown: ShownFinding, looked: Looked) -> str:
    actor, assessment = shown.actor, looked.assessment
    if actor.kind is ActorKind.WRITER:
        verifier = assessment.council.verifier_of(actor.about)
        return verifier.email if verifier else ""
    if actor.kind is ActorKind.ENDORSER:
        return next((one.email for one in assessment.endorsements if actor.who.startswith(one.name)), "")
    return ""


def _settle(shown: ShownFinding, looked: Looked, _: Workspace) -> Offer:
    """The question that the finding asks; where it asks none, its file."""
    at = shown.finding.place
    asked = next((one for one in looked.questions if one.question.place == at), None)
    return Offer("Settle this", f"/settle/{asked.question.key}") if asked else Offer(opens=True)


def _open(shown: ShownFinding, looked: Looked, workspace: Workspace) -> Offer:
    return _council(shown, looked, workspace) if shown.finding.place.file == COUNCIL else Offer(opens=True)


def _council(shown: ShownFinding, _: Looked, workspace: Workspace) -> Offer:
    """The field that answers it; where nobody knows which, the first part."""
    (place,) = in_council(workspace, (shown.finding,))
    return Offer("Change it in Council", place.address if place else address_of(""))


def _nothing(*_: object) -> Offer:
    return Offer()


def _to(words: str, address: str, *, posts: bool = False) -> Offering:
    return lambda *_: Offer(words, address, posts=posts)


OFFERS: dict[Remedy, Offering] = {
    Remedy.OPEN: _open,
    Remedy.ASK: _write,
    Remedy.SETTLE: _settle,
    Remedy.COUNCIL: _council,
    Remedy.TEMPLATE: _to("See it in Templates", "/templates"),
    Remedy.BRAND: _to("Go to Templates", "/templates"),
    Remedy.SIGN: _to("Go to Sign-off", "/signoff"),
    Remedy.BUILD: _to("Go to Build", "/build"),
    Remedy.IMPORT: _to("Bring in the guidance’s workbook", "/bring-in"),
    Remedy.INSTALL: _to("See what this computer has", "/start#machine"),
    Remedy.RESTORE: _open,
    Remedy.AGAIN: _to("Look again", "/look", posts=True),
    Remedy.LOOK: _open,
    Remedy.NONE: _nothing,
}
"""For each thing that can be done, what the studio offers; nothing where the sentence says it all."""
