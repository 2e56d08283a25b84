"""What tests share: the sample council in a workspace of its own, and its packs, built once in a run."""

from __future__ import annotations

import gc
import pickle
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from operator import is_
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from engine.assembly.assemble import Built
from engine.assembly.reading import Reading, read
from engine.assessment.readiness import readiness
from engine.commands.signoff import issue
from engine.framework.catalogue import framework_file, load_framework
from engine.model.edition import Edition, Order
from engine.model.framework import Framework
from engine.model.readiness import Readiness
from engine.progress import Progress
from engine.workspace import Workspace, house
from tests.building import bring, build, office_stays
from tests.lanes import lane_of, sort_into_lanes
from tests.material.little_sample import little_sample
from tests.material.tools import OFFICE, TEXT, ToolsMissingError, demand, libraries

ROOT = Path(__file__).parent.parent
Made = TypeVar("Made")

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")  # no test leans on how fast a machine is: Hypothesis fails one that takes 0.2 s


def copy_sample(folder: Path) -> Workspace:
    """The sample council's workspace, to change as a test likes."""
    for name in ("inputs", "word_templates", "data_schemas"):
        shutil.copytree(house() / name, folder / name)
    return Workspace(folder)


def standing_of(reading: Reading) -> Readiness:
    """Where the council of a reading stands."""
    return readiness(reading.assessment, reading.judgement)


def pytest_sessionstart(session: pytest.Session) -> None:
    """No run without what its tests call: it would break half way, or skip in silence what it cannot try."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts it behind itself has that ignored
    config = session.config
    if hasattr(config, "workerinput") or config.option.collectonly:
        return  # the process that started this one has asked, or nothing will be run
    try:
        demand(libraries(), TEXT, {} if "not office" in config.option.markexpr else OFFICE)
    except ToolsMissingError as missing:
        raise pytest.UsageError(f"{missing} No test was run.") from None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    sort_into_lanes(items)


def pytest_collection_finish() -> None:
    """What was loaded stays: going through it again and again for what nobody holds took a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


def pytest_sessionfinish() -> None:
    """What nobody holds is looked for once more, for the faults it may tell; pytest and Python would do so six times
    and more, among all there is, which took three seconds of each process."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A module runs in one process, unless told otherwise: what it builds for its tests would be built in each."""
    if config.option.dist != "load":
        return None
    config.option.loadscopereorder = False
    return _InOneProcess(config, log)


class _InOneProcess(LoadFileScheduling):  # type: ignore[misc]  # it has no types of its own
    """Modules stay in one process each, and those of tests/project together in one: they look through the same code,
    parsed once."""

    def _split_scope(self, nodeid: str) -> str:
        module: str = super()._split_scope(nodeid)
        return "tests/project" if module.startswith("tests/project/") else module


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with lane_of(item):
        return (yield)


class Run:
    """What the processes of one test run share. folder: for what is made in it; it goes with the run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def once(self, name: str, make: Callable[[Path], Made]) -> Made:
        """What is made in a folder of this name, by whichever process asks first. Not to be changed."""
        made = self.folder / f"{name}.made"
        with FileLock(self.folder / f"{name}.lock"):
            if not made.is_file():
                made.write_bytes(pickle.dumps(make(self.folder / name)))
        found: Made = pickle.loads(made.read_bytes())
        return found


@pytest.fixture(scope="session")
def this_run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """This test run, of which this process may be one of several."""
    own = tmp_path_factory.getbasetemp()
    return Run(own.parent if hasattr(request.config, "workerinput") else own)


@pytest.fixture(scope="session", autouse=True)
def own_cache(this_run: Run) -> Iterator[None]:
    """No PDF that an earlier run kept, and no profile of the user's, takes part in a test.

    Within a run it is shared, as builds at once share it: what one test had converted, no other converts again.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(this_run.folder / "cache"))
        with office_stays():
            yield


@pytest.fixture(scope="module", autouse=True)
def engine_as_it_was() -> Iterator[None]:
    """What the tests of a module put into penholder's own modules is gone when they are done."""
    before = {module: dict(vars(module)) for module in _engine()}
    yield
    assert [f"{module.__name__}.{key}" for module, held in before.items() for key in _changed(module, held)] == []


def _engine() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.partition(".")[0] == "engine"]


def _changed(module: ModuleType, before: dict[str, object]) -> list[str]:
    """The names in a module that are gone from it, or stand for something else than they did."""
    now = vars(module) if sys.modules.get(module.__name__) is module else {}
    if all(map(is_, before.values(), map(now.get, before))):  # nearly always: five hundred modules take no time so
        return []
    return [key for key, value in before.items() if now.get(key) is not value]


@pytest.fixture
def sample(tmp_path: Path) -> Workspace:
    """A fresh copy of the sample council."""
    return copy_sample(tmp_path / "workspace")


@pytest.fixture
def little(tmp_path: Path) -> Workspace:
    """A fresh copy of the council of two statements, for what does not depend on how many there are."""
    return little_sample(tmp_path / "workspace")


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The framework the sample uses."""
    return load_framework(framework_file(Workspace(ROOT)))


@pytest.fixture(scope="session")
def reading() -> Reading:
    """The sample council after steps 1 to 4. Not to be changed."""
    return read(Workspace(ROOT), Progress())


@pytest.fixture(scope="session")
def little_reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """The council of two statements after steps 1 to 4. Not to be changed."""
    return read(little_sample(tmp_path_factory.mktemp("little") / "workspace"), Progress())


@pytest.fixture(scope="session")
def final(this_run: Run) -> Built:
    """The sample council's final pack, built once with LibreOffice. Not to be changed."""
    return this_run.once("final", lambda folder: _pack(copy_sample(folder / "workspace"), Edition.FINAL))


@pytest.fixture(scope="session")
def built(this_run: Run) -> Built:
    """The sample council's draft pack, built once with LibreOffice. Not to be changed."""
    return this_run.once("built", lambda folder: _pack(copy_sample(folder / "workspace"), Edition.DRAFT))


def _pack(workspace: Workspace, edition: Edition) -> Built:
    return build(workspace, edition, with_pdf=True, progress=Progress())


@pytest.fixture(scope="session")
def little_final(this_run: Run) -> Built:
    """The little council's final pack, built once with LibreOffice. Not to be changed."""
    return this_run.once("little-final", lambda folder: _pack(little_sample(folder / "workspace"), Edition.FINAL))


@pytest.fixture(scope="session")
def issued_once(this_run: Run, final: Built) -> Workspace:
    """The sample council with its final edition issued. Not to be changed."""
    return this_run.once("issued", lambda folder: _issued(folder, final))


@pytest.fixture(scope="session")
def little_issued(this_run: Run, little_final: Built) -> Workspace:
    """The little council with its final edition issued. Not to be changed."""
    return this_run.once("little-issued", lambda folder: _issued(folder, little_final))


def _issued(folder: Path, final: Built) -> Workspace:
    workspace = Workspace(shutil.copytree(final.folder.parents[1], folder))
    issue(workspace)
    return workspace


@pytest.fixture
def issued(issued_once: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, to change."""
    return Workspace(shutil.copytree(issued_once.root, tmp_path / "workspace"))


@pytest.fixture(scope="session")
def drafted(this_run: Run) -> Workspace:
    """The sample's draft as Word files, built once. Not to be changed."""
    return this_run.once("drafted", lambda folder: _drafted(copy_sample(folder)))


@pytest.fixture(scope="session")
def little_drafted(this_run: Run) -> Workspace:
    """The little council's draft as Word files, built once. Not to be changed."""
    return this_run.once("little-drafted", lambda folder: _drafted(little_sample(folder)))


def _drafted(workspace: Workspace) -> Workspace:
    bring(workspace, Order(Edition.DRAFT, with_pdf=False))
    return workspace


@pytest.fixture
def mine(drafted: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, to change."""
    return Workspace(shutil.copytree(drafted.root, tmp_path / "mine"))
