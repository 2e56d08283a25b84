"""penholder settle: what a ruling could settle, and rulings recorded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from engine.cli import show
from engine.cli.options import format_option, workspace_at, workspace_option


@click.command()
@workspace_option
@format_option
@click.option("--all", "every", is_flag=True, help="List also what is taken as told unless you rule otherwise.")
@click.option("--who", default="", metavar="NAME", help="Who decided.")
@click.option("--why", default="", metavar="REASON", help="In a sentence, what the decision rests on.")
@click.option("--when", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day of it. Default: today.")
@click.option("--undo", is_flag=True, help="Take the last recorded ruling back.")
@click.argument("ruling", nargs=-1, metavar="[QUESTION ANSWER]")
def settle(root: Path, form: str, every: bool, undo: bool, ruling: tuple[str, ...], **ground: object) -> None:
    """List what a ruling of yours could settle, or record one.

    \b
      penholder settle                                       what is open, with the answers it can have
      penholder settle 4f2a1c "Tend to agree" --who "Helen Marsden" --why "Asked their chair."

    A ruling goes into inputs/decisions.yaml, below those that stand there; nothing else in the file changes, and the
    file as it was is kept in earlier_inputs/. Nothing is recorded where a file has changed since it was read.
    """
    from engine.commands.settle import Ruling, asked_in, find, record, undo_ruling
    from engine.commands.settle.words import questions_json, questions_lines, recorded_line

    workspace = workspace_at(root)
    if undo:
        click.echo(f"{undo_ruling(workspace).file} is as it was before the last ruling.")
        return
    if len(ruling) not in (0, 2):
        raise click.UsageError("Give a question and its answer, both as `penholder settle` lists them.")
    asked = asked_in(workspace)
    if not ruling:
        if form == "json":
            show.as_json(questions_json(asked))
            return
        for line in questions_lines(asked, every):
            click.echo(line)
        return
    when = ground["when"]
    day = when.date() if isinstance(when, datetime) else None
    said = Ruling(ruling[1], str(ground["who"]), str(ground["why"]), day)
    recorded = record(workspace, find(asked, ruling[0]), said)
    if form == "json":
        show.as_json(recorded.as_json())
    else:
        click.echo(recorded_line(recorded))
