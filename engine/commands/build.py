"""An edition is made when it is not there yet: what stands, made from the very same, is not made again.

This module is what a build loads first, so it imports nothing that is slow to load.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import __version__, log
from engine.cache import key_of, store_of
from engine.clock import now
from engine.finding_kinds import Trait, exit_code, has
from engine.findings import Finding, Place, Severity, findings_json
from engine.fonts.on_this_machine import fonts_here
from engine.model.edition import Edition, Order, Since
from engine.model.manifest import Sources
from engine.model.volumes import Volume
from engine.own_code import digest_of_code, own_files
from engine.pdf.office import Office, find_office
from engine.pdf.office_files import which
from engine.pdf.standby import Standby
from engine.progress import Progress
from engine.publishing.build_log import log_build
from engine.publishing.manifest import LIBRARIES, NAME, is_as_built, read_manifest
from engine.publishing.source_hashes import fingerprints, hash_of
from engine.workspace import Workspace, house

if TYPE_CHECKING:
    from engine.assembly.assemble import Built
    from engine.assembly.one_order import OneOrder

_EDITIONS = "editions"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What there is to say of an edition. pages: of each PDF made, by name. sheets: the statements in the framework.

    report_at_once: whether the report is of its chapters, until the whole is built. is_unchanged: whether it stood
    already and nothing was done. since: what differs from the build before it.
    """

    folder: Path
    findings: tuple[Finding, ...]
    pages: Mapping[str, int]
    section_a: int
    overview_pages: int
    sheets: int
    pdf_engine: str
    only: tuple[str, ...] = ()
    report_at_once: bool = False
    is_unchanged: bool = False
    since: Since | None = None

    @property
    def exit_code(self) -> int:
        """As the contract has it."""
        return exit_code(self.findings)

    @property
    def is_public(self) -> bool:
        """Whether it is the edition for everyone: the report alone."""
        return self.folder.name == Edition.PUBLIC

    @property
    def is_draft(self) -> bool:
        """Whether it is for people who still work on it; it has a brief for each sheet then."""
        return self.folder.name == Edition.DRAFT

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return findings_json(self.findings)


def build(workspace: Workspace, order: Order, progress: Progress) -> BuildReport:
    """Build what an order asks for, with an engine for PDFs that ends with it. Raises as bring_up_to_date does."""
    with Standby(order) as standby:
        return bring_up_to_date(workspace, order, progress, standby)


def bring_up_to_date(
    workspace: Workspace, order: Order, progress: Progress, standby: Standby, at_hand: OneOrder | None = None
) -> BuildReport:
    """Build what an order asks for, unless the edition that stands was made from the very same and is whole.

    at_hand: of who builds parts of the same order one after the other.
    """
    with ThreadPoolExecutor(1) as pool:
        tools = pool.submit(_tools, order.with_pdf)
        sources = fingerprints(workspace)
        day = _day_told_in(order.edition)
        # the tools take longest, so they are last
        made_from = _Recipe(order=order, sources=sources, day=day, house=_house(), tools=tools.result())
    known = _standing(workspace, order, made_from) if not order.is_part else None
    if known:
        log.CACHE.info("%s stands, made from the very same", workspace.relative(known.folder))
        return known
    converter = standby.ready()
    from engine.assembly import assemble  # LibreOffice starts while this loads

    built = assemble.build(converter, workspace, order, progress, at_hand)
    log_build(workspace, order.edition, built.pages.get("report", 0))
    if not order.is_part and built.reading.sources == sources:
        _remember(built, made_from)
    return report_of(built, order)


def report_of(built: Built, order: Order) -> BuildReport:
    """What there is to say of an edition that was built now."""
    framework = built.reading.assessment.framework
    return BuildReport(
        folder=built.folder,
        findings=built.findings,
        pages=built.pages,
        section_a=built.section_a,
        overview_pages=framework.overview_pages,
        sheets=len(framework.statements),
        pdf_engine=built.pdf_engine,
        only=order.only,
        report_at_once=order.report_at_once and Volume.CORE in built.pages,
        since=built.since,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipe:
    """All that decides what is in an edition: an order, the sources with their hashes, the day, penholder, tools."""

    order: Order
    sources: Sources
    day: str
    house: bytes
    tools: tuple[str, ...]

    def key(self, edition: Path) -> str:
        """The name under which is kept what was said of the edition in a folder, with the manifest it has."""
        sources = {path: content.sha256 for path, content in self.sources.items()}
        content = (str(self.order.edition), self.order.with_pdf, sources, self.day, self.tools)
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        final = edition.parent / Edition.FINAL / NAME  # a draft tells what has changed since
        told = _hashed(final) if self.order.edition.is_draft else ""
        return key_of(json.dumps(content, sort_keys=True), self.house, epoch, _hashed(edition / NAME), told)


def _day_told_in(edition: Edition) -> str:
    """The present day, by which readiness says who is late and for how long; empty for an edition without it.

    It is asked before anything is read: what is made after midnight does not stand for the day before.
    """
    return "" if edition is Edition.PUBLIC else now().date().isoformat()


def _hashed(path: Path) -> str:
    """The hash of a manifest; empty where there is none that can be read."""
    found = hash_of(path)
    return found.sha256 if found else ""


def _remember(built: Built, made_from: _Recipe) -> None:
    """Keep what was said of an edition, under what it was made from.

    One with a template that stood in for a broken one is not kept: every build says so anew.
    """
    if any(has(finding, Trait.SAID_ANEW) for finding in built.findings):
        return
    about = report_of(built, made_from.order)
    content = {
        "findings": [finding.as_json() | {"named": finding.named} for finding in about.findings],
        "pages": dict(about.pages),
        "numbers": [about.section_a, about.overview_pages, about.sheets],
        "pdf_engine": about.pdf_engine,
    }
    store_of(_EDITIONS).put(made_from.key(built.folder), json.dumps(content).encode())
    store_of(_EDITIONS).forget()


def _standing(workspace: Workspace, order: Order, made_from: _Recipe) -> BuildReport | None:
    """What was said of the edition that stands; None where it was made from other things, or is not whole."""
    folder = workspace.outputs / order.edition
    manifest = read_manifest(folder)
    held = store_of(_EDITIONS).take(made_from.key(folder)) if manifest else None
    if held is None or manifest is None or not is_as_built(folder, manifest):
        return None
    content = json.loads(held)
    findings = tuple(map(_finding, content["findings"]))
    section_a, overview_pages, sheets = content["numbers"]
    engine = content["pdf_engine"]
    return BuildReport(
        folder=folder,
        findings=findings,
        pages=content["pages"],
        section_a=section_a,
        overview_pages=overview_pages,
        sheets=sheets,
        pdf_engine=engine,
        is_unchanged=True,
    )


def _finding(record: Mapping[str, str]) -> Finding:
    place = Place(record["file"], record["place"])
    return Finding(
        severity=Severity(record["severity"]),
        code=record["code"],
        place=place,
        message=record["message"],
        fix=record["fix"],
        about=record["about"],
        named=record["named"],
    )


@cache
def _tools(with_pdf: bool) -> tuple[str, ...]:
    """Every program and library with a share in an edition, as it is now, and the fonts that decide its pages."""
    program = find_office() if with_pdf else None
    office = Office(program) if program else None
    said = (which(office), office.settings) if office else ("dxpdf", version("dxpdf"))
    libraries = (f"{name} {version(name)}" for name in LIBRARIES)
    return (str(with_pdf), *said, fonts_here(), __version__, platform.python_version(), *libraries)


@cache
def _house() -> bytes:
    """penholder's own code and its house copies: another release, or a change in a checkout, makes everything anew."""
    copies = (path for kind in ("data_schemas/**/*.yaml", "word_templates/*.docx") for path in house().glob(kind))
    return digest_of_code((*own_files(), *sorted(copies)))
