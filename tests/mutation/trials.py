"""Runs tests against changed modules, each in a process of its own that begins with everything loaded.

What a change cannot reach is not done again: libraries stay imported, and so do modules that the changed one is not
used by; the sample council is not read again where only what comes after reading has changed.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import json
import os
import pkgutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import coverage
import grimp
import pytest
from hypothesis import settings

import engine
from engine.cache import folder_of
from engine.progress import Progress
from engine.workspace import Workspace

ROOT = Path.cwd()
_BUILDS = frozenset({"built", "final", "issued", "standing", "mine", "opened"})
"""Fixtures behind which a whole edition is built, or a browser runs: minutes for a change that smaller tests see."""
_SLOW = 1.0
"""Seconds from which on a test is left out: a small one should have seen the change."""
_PATIENCE = 60.0
"""How many seconds a change may take beyond what its tests take without it."""


@dataclass(frozen=True, slots=True)
class Test:
    """One test as it went against the modules as they are.

    seconds: of a processor. lines: those of each module that it ran.
    """

    id: str
    seconds: float
    lines: dict[str, frozenset[int]]


@dataclass(slots=True)
class _Watch:
    """A plugin of pytest: leaves out what builds, runs the quickest first, and notes what each test ran."""

    only: Sequence[str] | None = None
    coverage: coverage.Coverage | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.only is not None:
            wanted = {id_: number for number, id_ in enumerate(self.only)}
            items[:] = sorted((i for i in items if i.nodeid in wanted), key=lambda item: wanted[item.nodeid])
        else:
            items[:] = [item for item in items if not _builds(item)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        if self.coverage:
            self.coverage.switch_context(item.nodeid)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Any:
        started = time.process_time()
        yield
        self.seconds[item.nodeid] = time.process_time() - started

    @pytest.fixture(scope="session", autouse=True)
    def everything_is_made(self, own_cache: None) -> None:
        """Nothing is kept, or only the first test to read a file, or prove a document, would try what does it."""
        for kind in ("readings", "made-ready", "inspections", "charts"):
            folder_of(kind).parent.mkdir(parents=True, exist_ok=True)
            folder_of(kind).write_bytes(b"")  # no folder, so nothing can be put into it

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def _builds(item: pytest.Item) -> bool:
    """Whether a test is made for a whole edition, by the fixtures that it asks for; parameters have names too."""
    asked: Any = getattr(item, "_fixtureinfo", None)
    given: Any = getattr(item, "callspec", None)
    names = set(asked.name2fixturedefs if asked else ()) - set(given.params if given else ())
    return bool(_BUILDS & names) or ("sample" in names and "tmp_path" in names)


def unchanged(files: Sequence[str], modules: Sequence[Path]) -> list[Test]:
    """The tests in some files, run once against the modules as they are. Raises RuntimeError where one fails."""
    code, answer = _in_a_process(lambda: _watched(files, modules), 900.0)
    if code != 0:
        raise RuntimeError(f"Tests fail before anything is changed:\n{answer}")
    told = json.loads(answer)
    tests = []
    for id_, seconds in told["seconds"].items():
        lines = {path: frozenset(ran) for path, ran in told["lines"].get(id_, {}).items()}
        tests.append(Test(id_, seconds, lines))
    return sorted((test for test in tests if test.seconds < _SLOW), key=lambda test: test.seconds)


def _watched(files: Sequence[str], modules: Sequence[Path]) -> str:
    paths = [str(ROOT / module) for module in modules]
    measured = coverage.Coverage(data_file=None, include=paths, config_file=False)
    _forget({_dotted(module) for module in modules} | _reached(*map(_dotted, modules)))
    measured.start()
    watch = _Watch(coverage=measured)
    if pytest.main([*_OPTIONS, *files], plugins=[watch]) != pytest.ExitCode.OK:
        raise RuntimeError(watch.failed)
    measured.stop()
    lines: dict[str, dict[str, list[int]]] = {}
    for module, path in zip(modules, paths, strict=True):
        for line, tests in measured.get_data().contexts_by_lineno(path).items():
            for test in tests:
                lines.setdefault(test, {}).setdefault(str(module), []).append(line)
    return json.dumps({"seconds": watch.seconds, "lines": lines})


def notices(module: Path, tree: ast.Module, tests: Sequence[Test]) -> bool:
    """Whether one of the tests fails, or nothing works at all, with the module as the tree has it."""
    if not tests:
        return False
    patience = _PATIENCE + 10 * sum(test.seconds for test in tests)
    return _in_a_process(lambda: _tried(module, tree, [test.id for test in tests]), patience)[0] != 0


def _tried(module: Path, tree: ast.Module, ids: Sequence[str]) -> str:
    """Raises where the tests do."""
    reached = _reached(_dotted(module))
    _forget(reached)
    sys.meta_path.insert(0, _Finder(_dotted(module), compile(tree, str(ROOT / module), "exec")))
    _remember(reached)
    files = dict.fromkeys(id_.partition("::")[0] for id_ in ids)
    if pytest.main([*_OPTIONS, "-x", *files], plugins=[_Watch(only=ids)]) != pytest.ExitCode.OK:
        raise RuntimeError("noticed")
    return ""


def _dotted(module: Path) -> str:
    return ".".join(module.with_suffix("").parts)


def _reached(*modules: str) -> set[str]:
    """The modules, and every one that is made with one of them."""
    graph = _graph()
    return {*modules, *(other for module in modules for other in graph.find_downstream_modules(module))}


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph("engine", cache_dir=None)


def _forget(modules: set[str]) -> None:
    for name in modules:
        sys.modules.pop(name, None)
        parent, _, last = name.rpartition(".")
        if parent in sys.modules and hasattr(sys.modules[parent], last):
            delattr(sys.modules[parent], last)


_OPTIONS = ("-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-m", "not office")


class _Finder(MetaPathFinder):
    """Imports one module from code that stands in no file."""

    def __init__(self, name: str, code: CodeType) -> None:
        self.name, self.code = name, code

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(
            fullname, self.code.co_filename, loader=_Loader(fullname, self.code)
        )


class _Loader(SourceFileLoader):
    def __init__(self, name: str, code: CodeType) -> None:
        super().__init__(name, code.co_filename)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        return self.code


_STEPS = ("load_inputs", "validate_all", "transcribe")
_kept: dict[str, tuple[tuple[object, ...], object]] = {}
"""What each step of reading made of the sample council, and of what."""


def load_everything() -> None:
    """Import all there is, and read the sample council once."""
    for found in pkgutil.walk_packages(engine.__path__, "engine."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    _graph()
    settings.register_profile("mutation", derandomize=True, database=None, deadline=None)
    settings.load_profile("mutation")
    reading: Any = importlib.import_module("engine.assembly.reading")
    for name in _STEPS:
        setattr(reading, name, _keeping(name, getattr(reading, name)))
    reading.read(Workspace(ROOT), Progress())


def _keeping(name: str, step: Callable[..., object]) -> Callable[..., object]:
    def kept(*given: object) -> object:
        _kept[name] = (given, step(*given))
        return _kept[name][1]

    return kept


def _remember(reached: set[str]) -> None:
    """Let reading the sample council again give what it gave, up to the first step that a change may reach."""
    reading: Any = importlib.import_module("engine.assembly.reading")
    for name in _STEPS:
        step = getattr(reading, name)
        if step.__module__ in reached:
            return
        setattr(reading, name, _remembering(*_kept[name], step))


def _remembering(before: tuple[object, ...], made: object, step: Callable[..., object]) -> Callable[..., object]:
    def remembered(*given: object) -> object:
        return made if given == before else step(*given)

    return remembered


def _in_a_process(work: Callable[[], str], seconds: float) -> tuple[int, str]:
    """The exit code of a forked process and what the work gave. One that takes longer is ended, and does not give 0."""
    with tempfile.TemporaryFile("w+") as answer, tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if child == 0:
            code = 98
            try:
                os.setpgid(0, 0)
                for stream in (1, 2):
                    os.dup2(said.fileno(), stream)
                answer.write(work())
                answer.flush()
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        try:
            code = _code_of(child, time.monotonic() + seconds)
        finally:
            _end(child)
        (answer if code == 0 else said).seek(0)
        return code, (answer if code == 0 else said).read()


def _code_of(child: int, until: float) -> int:
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    _end(child)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _end(child: int) -> None:
    """End a process with whatever it has started; nothing where it is gone."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
