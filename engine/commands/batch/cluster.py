"""Many workspaces on a Dask cluster, whose workers all see their folders under the same paths."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import __version__, log
from engine.commands.batch.outcome import Outcome, build_council, stopped
from engine.errors import UsageError
from engine.model.edition import Edition, Order
from engine.pdf.standby import Standby

if TYPE_CHECKING:
    from distributed import Client

SECONDS_TO_CONNECT, SECONDS_TO_A_WORKER = 10, 60
"""How long the scheduler may take to answer, and a cluster that grows on demand to start its first worker."""

_MISSING = (
    '--scheduler needs Dask, which is not installed here: python -m pip install "penholder[cluster]". '
    "Without --scheduler the councils are built on this machine."
)
_NOT_RUN = "The worker could not run it ({kind}: {fault}). Every worker needs penholder {version}, as it is here."
_USAGE = UsageError.exit_code
_one_at_a_time = threading.Lock()
"""Builds side by side are proven in processes, not in the threads that a worker may have."""


def build_on_cluster(folders: Sequence[Path], order: Order, address: str) -> Generator[Outcome, None, None]:
    """Build workspaces on a cluster, and give each outcome as it comes.

    A council whose worker dies is tried on another one, as often as the cluster allows. Raises UsageError where Dask
    is not installed, where nobody answers at the address, and where the cluster has no worker.
    """
    with _connected(address) as client:
        from distributed import as_completed

        plain = (str(order.edition), order.with_pdf, __version__)
        councils = {client.submit(_task(), str(folder), *plain, pure=False): folder for folder in folders}
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_A_WORKER)
        except TimeoutError as late:
            raise UsageError(f"The cluster at {address} has no worker. Start one: dask worker {address}") from late
        for future in as_completed(councils, loop=client.loop):
            yield _outcome(future, councils[future])


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of the scheduler. It keeps its log to itself: that would print a traceback for each lost connection."""
    try:
        from distributed import Client
    except ImportError as missing:
        raise UsageError(_MISSING) from missing
    log.silence("distributed")
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise UsageError(
            f"No Dask scheduler answers at {address}. `dask scheduler` prints its address when it starts, such as "
            "tcp://10.0.0.5:8786."
        ) from fault
    with client:
        yield client


def _task() -> Callable[[str, str, bool, str], Outcome]:
    """What is sent to a worker: by value, with arguments that need no penholder to be read.

    A worker without penholder then fails this task. Anything of ours would break its connection instead, for ever.
    """

    def task(folder: str, edition: str, with_pdf: bool, version: str) -> Outcome:
        from engine.commands.batch.cluster import build_there

        return build_there(folder, edition, with_pdf, version)

    return task


def build_there(folder: str, edition: str, with_pdf: bool, version: str) -> Outcome:
    """What a worker does for one council."""
    root, host = Path(folder), socket.gethostname()
    if version != __version__:
        return stopped(
            root, f"{host} has penholder {__version__}, this is {version}. Install the same on both.", _USAGE
        )
    if not root.is_dir():
        return stopped(root, f"{host} does not see this folder. Every worker needs it under the same path.", _USAGE)
    order = Order(Edition(edition), with_pdf)
    with _one_at_a_time, Standby(order) as standby:
        return build_council(root, order, standby)


def _outcome(future: Any, folder: Path) -> Outcome:
    """What came of a council on the cluster, or how it was lost there."""
    from distributed import KilledWorker

    try:
        outcome: Outcome = future.result()
    except KilledWorker:
        return stopped(
            folder, "Every worker that built it was ended from outside or ran out of memory. Build it alone."
        )
    except CancelledError:
        return stopped(folder, "The scheduler was lost. Give the command again: what was built is passed over.")
    except Exception as fault:  # whatever Dask makes of workers on which something is missing; the others go on
        return stopped(folder, _NOT_RUN.format(version=__version__, kind=type(fault).__name__, fault=fault), _USAGE)
    return replace(outcome, folder=folder)
