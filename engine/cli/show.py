"""How penholder speaks: findings, progress and results, for people and as JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.errors import PenholderError
from engine.finding_kinds import Trait, has
from engine.findings import Finding, Severity, errors_in, in_order, summary
from engine.model.edition import Edition, Since
from engine.progress import Progress, Step

if TYPE_CHECKING:  # loading these takes longer than finding that an edition is up to date
    from engine.assembly.reading import Reading
    from engine.commands.build import BuildReport
    from engine.commands.doctor import Health
    from engine.commands.template_check import CheckedTemplate
    from engine.model.framework import Framework

_FILES = 3
"""So many files that changed are named."""
_SHOWN = 2
"""So many warnings of one code are told; the rest is a count, unless --all asks for each."""


def progress(quiet: bool) -> Progress:
    """Tells the steps on a terminal; says nothing when piped or asked to be quiet."""
    if quiet or not sys.stderr.isatty():
        return Progress()

    def began(step: Step) -> None:
        click.echo(f"{step.number} {step.name:<10}", nl=False, err=True)

    def ended(step: Step) -> None:
        click.echo(f"  {step.said:<28} {step.seconds:5.1f} s", err=True)

    return Progress(began, ended)


def checked(reading: Reading, findings: Sequence[Finding], form: str, every: bool) -> None:
    """The result of `penholder check`."""
    from engine.cli.counts import readings
    from engine.cli.load_report import readings_json

    if form == "json":
        return print_json(findings, readings=readings_json(reading.assessment))
    assessment = reading.assessment
    wording = _official(assessment.framework)
    click.echo(f"{assessment.council.name} · framework {assessment.framework.version} (official wording: {wording})\n")
    for row in readings(assessment, findings, every):
        click.echo(row)
    click.echo()
    print_findings(findings, every)
    errors = len(errors_in(findings))
    step = f"mend the {_count(errors, 'error')}, then build again" if errors else "penholder build"
    click.echo(f"Next: {step}.")
    return None


def built(result: BuildReport, form: str) -> None:
    """The result of `penholder build`."""
    if form == "json":
        return print_json(result.findings)
    folder = result.folder.relative_to(result.folder.parents[1]).as_posix()
    errors, warnings = (summary(result.findings)[key] for key in ("errors", "warnings"))
    pages = result.pages.get("report", 0)
    length = f"{pages} pages   Section A: {result.section_a} of {result.overview_pages} pages" if pages else "Word only"
    if result.is_unchanged:
        click.echo(f"Nothing has changed since {folder} was built, and every file is as it was: nothing to do.")
    is_public = result.folder.name == Edition.PUBLIC
    if is_public:
        print_findings([finding for finding in result.findings if has(finding, Trait.ABOUT_PUBLISHING)], every=True)
    click.echo()
    if result.only:
        click.echo(f"Sheets   {', '.join(result.only)} in {folder}/verification; the rest is as it was")
    else:
        click.echo(f"Report   {folder}/report.{'pdf' if pages else 'docx'}   {length}")
    if not (result.only or is_public):
        click.echo(f"Sheets   {result.sheets} in {folder}/verification, one for each statement")
    click.echo(f"Findings {_count(errors, 'error')}, {_count(warnings, 'warning')}: penholder check")
    if result.since:
        click.echo(f"Since the build before: {_since(result.since)}")
    _print_what_matters(result)
    if errors:
        click.echo("\nThis draft was built in spite of its errors. A final edition would stop here.")
    return None


def _since(since: Since) -> str:
    names = [path.rpartition("/")[2] for path in since.files]
    more = f" and {len(names) - _FILES} more" if len(names) > _FILES else ""
    files = f"{', '.join(names[:_FILES])}{more} changed" if names else "no file changed"
    texts = f"; another text: {', '.join(since.statements)}" if since.statements else ""
    return f"{files}{texts}"


def _print_what_matters(result: BuildReport) -> None:
    """What nobody may miss who takes the files: a broken template, PDFs without tags, files older than others."""
    after = [finding for finding in result.findings if has(finding, Trait.TOLD_AFTER_BUILD)]
    for code in dict.fromkeys(f.code for f in sorted(after, key=lambda f: not has(f, Trait.SAID_ANEW))):
        for finding in [finding for finding in after if finding.code == code][:_SHOWN]:
            click.secho(f"\n{finding.place}: {finding.message}", bold=has(finding, Trait.SAID_ANEW))
    broken = [finding for finding in errors_in(result.findings) if has(finding, Trait.ABOUT_A_TEMPLATE)]
    for finding in broken:
        print_finding(finding)


def verified(proofs: Sequence[tuple[str, Sequence[Finding]]], signing: Sequence[Finding], form: str) -> int:
    """The result of `penholder verify`, and its exit code. signing: what is wrong with the register of sheets."""
    findings = [*(finding for _, found in proofs for finding in found), *signing]
    if form == "json":
        print_json(findings)
    else:
        for edition, found in proofs:
            broken, changed = len(errors_in(found)), sum(has(f, Trait.SOURCE_CHANGED) for f in found)
            state = f"{_count(broken, 'file')} not as built" if broken else "every file is as it was built"
            since = f"; {_count(changed, 'input')} changed since" if changed else "; no input changed since"
            click.echo(f"{edition}: {state}{since}.")
        click.echo()
        print_findings(findings, every=True)
    return 6 if errors_in(findings) else 0


def templates_checked(templates: Sequence[CheckedTemplate], copies: Sequence[Path], form: str) -> None:
    """The result of `penholder template check`."""
    findings = [finding for template in templates for finding in template.findings]
    if form == "json":
        return print_json(findings)
    for finding in findings:
        click.echo(str(finding.place))
        click.echo(f"  {finding.code}  {finding.message}")
        if finding.fix:
            click.echo(f"        {finding.fix}")
    faulty, errors = sum(bool(template.findings) for template in templates), len(errors_in(findings))
    warnings = len(findings) - errors
    if not findings:
        click.echo(f"{_count(len(templates), 'template')}, nothing wrong.")
    else:
        told = f"{_count(errors, 'error')} and {_count(warnings, 'warning')} in {_count(faulty, 'template')}."
        hint = "" if copies else " Copies with a comment at each: penholder template check --annotate DIR"
        click.echo(f"\n{told}{hint}")
    for path in copies:
        click.echo(f"Written: {path}")
    return None


def framework(catalogue: Framework, form: str) -> None:
    """The result of `penholder framework show`."""
    from engine.framework.listing import framework_json

    if form == "json":
        click.echo(json.dumps(framework_json(catalogue), ensure_ascii=False, indent=2))
        return
    click.echo(f"Framework {catalogue.version} (official wording: {_official(catalogue)})\n")
    for theme in catalogue.themes:
        click.echo(theme.name)
        for statement in theme.statements:
            click.echo(f"  {statement.number} {statement.name:<46} {len(statement.items):>3} items   {statement.id}")
    rows = f"{len(catalogue.library)} library rows, {len(catalogue.sources)} data sources, {len(catalogue.roles)} roles"
    click.echo(f"\n{len(catalogue.items)} checklist items, {rows}. Everything: --format json.")


def health(report: Health) -> None:
    """The result of `penholder doctor`."""
    for line in report.lines:
        click.echo(f"{line.name:<13} {line.state}")
        if line.advice:
            click.echo(f"{'':<13} {line.advice}")


def new_workspace(folder: Path, sample: bool) -> None:
    """The result of `penholder new`."""
    click.echo(f"{folder} is ready" + (", with a fictional council in it." if sample else "."))
    click.echo(f"Next: penholder {'build' if sample else 'check'} --workspace {folder}")


def failure(fault: PenholderError, as_json: bool) -> None:
    """A run that had to stop."""
    if as_json:
        print_json(fault.findings, message=fault.message)
        return
    if fault.findings:
        print_findings(in_order(fault.findings), every=False, stops="")
    click.echo(fault.message, err=True)


def print_json(findings: Sequence[Finding], **more: Any) -> None:
    content = {"findings": [finding.as_json() for finding in findings], "summary": summary(findings), **more}
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


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
        told: Counter[str] = Counter()
        hidden = 0
        for finding in chosen:
            told[finding.code] += 1
            if every or severity is Severity.ERROR or told[finding.code] <= _SHOWN:
                print_finding(finding)
            else:
                hidden += 1
        if hidden:
            click.echo(f"  …     {hidden} more: penholder check --all")
        click.echo()


def print_finding(finding: Finding) -> None:
    click.echo(f"  {finding.code}  {finding.place}")
    click.echo(f"        {finding.message}")
    if finding.fix:
        click.echo(f"        {finding.fix}")


def _official(catalogue: Framework) -> str:
    """Which parts are worded as published: yes, no, or their names."""
    from engine.framework.catalogue import PARTS

    if catalogue.official_parts == PARTS:
        return "yes"
    return ", ".join(catalogue.official_parts) or "no"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
