"""An edition built by itself, as `penholder build` does it, without asking whether it stands already."""

from __future__ import annotations

from engine.assembly import assemble
from engine.assembly.assemble import Built
from engine.commands.build import BuildReport, bring_up_to_date
from engine.model.edition import Edition, Order
from engine.pdf.standby import Standby
from engine.progress import Progress
from engine.workspace import Workspace


def build(workspace: Workspace, edition: Edition, with_pdf: bool, progress: Progress) -> Built:
    """A whole edition."""
    return build_order(workspace, Order(edition, with_pdf), progress)


def build_order(workspace: Workspace, order: Order, progress: Progress) -> Built:
    """What is ordered."""
    with Standby(order) as standby:
        return assemble.build(standby.ready(), workspace, order, progress)


def bring(workspace: Workspace, order: Order) -> BuildReport:
    """The same, asking first whether it stands."""
    with Standby(order) as standby:
        return bring_up_to_date(workspace, order, Progress(), standby)
