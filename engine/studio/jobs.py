"""What the bench is asked to do, and what it answers: each is a call of what the command line calls as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from engine.commands.editions import state_of
from engine.commands.engines import Engines
from engine.errors import PenholderError
from engine.findings import Finding
from engine.model.acting import Actor
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition, Order
from engine.model.excerpt import Excerpt
from engine.model.questions import Question
from engine.model.returns import Returns
from engine.progress import Progress
from engine.workspace import Workspace

if TYPE_CHECKING:  # the server knows what is received without loading what makes it
    from engine.commands.printed_at import PrintedAt
    from engine.commands.received import Received


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with who is to act and where it is printed; None where no edition that stands prints it."""

    finding: Finding
    actor: Actor
    printed: PrintedAt | None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What a ruling could settle; the parts as `penholder settle` has them, without what it takes to make them."""

    question: Question
    group: str
    item: str
    seen: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the pen holder says. answer: the id of an answer."""

    answer: str
    who: str
    why: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What `penholder check` and `penholder settle` say. state: of the folder when it was read, by state_of."""

    state: str
    assessment: SelfAssessment
    findings: tuple[Finding, ...]
    shown: tuple[ShownFinding, ...]
    returns: Returns
    received: Received
    questions: tuple[OpenQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpted:
    """What stands at the place of each finding, by the finding's key."""

    excerpts: dict[str, Excerpt]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What `penholder build` says of an edition that stands now."""

    edition: Edition
    findings: tuple[Finding, ...]
    pages: int
    is_unchanged: bool
    since: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a job came to nothing, in words, with its findings; is_stopped: because somebody wanted it so."""

    message: str
    findings: tuple[Finding, ...] = ()
    is_stopped: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What `penholder doctor` says of this machine: what was looked at, its state, and what to do; in that order."""

    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """It is done, and nothing else is to be said."""


@dataclass(frozen=True, slots=True)
class FilesTold:
    """What each file is that came, by the name under which it lies, as `penholder arrive --format json` tells it.

    sources: all that a file can be from, by id, with their names.
    """

    arrivals: dict[str, dict[str, Any]]
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of each file that was to be kept, by its name: empty where it is in its place, else why it is not."""

    told: dict[str, str]


@dataclass(frozen=True, slots=True)
class ToldAsJson:
    """What a command tells with `--format json`: a page shows the very same values."""

    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class WithBytes:
    """A file or a picture that was made, with what there is to say of it."""

    content: dict[str, Any]
    data: bytes


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A table has no column of a name that is known: why it was not read, and the headings to choose from."""

    message: str
    headings: tuple[str, ...]


Answer = Unnamed | ToldAsJson | WithBytes | FilesTold | TakenIn | Looked | Excerpted | Made | Machine | Carried | Failed


class Task(Protocol):
    """Something to do in a folder. kind: what the pages call it."""

    @property
    def kind(self) -> str:
        """Its name."""
        ...

    @property
    def root(self) -> Path:
        """The folder."""
        ...

    def do(self, progress: Progress, engines: Engines) -> Answer:
        """Do it. engines: for PDFs, which stay ready for the next job."""
        ...


@dataclass(frozen=True, slots=True)
class LookThrough:
    """Read and check everything, as `penholder check` does."""

    root: Path
    kind: str = "look"

    def do(self, progress: Progress, _: Engines) -> Answer:
        """Everything there is to say of the workspace."""
        from engine.commands.check import check  # takes longer to load than the server takes to answer

        workspace = Workspace(self.root)
        state = state_of(workspace)
        found = check(workspace, progress)
        questions = (OpenQuestion(one.question, one.group, one.item, one.seen) for one in found.questions)
        return Looked(
            state=state,
            assessment=found.assessment,
            findings=found.findings,
            shown=tuple(ShownFinding(one.finding, one.actor, one.printed) for one in found.shown()),
            returns=found.returns,
            received=found.received,
            questions=tuple(questions),
        )


@dataclass(frozen=True, slots=True)
class LookUp:
    """Read what stands at the places of findings."""

    root: Path
    findings: tuple[Finding, ...]
    kind: str = "excerpts"

    def do(self, _: Progress, __: Engines) -> Answer:
        """By the findings' keys."""
        from engine.commands.excerpt import Excerpts

        excerpts = Excerpts(Workspace(self.root))
        return Excerpted({finding.key: excerpts.of(finding.place) for finding in self.findings})


@dataclass(frozen=True, slots=True)
class Build:
    """Bring an edition up to date, as `penholder build` does."""

    root: Path
    order: Order
    kind: str = "build"

    def do(self, progress: Progress, engines: Engines) -> Answer:
        """What there is to say of the edition."""
        from engine.commands.build import bring_up_to_date

        told = bring_up_to_date(Workspace(self.root), self.order, progress, engines.standby(self.order))
        return Made(
            edition=self.order.edition,
            findings=told.findings,
            pages=told.pages.get("report", 0),
            is_unchanged=told.is_unchanged,
            since=told.since.files if told.since else (),
        )


@dataclass(frozen=True, slots=True)
class Examine:
    """LookThrough at the machine, as `penholder doctor` does."""

    root: Path
    kind: str = "examine"

    def do(self, _: Progress, __: Engines) -> Answer:
        """Line for line."""
        from engine.commands.doctor import examine

        return Machine(tuple((line.name, line.state, line.advice) for line in examine(Workspace(self.root)).lines))


@dataclass(frozen=True, slots=True)
class Begin:
    """Make a workspace, as `penholder new` does."""

    root: Path
    sample: bool
    kind: str = "begin"

    def do(self, _: Progress, __: Engines) -> Answer:
        """Raises UsageError where the folder holds something already."""
        from engine.commands.new import scaffold

        scaffold(self.root, self.sample)
        return Carried()


@dataclass(frozen=True, slots=True)
class Settle:
    """Record a ruling, as `penholder settle` does; without one, take the last back."""

    root: Path
    asked: OpenQuestion | None = None
    decision: Decision | None = None
    kind: str = "settle"

    def do(self, _: Progress, __: Engines) -> Answer:
        """Raises UsageError where the answer is none, or something has changed meanwhile."""
        from engine.commands.settle import Asked, Ruling, record, undo_ruling

        workspace, open_, said = Workspace(self.root), self.asked, self.decision
        if open_ and said:
            asked = Asked(question=open_.question, group=open_.group, item=open_.item, seen=open_.seen)
            record(workspace, asked, Ruling(said.answer, said.who, said.why, said.on))
        else:
            undo_ruling(workspace)
        return Carried()


@dataclass(frozen=True, slots=True)
class Recognise:
    """Say what files are that came, as `penholder arrive --look` does. said: from whom each is, where a person said."""

    root: Path
    files: tuple[Path, ...]
    said: Mapping[str, str]
    kind: str = "arrivals"

    def do(self, _: Progress, __: Engines) -> Answer:
        """By the names under which they lie."""
        from engine.commands.arrive import Recogniser

        recogniser = Recogniser(Workspace(self.root))
        others = tuple(file for file in self.files if not self.said.get(file.name))
        found = dict(zip(others, recogniser.recognise_all(others), strict=True))
        found |= {file: recogniser.recognise(file, self.said[file.name]) for file in self.files if file not in found}
        sources = tuple(recogniser.around.names())
        return FilesTold({file.name: arrival.as_json() for file, arrival in found.items()}, sources)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be kept, as it was looked at. said: from whom it is. anyway: in spite of what is in doubt."""

    file: Path
    digest: str
    said: str
    anyway: bool


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Put files in their place, as `penholder arrive` does; without any, take the last one back."""

    root: Path
    files: tuple[Wanted, ...] = ()
    kind: str = "keep"

    def do(self, _: Progress, __: Engines) -> Answer:
        """One after the other: what cannot be put anywhere stops no other."""
        from engine.commands.arrive import Recogniser, accept, undo
        from engine.commands.arrive.words import undone_line

        workspace = Workspace(self.root)
        if not self.files:
            return TakenIn({"": undone_line(undo(workspace))})
        told = {}
        recogniser = Recogniser(workspace)
        for one in self.files:
            try:
                arrival = replace(recogniser.recognise(one.file, one.said), digest=one.digest)
                accept(workspace, one.file, arrival, anyway=one.anyway)
            except PenholderError as fault:
                told[one.file.name] = fault.message
            else:
                told[one.file.name] = ""
        return TakenIn(told)
