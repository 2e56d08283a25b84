"""Trial after trial, each from a number: the same seed gives the same inputs, whatever became of those before."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, nullcontext, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

from engine import schemas
from engine.assembly import reading
from engine.cli import main as penholder
from engine.framework import catalogue
from engine.sources import load
from engine.workspace import Workspace, house
from tests.fuzz import grounds
from tests.fuzz.command_lines import command_line, commands
from tests.fuzz.grounds import Ground
from tests.fuzz.mutants import mutant
from tests.fuzz.oddities import VALUES, drawn
from tests.fuzz.targets import Target
from tests.fuzz.trial import Came, tried

COMMANDS = "commands"
_COMMANDS_EACH = 8
"""Of so many trials, one is a command line; the others are files."""
_ODD_VALUES = 400
_USUAL = (
    (Ground.TEMPLATES, ("check",)),
    (Ground.TEMPLATES, ("build", "--no-pdf")),
    (Ground.TEMPLATES, ("template", "check", "inputs/council.yaml")),
    (Ground.SAMPLE, ("check",)),
    (Ground.SHEETS, ("signoff", "status")),
    (Ground.SHEETS, ("signoff", "receive", "outputs/final/verification/equity.pdf")),
    (Ground.SHEETS, ("verify",)),
    (Ground.SHEETS, ("framework", "show")),
    (Ground.SHEETS, ("forms",)),
    (Ground.SHEETS, ("compare", "outputs/final", "outputs/final")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What is tried: a command in a ground, with a file put into it. kind: of the file, or what is odd if none is."""

    kind: str
    ground: Ground
    command: tuple[str, ...]
    place: str = ""
    data: bytes = b""


class Lane:
    """Inputs by number, and what comes of each. folder: for the grounds and all that is left, to be removed."""

    def __init__(self, folder: Path, every: Sequence[Target], seed: str) -> None:
        self.folder = folder
        self.every = every
        self.seed = seed
        self.values = drawn(VALUES, int(hashlib.sha256(seed.encode()).hexdigest()[:12], 16), _ODD_VALUES)
        self.lines = list(commands())

    def kind(self, number: int) -> tuple[str, tuple[str, ...]]:
        """The kind of the input of a number, and the words of its command."""
        if number % _COMMANDS_EACH == 0:
            return COMMANDS, self.lines[number // _COMMANDS_EACH % len(self.lines)][0]
        target, (_, way) = self._target(number), self._dice(number).choice(self._target(number).ways)
        return target.name, way

    def input(self, number: int) -> Input:
        """The input of a number."""
        dice = self._dice(number)
        if number % _COMMANDS_EACH == 0:
            words, command = self.lines[number // _COMMANDS_EACH % len(self.lines)]
            line = tuple(command_line(words, command, dice))
            return Input(kind=COMMANDS, ground=dice.choice((Ground.INPUTS, Ground.SHEETS)), command=line)
        target = self._target(number)
        ground, way = dice.choice(target.ways)
        data = mutant(target.place, dice.choice(target.seeds), dice.choice(self.values), dice)
        return Input(kind=target.name, ground=ground, command=way, place=target.place, data=data)

    def _target(self, number: int) -> Target:
        return self.every[(number - number // _COMMANDS_EACH) % len(self.every)]

    def _dice(self, number: int) -> random.Random:
        return random.Random(f"{self.seed}:{number}")

    def warm(self) -> None:
        """Have in memory what commands load and what they remember, so that no trial takes time for it."""
        place = self.folder / "warm"
        for ground, command in _USUAL:
            grounds.copy(ground, self.folder, place)
            nowhere = io.StringIO()
            with redirect_stdout(nowhere), redirect_stderr(nowhere), chdir(place), suppress(SystemExit):
                penholder([*command])
            shutil.rmtree(place)
        gc.collect()
        gc.freeze()

    def come_of(self, one: Input, job: str = "one") -> Came:
        """What comes of an input. job: whose turn it is, where several take turns."""
        told, place = self.folder / f"told {job}", self.folder / f"w {job}" / "a" / "b"
        shutil.rmtree(place.parent.parent, ignore_errors=True)
        place.parent.mkdir(parents=True)
        grounds.copy(one.ground, self.folder, place)
        if one.place:
            file = place / one.place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)
            file.write_bytes(one.data)
        else:
            _odd_files(place)
        for path in told.glob("cache/penholder/faults/*"):
            path.unlink()
        with _remembered_rules() if not one.place.startswith("data_schemas") else nullcontext():
            return tried(list(one.command), place, told)


@contextmanager
def _remembered_rules() -> Iterator[None]:
    """Have the house's schemas and framework taken as they were read before: half the time would go into them."""
    for kind in load.KINDS:
        _schema(kind)
    _framework(catalogue.framework_file(Workspace(house())))
    with (
        mock.patch.object(load, "schema_in_use", lambda _, kind: _schema(kind)),
        mock.patch.object(reading, "load_framework", _framework),
    ):
        yield


@cache
def _schema(kind: str) -> schemas.Schema:
    return schemas.schema_in_use(Workspace(house()), kind)


_framework = cache(catalogue.load_framework)


def _odd_files(folder: Path) -> None:
    os.mkfifo(folder / "a pipe")
    (folder / "a loop").symlink_to("a loop")
    (folder / "endless").symlink_to("/dev/zero")


def keep(one: Input, came: Came, folder: Path) -> Path:
    """An input that found a fault, written where the tests try it again; the same place of our code keeps one."""
    about = {"kind": one.kind, "ground": one.ground, "command": one.command, "place": one.place}
    name = hashlib.sha256(f"{one.kind}{came.where or came.fault}".encode()).hexdigest()[:10]
    path = folder / f"{name}.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if one.place:
            _data_of(path, one.place).write_bytes(one.data)
        found = {"fault": came.fault, "where": came.where}
        path.write_text(json.dumps(about | found, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
    return path


def _data_of(path: Path, place: str) -> Path:
    """Where the file of a kept input lies: beside what is said of it, and never in its place."""
    ending = Path(place).suffix
    return path.with_suffix(ending if ending != ".json" else ".data")


def kept(path: Path) -> Input:
    """An input that keep() wrote."""
    about = json.loads(path.read_text(encoding="utf-8"))
    data = _data_of(path, about["place"]).read_bytes() if about["place"] else b""
    ground, command = Ground(about["ground"]), tuple(about["command"])
    return Input(kind=about["kind"], ground=ground, command=command, place=about["place"], data=data)
