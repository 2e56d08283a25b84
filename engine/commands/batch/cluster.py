"""Many workspaces on a Dask cluster, whose workers all see their folders under the same paths."""

from __future__ import annotations

import asyncio
import socket
import threading
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import __version__, log
from engine.commands.batch.knock import refuse_unless_scheduler
from engine.commands.batch.outcome import Outcome, build_council, stopped
from engine.errors import UsageError
from engine.model.edition import Edition, Order
from engine.pdf.standby import Standby

if TYPE_CHECKING:
    from distributed import Client
    from distributed.security import Security

SECONDS = 9
"""How long the scheduler may take to know us, and a cluster to have a worker."""

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
    is not installed, where no scheduler answers at the address, and where the cluster has no worker or other releases.
    """
    with _connected(address) as client:
        from distributed import as_completed

        _refuse_without_workers(client, address)
        for worker, has in client.get_versions()["workers"].items():
            _refuse_others(f"The worker {worker}", has)
        plain = (str(order.edition), order.with_pdf, __version__)
        councils = {client.submit(_task(), str(folder), *plain, pure=False): folder for folder in folders}
        for future in as_completed(councils, loop=client.loop):
            yield _outcome(future, councils[future])


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of the scheduler. It keeps its log and warnings to itself: what they say is told in words of ours."""
    try:
        from distributed import Client
        from distributed.security import Security
    except ImportError as missing:
        raise UsageError(_MISSING) from missing
    log.silence("distributed")
    try:
        secured = Security()
        certificates = secured.get_connection_args("client")["ssl_context"]
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise UsageError(f"Dask's certificates on this machine cannot be used ({_in_a_line(fault)}).") from fault
    known = refuse_unless_scheduler(address, certificates)
    _refuse_others("The scheduler", _told_by(known, secured))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Client(known, timeout=SECONDS, security=secured, set_as_default=False) as client:
            yield client


def _told_by(address: str, secured: Security) -> dict[str, Any]:
    """What a scheduler has, asked before a client is made: one that fails to get on with it is never quiet again."""
    from distributed import rpc

    async def ask() -> Any:
        async with rpc(address, connection_args=secured.get_connection_args("client")) as scheduler:
            return await asyncio.wait_for(scheduler.versions(), SECONDS)

    try:
        told: dict[str, Any] = asyncio.run(ask())
        return told if _release(told) else {}
    except Exception as fault:  # whatever Dask makes of a scheduler of another release
        raise UsageError(
            f"The Dask scheduler at {address} answers, and is not understood ({_in_a_line(fault)})."
        ) from fault


def _in_a_line(fault: Exception) -> str:
    return " ".join((str(fault) or type(fault).__name__).split())[:200]


def _refuse_without_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=SECONDS)
    except TimeoutError as late:
        raise UsageError(f"The cluster at {address} has no worker. Start one: dask worker {address}") from late


def _refuse_others(who: str, has: Mapping[str, Any]) -> None:
    """Raises UsageError where Python or Dask differ: what is sent from one to another would not be understood."""
    from distributed.versions import get_versions

    here = _release(get_versions())
    if _release(has) != here:
        raise UsageError(f"{who} has {_release(has)}, and this machine {here}. Install the same on all of them.")


def _release(told: Mapping[str, Any]) -> str:
    """What has to be the same everywhere, as a cluster tells it of one of its machines."""
    python = ".".join(str(told["host"]["python"]).split(".")[:2])
    return f"Python {python} with distributed {told['packages']['distributed']}"


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
