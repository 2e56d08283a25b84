"""The state of one open workspace: what was last read and built, the job in hand, and who listens.

It holds nothing that is not in the folder as well: what a person typed or sent is written at once, and a studio that is
ended and opened again says the same.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.clock import now
from engine.commands.editions import state_of
from engine.model.edition import Edition, Order
from engine.model.excerpt import Excerpt
from engine.progress import STEPS
from engine.studio import words
from engine.studio.bench import STOPPED, Bench, Event, StepTold
from engine.studio.errands import Errands
from engine.studio.jobs import (
    Answer,
    Build,
    Excerpted,
    Failed,
    FilesTold,
    Looked,
    LookThrough,
    LookUp,
    Machine,
    Made,
    OpenQuestion,
    Recognise,
    Task,
    WithBytes,
)
from engine.studio.others import OpenHere
from engine.studio.pile import clear_unfinished, from_whom, state_of_pile, waiting
from engine.workspace import Workspace

_OF_THE_FOLDER = frozenset({"look", "excerpts", "arrivals", "build"})
"""What says something of the folder that is open."""
_BEAT = 15.0
"""Seconds after which a stream with nothing to say says that it is still there."""


@dataclass(kw_only=True)
class StepState:
    """One of the eight steps: is it to come, now, or done; what it said."""

    name: str
    state: str = "later"
    said: str = ""
    done: int = 0
    of: int = 0

    @property
    def in_words(self) -> str:
        """What people call it."""
        return words.STEPS[self.name]


@dataclass
class InHand:
    """The job that the bench does now. began: by a clock that nobody sets."""

    job: Task
    steps: list[StepState] = field(default_factory=lambda: [StepState(name=name) for name in STEPS])
    began: float = field(default_factory=time.monotonic)
    stops: bool = False

    @property
    def now(self) -> StepState | None:
        """The step at hand; None between steps."""
        return next((step for step in self.steps if step.state == "now"), None)

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self.began


class Desk:
    """One studio's state. What changes it runs in the server's loop; bench and threads hand in what they have."""

    def __init__(self, make_bench: Callable[[Callable[[Event], None]], Bench] = Bench) -> None:
        self.workspace: Workspace | None = None
        self.looked: Looked | None = None
        self.not_read: Failed | None = None
        self.read_at: datetime | None = None
        self.in_hand: InHand | None = None
        self.arrivals: FilesTold | None = None
        self.told: list[tuple[str, str]] = []
        self._pile: object = None
        self.settled = ""
        self.decides = ""
        self.excerpts: dict[str, Excerpt] = {}
        self.pictures: dict[str, WithBytes] = {}
        self.machine: Machine | None = None
        self.built: Made | Failed | None = None
        self.built_order: Order | None = None
        self.built_at: datetime | None = None
        self.built_steps: list[StepState] = []
        self.has_ended = False
        self.close: Callable[[], None] = self.end
        self.looks = 0
        self.builds = 0
        self.recognised = 0
        self._waiting: deque[Task] = deque()
        self._awaited: dict[int, asyncio.Future[Answer]] = {}
        self._asked = ""
        self._listeners: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._make_bench = make_bench
        self._bench: Bench | None = None
        self._presence = OpenHere()
        self.errands = Errands(self.order)

    # what pages ask for

    def start(self) -> None:
        """Begin: to be called where signals reach, before the server runs."""
        self._bench = self._make_bench(self._hand_in)

    def open(self, workspace: Workspace) -> None:
        """Work in this folder from now on."""
        if self.workspace != workspace:
            self.workspace, self.looked, self.not_read, self.built = workspace, None, None, None
            self.arrivals, self.told, self.excerpts, self.pictures = None, [], {}, {}
            self.errands.clear()
            self._asked, self._pile = "", None
            self._presence.enter(workspace)
            if self._presence.is_first():  # else what is not whole is what the other one is being sent
                clear_unfinished(workspace)
        self._tell()

    async def notice(self) -> None:
        """Have the folder read where it is not as it was when it was read last."""
        if self.workspace is None or self._is_on("look"):
            return
        state = await asyncio.to_thread(state_of, self.workspace)
        if state != self._asked and not self._is_on("look"):
            self._asked = state
            self.order(LookThrough(self.workspace.root))

    async def notice_arrivals(self) -> None:
        """Have the files that wait recognised where they are not those that were recognised last."""
        workspace = self.workspace
        if workspace is None or self._is_on("arrivals"):
            return
        said = await asyncio.to_thread(from_whom, workspace)
        pile = (await asyncio.to_thread(state_of_pile, workspace), said, self._asked)
        if pile != self._pile and not self._is_on("arrivals"):
            self._pile = pile
            self.order(Recognise(workspace.root, waiting(workspace), said))

    def is_settled(self, asked: OpenQuestion) -> None:
        """Ask a question no more that was settled now. What is read next tells whether the ruling has left it open."""
        if self.looked:
            left = tuple(one for one in self.looked.questions if one.question.key != asked.question.key)
            self.looked = replace(self.looked, questions=left)

    def look_again(self) -> None:
        """Have the folder read, whether or not it has changed."""
        if self.workspace and not self._is_on("look"):
            self.order(LookThrough(self.workspace.root))

    def build(self, order: Order) -> None:
        """Have an edition built; nothing where one is being built already."""
        if self.workspace and not self._is_on("build"):
            self.built, self.built_order = None, order
            self.order(Build(self.workspace.root, order))

    def examine(self, job: Task) -> None:
        """Have the machine looked at, once."""
        if not self._is_on(job.kind):
            self.order(job)

    def order(self, job: Task) -> None:
        """Put a job at the end of what is to be done. A template looked at anew stops the whole of its former page."""
        if job.kind == "template page":
            self._stop("whole template page")
        self._waiting.append(job)
        self._go_on()
        self._tell()

    async def answer_of(self, job: Task) -> Answer:
        """Have a job done, and wait for what comes of it."""
        awaited: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._awaited[id(job)] = awaited
        self.order(job)
        try:
            return await awaited
        finally:
            del self._awaited[id(job)]

    def stop(self) -> None:
        """Stop the build, whether it is in hand or still waits."""
        self._stop("build")
        self._tell()

    def _stop(self, kind: str) -> None:
        waiting = [job for job in self._waiting if job.kind == kind]
        for job in waiting:
            self._waiting.remove(job)
            self._finish(InHand(job), Failed(STOPPED, is_stopped=True))
        if self._bench and self.in_hand and self.in_hand.job.kind == kind:
            self.in_hand.stops = True
            self._bench.stop()

    def is_beside_another(self) -> bool:
        """Whether another studio had the folder open before this one, and has it still."""
        return not self._presence.is_first()

    def is_building(self) -> bool:
        """Whether an edition is being built, or waits for it."""
        return self._is_on("build")

    def is_reading(self) -> bool:
        """Whether the folder is being read, or waits for it."""
        return self._is_on("look")

    def is_recognising(self) -> bool:
        """Whether the files that wait are being recognised, or wait for it."""
        return self._is_on("arrivals")

    def end(self) -> None:
        """End every stream, so that the server can end. May be called from a signal."""
        self.has_ended = True
        if self._loop:
            self._loop.call_soon_threadsafe(self._tell)

    def end_bench(self) -> None:
        """End the bench, with what it has in hand."""
        if self._bench:
            self._bench.end()

    async def stream(self) -> AsyncIterator[bytes]:
        """The whole state as server-sent events: at once and at each change: what was missed heals by the next."""
        told = asyncio.Event()
        self._listeners.add(told)
        try:
            while not self.has_ended:
                told.clear()
                yield f"data: {json.dumps(self.as_json())}\n\n".encode()
                try:
                    await asyncio.wait_for(told.wait(), _BEAT)
                except TimeoutError:
                    yield b": still here\n\n"
            yield b"event: end\ndata: {}\n\n"
        finally:
            self._listeners.discard(told)

    def as_json(self) -> dict[str, Any]:
        """The whole state, for the script of the pages."""
        hand = self.in_hand
        return {
            "says": self.says,
            "shape": self.shape,
            "job": hand.job.kind if hand else "",
            "waits": bool(self._waiting),
            "machine": self.machine is not None,
            "looks": self.looks,
            "builds": self.builds,
            "recognised": self.recognised,
            "answered": self.errands.answered,
            "steps": [{"state": step.state, "said": step.said, "done": step.done, "of": step.of} for step in hand.steps]
            if hand
            else [],
            "seconds": words.seconds(hand.seconds) if hand else "",
        }

    @property
    def state(self) -> str:
        """The state of the folder as it was noticed last; empty before."""
        return self._asked

    @property
    def says(self) -> str:
        """What is going on, in a phrase."""
        if self.in_hand and self.in_hand.job.kind != "excerpts":  # which nobody waits for
            return self._doing(self.in_hand)
        if self.workspace is None:
            return "No workspace is open"
        if self.built_at and self.read_at and self.built_at >= self.read_at and self.built_order:
            edition = words.EDITIONS[self.built_order.edition]
            if isinstance(self.built, Made):
                return f"The {edition} was ready at {words.clock_time(self.built_at)}"
            is_stopped = isinstance(self.built, Failed) and self.built.is_stopped
            return f"The {edition} was {'stopped' if is_stopped else 'not built'}"
        if self.not_read:
            return "Not everything could be read"
        return f"Everything read at {words.clock_time(self.read_at)}" if self.read_at else "About to read the files"

    @property
    def shape(self) -> str:
        """The shape beside it: busy, done or stop."""
        at_work = self.in_hand and self.in_hand.job.kind != "excerpts"
        if at_work or (self.workspace and not self.read_at):
            return "busy"
        failed = self.not_read or isinstance(self.built, Failed)
        return "stop" if failed else "done"

    @property
    def draft_order(self) -> Order:
        """What is built where nobody says otherwise."""
        return Order(Edition.DRAFT)

    # what the bench says

    def _hand_in(self, event: Event) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._heard, event)

    def listen_here(self, close: Callable[[], None]) -> None:
        """Take what the bench says in the loop that runs now. close: ends the server."""
        self._loop, self.close = asyncio.get_running_loop(), close

    def _heard(self, event: Event) -> None:
        hand = self.in_hand
        if isinstance(event, StepTold):
            if hand:
                _note(hand.steps, event)
        else:
            self.in_hand = None
            if hand:
                self._finish(hand, event)
            self._go_on()
        self._tell()

    def _finish(self, hand: InHand, answer: Answer) -> None:
        awaited = self._awaited.get(id(hand.job))
        if awaited and not awaited.done():
            awaited.set_result(answer)
        self.errands.hear(hand.job, answer)
        if hand.job.kind in _OF_THE_FOLDER and self.workspace and hand.job.root != self.workspace.root:
            return  # of a folder that was open when it began
        if hand.job.kind == "look":
            self.looks += 1
            self.read_at = now()
            self.not_read = answer if isinstance(answer, Failed) else None
            if isinstance(answer, Looked):
                self.looked, self._asked, self.excerpts = answer, answer.state, {}
                self._waiting.append(LookUp(hand.job.root, answer.findings))
        elif isinstance(answer, Machine):
            self.machine = answer
        elif isinstance(answer, Excerpted):
            self.excerpts = answer.excerpts
        elif isinstance(answer, FilesTold):
            self.arrivals = answer
            self.recognised += 1
        elif hand.job.kind == "build" and isinstance(answer, Made | Failed):
            self.builds += 1
            self.built, self.built_at, self.built_steps = answer, now(), hand.steps

    def _go_on(self) -> None:
        if self._bench and self.in_hand is None and self._waiting:
            job = self._waiting.popleft()
            self.in_hand = InHand(job)
            self._bench.give(job)

    def _is_on(self, kind: str) -> bool:
        at_hand = self.in_hand is not None and self.in_hand.job.kind == kind
        return at_hand or any(job.kind == kind for job in self._waiting)

    def _doing(self, hand: InHand) -> str:
        if hand.stops:
            return "Stopping"
        step = hand.now
        if hand.job.kind == "look":
            return step.in_words if step else "Reading the files"
        if hand.job.kind == "build" and self.built_order:
            making = f"Making the {words.EDITIONS[self.built_order.edition]}"
            return f"{making}: {step.in_words[:1].lower()}{step.in_words[1:]}" if step else making
        return words.DOING.get(hand.job.kind, "At work")

    def _tell(self) -> None:
        for listener in self._listeners:
            listener.set()


def _note(steps: list[StepState], told: StepTold) -> None:
    """The steps, with what was told of one. Those before it are done, whether or not anybody said so."""
    for step in steps:
        if step.name == told.name:
            parts = f"{told.done} of {told.of}" if told.of else ""
            step.state, step.said = ("done", told.said) if told.has_ended else ("now", parts)
            step.done, step.of = told.done, told.of
            return
        step.state = "done"


def folder_in_words(root: Path) -> str:
    """Where a workspace lies, as people read it: its last folders, the last one named last."""
    return ", ".join(root.parts[-2:]) if len(root.parts) > 2 else str(root)
