"""What tests share: the sample council in a workspace of its own, and its pack, built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

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
from tests.building import bring, build
from tests.material.tools import OFFICE, TEXT, ToolsMissingError, demand, libraries

ROOT = Path(__file__).parent.parent


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
    config = session.config
    if hasattr(config, "workerinput") or config.option.collectonly:
        return  # the process that started this one has asked, or nothing will be run
    try:
        demand(libraries(), TEXT, {} if "not office" in config.option.markexpr else OFFICE)
    except ToolsMissingError as missing:
        raise pytest.UsageError(f"{missing} No test was run.") from None


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No PDF that an earlier run kept, and no profile of the user's, takes part in a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def sample(tmp_path: Path) -> Workspace:
    """A fresh copy of the sample council."""
    return copy_sample(tmp_path / "workspace")


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The framework the sample uses."""
    return load_framework(framework_file(Workspace(ROOT)))


@pytest.fixture(scope="session")
def reading() -> Reading:
    """The sample council after steps 1 to 4. Not to be changed."""
    return read(Workspace(ROOT), Progress())


@pytest.fixture(scope="session")
def final(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample council's final pack, built once with LibreOffice. Not to be changed."""
    workspace = copy_sample(tmp_path_factory.mktemp("final") / "workspace")
    return build(workspace, Edition.FINAL, with_pdf=True, progress=Progress())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample council's draft pack, built once with LibreOffice. Not to be changed."""
    workspace = copy_sample(tmp_path_factory.mktemp("built") / "workspace")
    return build(workspace, Edition.DRAFT, with_pdf=True, progress=Progress())


@pytest.fixture
def issued(final: Built, tmp_path: Path) -> Workspace:
    """The sample council with its final edition issued."""
    root = tmp_path / "workspace"
    shutil.copytree(final.folder.parent.parent, root)
    workspace = Workspace(root)
    issue(workspace)
    return workspace


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample's draft as Word files, built once. Not to be changed."""
    workspace = copy_sample(tmp_path_factory.mktemp("standing") / "workspace")
    bring(workspace, Order(Edition.DRAFT, with_pdf=False))
    return workspace


@pytest.fixture
def mine(standing: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, to change."""
    shutil.copytree(standing.root, tmp_path / "mine")
    return Workspace(tmp_path / "mine")
