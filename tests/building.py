"""An edition built by itself, as `penholder build` does it, without asking whether it stands already."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.assembly import assemble
from engine.assembly.assemble import Built
from engine.commands.build import BuildReport, bring_up_to_date
from engine.model.edition import Edition, Order
from engine.pdf.converter import Converter
from engine.pdf.office import find_office
from engine.pdf.standby import Standby
from engine.progress import Progress
from engine.workspace import Workspace


def build(workspace: Workspace, edition: Edition, with_pdf: bool, progress: Progress) -> Built:
    """A whole edition."""
    return build_order(workspace, Order(edition, with_pdf), progress)


def build_order(workspace: Workspace, order: Order, progress: Progress) -> Built:
    """What is ordered."""
    with _ready_for(order) as standby:
        return assemble.build(standby.ready(), workspace, order, progress)


def bring(workspace: Workspace, order: Order) -> BuildReport:
    """The same, asking first whether it stands."""
    with _ready_for(order) as standby:
        return bring_up_to_date(workspace, order, Progress(), standby)


@contextmanager
def converter() -> Iterator[Converter]:
    """What makes the PDFs of a final edition, started before or now."""
    with _ready_for(Order(Edition.FINAL)) as standby:
        ready = standby.ready()
        assert ready is not None, "a final edition has PDFs"
        yield ready


@contextmanager
def office_stays() -> Iterator[None]:
    """Until this ends, what is built here takes the same LibreOffice, one after the other, as councils of a batch do.

    The first that asks for PDFs starts it. A build in another cache, or with another LibreOffice, has its own.
    """
    here = _which()
    with Standby(Order(Edition.FINAL)) as standby:
        _STAYS[here] = standby
        try:
            yield
        finally:
            del _STAYS[here]


_STAYS: dict[tuple[Path | None, str | None], Standby] = {}


def _which() -> tuple[Path | None, str | None]:
    return find_office(), os.environ.get("XDG_CACHE_HOME")


@contextmanager
def _ready_for(order: Order) -> Iterator[Standby]:
    kept = _STAYS.get(_which()) if order.with_pdf else None
    if kept is not None:
        yield kept
        return
    with Standby(order) as own:
        yield own
