"""How penholder speaks: findings, progress and results, for people and as JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine import log
from engine.alike import alike, in_short
from engine.errors import PenholderError
from engine.finding_kinds import Trait, has
from engine.findings import Finding, Severity, errors_in, findings_json, in_order, summary
from engine.phrases import nouns, sentences
from engine.progress import Progress, Step

if TYPE_CHECKING:  # loading these takes longer than finding that an edition is up to date
    from engine.commands.build import BuildReport
    from engine.commands.check import CheckResult
    from engine.commands.doctor import Health
    from engine.commands.framework_show import FrameworkInUse
    from engine.commands.verify import Proven

_OBEYED = re.compile("[\x7f-\x9f]")
"""What JSON may hold as it is, and a terminal takes for commands."""
_SHOWN = 2
"""So many warnings of one code are told; the rest is a count, unless --all asks for each."""


def progress(quiet: bool) -> Progress:
    """Tells the steps on a terminal; says nothing when piped or asked to be quiet."""
    if quiet or log.is_shown() or not sys.stderr.isatty():
        return Progress()

    def began(step: Step) -> None:
        click.echo(f"{step.number} {step.name:<10}", nl=False, err=True)

    def part(step: Step, done: int, of: int) -> None:
        click.echo(f"\r{step.number} {step.name:<10}  {f'{done} of {of}':<28}", nl=False, err=True)

    def ended(step: Step) -> None:
        click.echo(f"\r{step.number} {step.name:<10}  {step.said:<28} {step.seconds:5.1f} s", err=True)

    return Progress(began, ended, part)


def checked(result: CheckResult, form: str, every: bool) -> None:
    """The result of `penholder check`."""
    from engine.commands.received import received_lines
    from engine.commands.returns import returns_lines

    if form == "json":
        return as_json(result.as_json())
    click.echo(f"{result.head}\n")
    for row in received_lines(result.received, every):
        click.echo(row)
    for number, row in enumerate(returns_lines(result.returns, every)):
        click.echo(row if number else f"{'Returns':<13}{row}")
    click.echo()
    print_findings(result.findings, every)
    click.echo(result.next_step)
    return None


def built(result: BuildReport, form: str) -> None:
    """The result of `penholder build`."""
    if form == "json":
        return as_json(result.as_json())
    folder = result.folder.relative_to(result.folder.parents[1]).as_posix()
    errors, warnings = (summary(result.findings)[key] for key in ("errors", "warnings"))
    pages = result.pages.get("report", 0)
    of_section = nouns.PAGE.part(result.section_a, result.overview_pages)
    length = f"{nouns.PAGE.figure(pages)}   Section A: {of_section}" if pages else "Word only"
    if result.is_unchanged:
        click.echo(f"Nothing has changed since {folder} was built, and every file is as it was: nothing to do.")
    if result.is_public:
        print_findings([finding for finding in result.findings if has(finding, Trait.ABOUT_PUBLISHING)], every=True)
    click.echo()
    if result.only:
        click.echo(f"Sheets   {', '.join(result.only)} in {folder}/verification; the rest is as it was")
    else:
        click.echo(f"Report   {folder}/report.{'pdf' if pages else 'docx'}   {length}")
        beside = f"Web page {folder}/report.html" if result.is_public else f"Sheets   {_sheets(result, folder)}"
        click.echo(beside)
    if result.is_draft and not result.only:
        click.echo(f"Briefs   {result.sheets} in {folder}/briefs, for whoever writes the statements; they stay inside")
    click.echo(f"Findings {nouns.ERROR.figure(errors)}, {nouns.WARNING.figure(warnings)}: penholder check")
    if result.since:
        click.echo(f"Since the build before: {result.since.in_words}")
    _print_what_matters(result)
    if errors:
        click.echo("\nThis draft was built in spite of its errors. A final edition would stop here.")
    return None


def _sheets(result: BuildReport, folder: str) -> str:
    return f"{result.sheets} in {folder}/verification, one for each statement"


def _print_what_matters(result: BuildReport) -> None:
    """What nobody may miss who takes the files: parts left out, a broken template, PDFs without tags, older files."""
    for finding in result.findings if not result.is_draft else ():
        if has(finding, Trait.LEFT_OUT):
            click.echo(f"\n{finding.place}: {finding.message}")
    after = [finding for finding in result.findings if has(finding, Trait.TOLD_AFTER_BUILD)]
    for code in dict.fromkeys(f.code for f in sorted(after, key=lambda f: not has(f, Trait.SAID_ANEW))):
        for finding in [finding for finding in after if finding.code == code][:_SHOWN]:
            click.secho(f"\n{finding.place}: {finding.message}", bold=has(finding, Trait.SAID_ANEW))
    broken = [finding for finding in errors_in(result.findings) if has(finding, Trait.ABOUT_A_TEMPLATE)]
    for finding in broken:
        print_finding(finding)


def verified(result: Proven, form: str) -> None:
    """The result of `penholder verify`."""
    if form == "json":
        return as_json(result.as_json())
    for proof in result.editions:
        click.echo(f"{proof.edition}: {proof.in_words}.")
    click.echo()
    print_findings(result.findings, every=True)
    return None


def framework(used: FrameworkInUse, form: str) -> None:
    """The result of `penholder framework show`."""
    if form == "json":
        return as_json(used.as_json())
    catalogue = used.framework
    click.echo(f"Framework {catalogue.version} (official wording: {used.official})\n")
    for theme in catalogue.themes:
        click.echo(theme.name)
        for statement in theme.statements:
            items = nouns.ITEM.figure(len(statement.items))
            click.echo(f"  {statement.number} {statement.name:<46} {items:>9}   {statement.id}")
    counts = (
        nouns.CHECKLIST_ITEM.figure(len(catalogue.items)),
        nouns.LIBRARY_ROW.figure(len(catalogue.library)),
        nouns.DATA_SOURCE.figure(len(catalogue.sources)),
        nouns.ROLE.figure(len(catalogue.roles)),
    )
    click.echo(f"\n{', '.join(counts)}. Everything: --format json.")
    return None


def health(report: Health) -> None:
    """The result of `penholder doctor`."""
    for line in report.lines:
        click.echo(f"{line.name:<13} {line.state}")
        if line.advice:
            click.echo(f"{'':<13} {line.advice}")
        if line.command:
            click.echo(f"{'':<13} {line.command}")


def new_workspace(folder: Path, sample: bool) -> None:
    """The result of `penholder new`."""
    click.echo(f"{folder} is ready" + (", with a fictional council in it." if sample else "."))
    click.echo(f"Next: penholder {'build' if sample else 'check'} --workspace {folder}")


def failure(fault: PenholderError, form: str) -> None:
    """A run that had to stop."""
    if form == "json":
        return as_json(findings_json(fault.findings, message=fault.message))
    if fault.findings:
        print_findings(in_order(fault.findings), every=False, stops="")
    click.echo(fault.message, err=True)
    return None


def as_json(content: object) -> None:
    """A result for other programs; a terminal that it is printed on obeys nothing in it."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    click.echo(_OBEYED.sub(lambda letter: f"\\u{ord(letter[0]):04x}", text))


def print_findings(findings: Sequence[Finding], every: bool, stops: str = ": a final build would stop here") -> None:
    for severity, title in (
        (Severity.ERROR, "Errors"),
        (Severity.WARNING, "Warnings"),
        (Severity.INFO, "To know"),
    ):
        chosen = [finding for finding in findings if finding.severity is severity]
        if not chosen or (severity is Severity.INFO and not every):
            continue
        stop = stops if severity is Severity.ERROR else ""
        click.secho(f"{title} ({len(chosen)}){stop}", bold=True)
        hidden = _print_all(chosen) if every else _print_some(chosen, severity is Severity.ERROR)
        if hidden:
            click.echo(f"  …     {sentences.NOT_SHOWN(hidden)}: penholder check --all")
        click.echo()


def _print_all(findings: Sequence[Finding]) -> int:
    for finding in findings:
        print_finding(finding)
    return 0


def _print_some(findings: Sequence[Finding], are_errors: bool) -> int:
    """The first of each kind, errors by file and remedy, and how many more there are; of errors, where they stand."""
    hidden = 0
    for group in alike(findings, lambda finding: (finding.place.file, finding.fix) if are_errors else ""):
        shown, others = group.findings[:_SHOWN], group.findings[_SHOWN:]
        if are_errors and len(others) <= _SHOWN:
            shown, others = group.findings, ()
        _print_all(shown)
        if others and are_errors:
            click.echo(f"  …     {nouns.FINDING.figure(len(others))} like these: {in_short(f.place for f in others)}")
        else:
            hidden += len(others)
    return hidden


def print_finding(finding: Finding) -> None:
    click.echo(f"  {finding.code}  {finding.place}")
    click.echo(f"        {finding.message}")
    if finding.fix:
        click.echo(f"        {finding.fix}")


def counted(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, errors and warnings always: 1 error, 2 warnings and 3 to know."""
    counts = summary(findings)
    told = [nouns.ERROR.figure(counts["errors"]), nouns.WARNING.figure(counts["warnings"])]
    told += [sentences.TO_KNOW(counts["infos"])] if counts["infos"] else []
    return f"{', '.join(told[:-1])} and {told[-1]}"
