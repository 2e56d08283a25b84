"""penholder batch: many councils in one go, for a region or a shared service."""

from __future__ import annotations

import sys
from contextlib import closing, suppress
from pathlib import Path

import click

from engine.cli import show_batch
from engine.cli.options import format_option, verbose_option
from engine.errors import UsageError
from engine.model.edition import Edition, Order
from engine.workspace import whole_path


@click.command()
@verbose_option
@click.argument("folders", nargs=-1, required=True, metavar="DIR ...", type=click.Path(path_type=Path))
@format_option
@click.option(
    "--edition",
    type=click.Choice([str(edition) for edition in Edition]),
    default=str(Edition.DRAFT),
    help="As of `penholder build`. Default: draft.",
)
@click.option("--no-pdf", is_flag=True, help="Word files only: needs no LibreOffice.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="So many councils side by side. Default: one for each core."
)
@click.option("--scheduler", metavar="ADDRESS", help="Build on the Dask cluster with the scheduler at this address.")
def batch(
    folders: tuple[Path, ...], form: str, edition: str, no_pdf: bool, jobs: int | None, scheduler: str | None
) -> None:
    """Build many workspaces, each as if it were alone.

    What is up to date is passed over, so a batch that was stopped goes on where it was. Exit code: the worst of the
    councils' own, which are those of `penholder build`.
    """
    from engine.commands.batch.cluster import build_on_cluster
    from engine.commands.batch.outcome import Outcomes
    from engine.commands.batch.processes import build_here, cores

    if jobs and scheduler is not None:
        raise UsageError("--jobs is for this machine. With --scheduler, the cluster's workers are the jobs.")
    roots = list(dict.fromkeys(map(whole_path, folders)))
    order = Order(Edition(edition), not no_pdf)
    cluster = scheduler is not None
    work = build_on_cluster(roots, order, str(scheduler)) if cluster else build_here(roots, order, jobs or cores())
    outcomes = []
    with suppress(KeyboardInterrupt), closing(work), show_batch.progress(len(roots), form) as tell:
        for outcome in work:
            outcomes.append(outcome)
            tell(outcome)
    outcomes.sort(key=lambda outcome: roots.index(outcome.folder))
    result = Outcomes(tuple(outcomes), len(roots))
    show_batch.built(result, form)
    sys.exit(result.exit_code)
