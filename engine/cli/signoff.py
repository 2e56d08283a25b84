"""penholder signoff: sheets out for signature, sheets back, and how far each has got."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from engine.cli.options import format_option, workspace_at, workspace_option
from engine.cli.signoff_words import STATES, VERDICTS


@click.group()
def signoff() -> None:
    """Issue sheets for signature, take them back, and see what is signed, stale or missing.

    \b
      penholder build --edition final      the sheets, with fields to sign
      penholder signoff issue              puts them on the register: now send them
      penholder signoff receive FILE ...   takes back what people sent
      penholder signoff status             who has signed, over which text
    """


@signoff.command()
@workspace_option
def issue(root: Path) -> None:
    """Put the sheets of the final edition on the register, exactly as they are.

    The files in outputs/final are then the ones to send; a copy of each stays in signoff/issued.
    """
    from engine.signing import issue as run

    made, before = run(workspace_at(root))
    for entry in made:
        replaces = f", replaces {entry.told('replaces')}" if entry.told("replaces") else ""
        click.echo(f"{entry.told('sheet'):<16} {entry.code}{replaces}")
    click.echo(f"{len(made)} issued, {before} issued before and unchanged.")


@signoff.command()
@workspace_option
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", default="", help="The document code from the footer, where it cannot be read from the file.")
@click.option("--attested-by", default="", metavar="NAME", help="Who has looked at a scan and saw the signature.")
def receive(root: Path, files: tuple[Path, ...], code: str, attested_by: str) -> None:
    """Take back files that people sent: PDFs, scans, photographs. Needs no network.

    Exit code 6: a file was altered, or is no sheet that was issued. The others are taken in all the same.
    """
    from engine.signing import receive as run

    returned = run(workspace_at(root), files, code, attested_by)
    for one in returned:
        found = one.examined
        click.echo(f"{one.file}: {one.problem or VERDICTS[found.verdict].format(why=found.why)}")
        if found.code:
            click.echo(f"    sheet {found.code}" + (", which had come back before" if one.is_known else ""))
        for signature in found.signatures:
            how = "" if signature.is_trusted else "; the issuer is not one you named, so the name rests on the sender"
            state = "holds" if signature.holds else "DOES NOT HOLD"
            click.echo(f"    signed by {signature.signer}, {signature.when or 'no time given'}: {state}{how}")
        for name, value in found.entries:
            click.echo(f"    {name}: {value}")
    sys.exit(6 if any(one.problem or one.examined.verdict in ("altered", "unknown") for one in returned) else 0)


@signoff.command()
@workspace_option
@format_option
def status(root: Path, form: str) -> None:
    """Say of each sheet whether it is issued, signed or stale, and what has changed since."""
    from engine.signing import status as run

    sheets = run(workspace_at(root))
    if form == "json":
        content = [
            {"statement": s.statement, "code": s.code, "state": s.state, "signers": s.signers, "changed": s.changed}
            for s in sheets
        ]
        click.echo(json.dumps({"sheets": content}, ensure_ascii=False, indent=2))
        return
    for sheet in sheets:
        who = f", {', '.join(sheet.signers)}" if sheet.signers else ""
        click.echo(f"{sheet.statement:<16} {sheet.code:<12} {STATES[sheet.state]}{who}")
        for line in sheet.changed:
            click.echo(f"    {line}")
