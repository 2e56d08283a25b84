"""Many councils in one go: each is built as if it were alone, whatever happens to the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner, Result
from distributed import Client, LocalCluster

from engine import __version__
from engine.cli.main import penholder
from engine.commands.batch import cluster
from engine.commands.batch.cluster import build_on_cluster
from engine.commands.batch.outcome import Outcome, Outcomes
from engine.commands.batch.processes import build_here
from engine.errors import UsageError
from engine.model.edition import Edition, Order
from engine.publishing.manifest import read_manifest
from engine.publishing.proof import verify
from engine.workspace import Workspace
from tests.material.little_sample import little_sample
from tests.material.logged_office import logging_program, profiles_of_waiting
from tests.material.patience import SECONDS, comes_about

pytestmark = pytest.mark.office

ORDER = Order(Edition.DRAFT, with_pdf=False)
COMMAND = (sys.executable, "-c", "from engine.cli import main; main()", "batch")


@pytest.fixture(scope="module")
def drafted(little_drafted: Workspace) -> Workspace:
    """The little council: nothing here depends on how many statements there are."""
    return little_drafted


def run(*arguments: str | Path) -> Result:
    jobs = () if "--scheduler" in arguments else ("--jobs", "1")
    return CliRunner().invoke(penholder, ["batch", *map(str, arguments), "--no-pdf", *jobs])


def told(*arguments: str | Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run(*arguments, "--format", "json").stdout)
    return content


def councils(folder: Path, *names: str) -> list[Path]:
    """Workspaces that nobody has built."""
    return [little_sample(folder / name).root for name in names]


def is_whole(root: Path) -> bool:
    """Whether the draft is there as its manifest says, and nothing half-made beside it."""
    workspace = Workspace(root)
    beside = {path.name for path in workspace.outputs.iterdir()} - {"draft", ".templates", ".built.jsonl"}
    return not beside and not verify(workspace, workspace.outputs / "draft")


@pytest.fixture
def spoilt(drafted: Workspace, tmp_path: Path) -> Path:
    """A council whose first file cannot be read."""
    copytree(drafted.root, tmp_path / "spoilt")
    (tmp_path / "spoilt" / "inputs" / "council.yaml").write_text("nothing")
    return tmp_path / "spoilt"


def test_two_councils_get_their_pdfs_side_by_side(tmp_path: Path) -> None:
    roots = councils(tmp_path, "north", "south")
    outcomes = list(build_here(roots, Order(Edition.DRAFT), jobs=2))
    assert {outcome.folder for outcome in outcomes if outcome.pages > 10} == set(roots)
    assert all(map(is_whole, roots))


def test_what_is_wrong_with_one_council_is_said_of_it_alone(mine: Workspace, spoilt: Path) -> None:
    content = told(spoilt, mine.root)
    assert [(c["state"], c["exit_code"]) for c in content["councils"]] == [("failed", 3), ("unchanged", 0)]
    assert [f["file"] for f in content["councils"][0]["findings"]] == ["inputs/council.yaml"]


def test_the_table_has_a_line_for_each_and_what_stopped_it(mine: Workspace, spoilt: Path) -> None:
    said = run(mine.root, spoilt).stdout
    assert "1 unchanged, 1 not built." in said
    assert f"{spoilt}: council.yaml must be right before anything can be built." in said


def test_a_folder_that_is_no_workspace_stops_no_other(mine: Workspace, tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere", mine.root)
    assert result.exit_code == 2
    assert "is no workspace" in result.stdout
    assert "1 unchanged, 1 not built." in result.stdout


def test_what_is_up_to_date_is_passed_over(mine: Workspace) -> None:
    before = read_manifest(mine.outputs / "draft")
    assert told(mine.root)["summary"] == {"built": 0, "unchanged": 1, "failed": 0, "left": 0}
    assert read_manifest(mine.outputs / "draft") == before


def test_a_council_named_twice_is_built_once(mine: Workspace) -> None:
    assert len(told(mine.root, mine.root / "inputs" / "..")["councils"]) == 1


def test_a_final_edition_is_refused_council_by_council(mine: Workspace, spoilt: Path) -> None:
    content = told(spoilt, mine.root / "none", "--edition", "final")
    assert [c["exit_code"] for c in content["councils"]] == [3, 2]


@pytest.mark.parametrize(
    ("codes", "code"), [((), 0), ((0, 0), 0), ((0, 3), 3), ((3, 4), 4), ((4, 5), 5), ((5, 2), 2), ((2, 1, 3), 1)]
)
def test_the_exit_code_is_the_worst(codes: tuple[int, ...], code: int) -> None:
    each = tuple(Outcome(folder=Path("council"), fault=fault) for fault in codes)
    assert Outcomes(each, len(each)).exit_code == code


def test_a_council_whose_process_dies_twice_is_named_and_the_others_are_built(tmp_path: Path) -> None:
    unlucky, other = councils(tmp_path, "unlucky", "other")
    killer = threading.Thread(target=kill_the_first_process)
    killer.start()
    with closing(build_here([unlucky, other], ORDER, jobs=1)) as work:
        first = next(work)
        killer.join()
        kill_the_first_process()
        second = next(work)
        assert next(work, None) is None
    assert (first.folder, first.fault) == (other, 0)
    assert (second.folder, second.fault) == (unlucky, 1)
    assert "and so was a second one" in second.message
    assert is_whole(other)
    assert not active_children()


def kill_the_first_process() -> None:
    while not (children := active_children()):
        time.sleep(0.01)
    children[0].kill()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[Path]]]:
    """The command, in a group of its own, when it has built the first of many councils.

    Many, so that there are some left to build however late it is stopped.
    """
    roots = councils(tmp_path, *(f"council {number}" for number in range(12)))
    process = subprocess.Popen(
        [*COMMAND, *map(str, roots), "--no-pdf", "--jobs", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert comes_about((roots[0] / "outputs" / "draft").is_dir)
    yield process, roots
    process.kill()
    process.communicate()


def test_libreoffice_stays_from_one_council_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roots = councils(tmp_path, "north", "south")
    program, log = logging_program(tmp_path)
    monkeypatch.setenv("PENHOLDER_SOFFICE", str(program))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # or the second one's PDFs would be known
    for root in roots:
        path = root / "inputs" / "council.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Wenlow", f"Wenlow {root.name.title()}"), encoding="utf-8")
    outcomes = list(build_here(roots, Order(Edition.DRAFT), jobs=1))
    assert [outcome.fault for outcome in outcomes] == [0, 0]
    assert all(map(is_whole, roots))
    started = profiles_of_waiting(log)
    assert len(started) == len(set(started)) <= 2, "each profile is given back by its first process at the end alone"


def test_a_batch_that_is_stopped_says_what_is_left(started: tuple[subprocess.Popen[str], list[Path]]) -> None:
    process, roots = started
    os.killpg(process.pid, signal.SIGINT)
    said, complaints = process.communicate(timeout=SECONDS)
    assert process.returncode == 2
    built = [root for root in roots if (root / "outputs").exists()]
    left = len(roots) - said.count(" built  ")
    assert complaints == f"\nStopped before {left} more were built. Give the command again to build the rest.\n"
    assert len(built) < len(roots)
    assert all(map(is_whole, built))
    assert comes_about(lambda: ended(process.pid))


def test_a_batch_that_is_killed_leaves_whole_editions_and_no_process(
    started: tuple[subprocess.Popen[str], list[Path]],
) -> None:
    process, roots = started
    process.kill()
    assert comes_about(lambda: ended(process.pid))
    built = [root for root in roots if (root / "outputs").exists()]
    assert len(built) < len(roots)
    assert all(map(is_whole, built))


def ended(group: int) -> bool:
    """Whether no process of a group is left."""
    left = subprocess.run(["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False).stdout
    return all(state.startswith("Z") for state in left.split())


@pytest.fixture(scope="module")
def dask() -> Iterator[LocalCluster]:
    """A cluster of two workers, each a process."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as started:
        yield started


def test_a_council_whose_worker_dies_is_built_by_another(dask: LocalCluster, mine: Workspace, tmp_path: Path) -> None:
    roots = [mine.root, *councils(tmp_path, "north", "south")]
    outcomes: list[Outcome] = []
    with Client(dask, set_as_default=False) as client:
        processes = client.run(os.getpid)
        for outcome in build_on_cluster(roots, ORDER, dask.scheduler_address):
            if not outcomes:
                busy = next(worker for worker, held in client.processing().items() if held)
                os.kill(processes[busy], signal.SIGKILL)
            outcomes.append(outcome)
    assert sorted(outcome.folder for outcome in outcomes) == roots
    assert not any(outcome.fault for outcome in outcomes)
    assert all(map(is_whole, roots))


def test_on_a_cluster_too_what_is_wrong_with_one_is_said_of_it_alone(
    dask: LocalCluster, mine: Workspace, spoilt: Path
) -> None:
    result = run(spoilt, mine.root, "--scheduler", dask.scheduler_address)
    assert result.exit_code == 3
    assert "1 unchanged, 1 not built." in result.stdout


def test_a_worker_that_does_not_see_the_folder_says_so(dask: LocalCluster, tmp_path: Path) -> None:
    (outcome,) = build_on_cluster([tmp_path / "elsewhere"], ORDER, dask.scheduler_address)
    assert outcome.fault == 2
    assert "Every worker needs it under the same path." in outcome.message


def test_a_worker_with_another_release_builds_nothing(
    dask: LocalCluster, mine: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "__version__", "99")
    (outcome,) = build_on_cluster([mine.root], ORDER, dask.scheduler_address)
    assert f"has penholder {__version__}, this is 99." in outcome.message


def test_workers_without_penholder_are_told(dask: LocalCluster, mine: Workspace) -> None:
    with Client(dask, set_as_default=False) as client:
        client.run(hide_penholder, True)
        (outcome,) = build_on_cluster([mine.root], ORDER, dask.scheduler_address)
        client.run(hide_penholder, False)
    assert outcome.fault == 2
    assert f"Every worker needs penholder {__version__}" in outcome.message


def hide_penholder(is_hidden: bool) -> None:
    """As a worker sees it on which this release is not installed."""
    sys.modules.pop("engine.commands.batch.cluster", None)
    if is_hidden:
        sys.modules["engine.commands.batch.cluster"] = None  # type: ignore[assignment]


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, mine: Workspace) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r'pip install "penholder\[cluster\]"'):
        next(build_on_cluster([mine.root], ORDER, "tcp://127.0.0.1:8786"))
