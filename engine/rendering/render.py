"""All documents of a pack, rendered and proven."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache, partial
from threading import get_ident
from typing import Any

from engine.errors import TemplateError
from engine.findings import Finding, Place, error, errors_in
from engine.fonts.on_this_machine import fonts_here
from engine.foreign.refusal import RefusedFile
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition
from engine.model.judgement import Judgement
from engine.model.kept import made_once
from engine.model.last_one import for_the_very_same
from engine.model.readiness import Readiness
from engine.model.signing import PACK
from engine.progress import OnePart, untold
from engine.rendering.chart import Chart
from engine.rendering.charts import ratings_chart
from engine.rendering.figures_chart import figures_chart
from engine.rendering.jobs import Job, jobs
from engine.rendering.made_ready import Deciding, MadeReady, judged, made_ready
from engine.rendering.must_print import (
    Meant,
    with_brackets,
)
from engine.rendering.narrow_charts import narrow_figures, narrow_ratings
from engine.rendering.settled_fields import Said
from engine.rendering.trends import Trend, trends
from engine.rendering.views.shared import Content
from engine.rendering.writer import Writer
from engine.templates.kinds import TemplateKind
from engine.templates.palette import HOUSE, Palette
from engine.templates.places import NamesOfParts
from engine.templates.template import OPENING_FAULTS, Template, TemplateDocument
from engine.word.contents import Contents
from engine.word.package import Package
from engine.word.styles import MissingStyleError


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A Word document of the pack, its page numbers still open.

    name: its path inside the edition's folder, without ending. code and fingerprint: of a sheet, else empty. mended:
    what was put right in it for certain. lent: which styles its template lacks. unfilled: which fields show what they
    show in the template. missing: of a document to look at, what is wrong with it all the same. unfitting: what could
    not follow the measure of its section. meant: of a document that is signed, the texts that it must show. spoken:
    codes that it prints, each with the words they are read out as. palette: the colours and fonts of its template.
    """

    name: str
    title: str
    template: str
    statement: str
    code: str
    fingerprint: str
    contents: Contents
    mended: tuple[Finding, ...]
    lent: tuple[Finding, ...]
    unfilled: tuple[Finding, ...] = ()
    missing: tuple[Finding, ...] = ()
    meant: tuple[Meant, ...] = ()
    unfitting: tuple[Finding, ...] = ()
    palette: Palette = HOUSE
    spoken: tuple[tuple[str, str], ...] = ()

    @property
    def is_brief(self) -> bool:
        """Whether it is for whoever writes a statement: a Word file alone, which no edition but a draft has."""
        return self.template == TemplateKind.BRIEF

    @property
    def is_sheet(self) -> bool:
        """Whether it is signed and registered by itself."""
        return bool(self.code) and self.name != PACK


@dataclass(frozen=True, slots=True)
class Hearer:
    """Who hears of the documents while they are made.

    counted: told how many there are, gives what is called for each. as_drawn: called with each while it is proven, if
    those before it were sound; what comes of one that is not is for nobody. as_made: called with each that is sound,
    while others are still to be made; what it raises ends the making.
    """

    counted: Callable[[int], OnePart] = lambda _: untold
    as_drawn: Callable[[Rendered], None] = lambda _: None
    as_made: Callable[[Rendered], None] = lambda _: None


NOBODY = Hearer()


def render_all(
    assessment: SelfAssessment,
    judgement: Judgement,
    standing: Readiness,
    edition: Edition,
    logo: bytes,
    templates: Mapping[str, bytes],
    code_of: Callable[..., str],
    only: Collection[str] = (),
    is_to_look_at: bool = False,
    hearer: Hearer = NOBODY,
) -> tuple[Rendered, ...]:
    """The report, a sheet for each statement, endorsements, the director's page, the register page, the briefs.

    With only, just the documents of these names, in this order. is_to_look_at: whether it is enough that a page can be
    made.

    standing: where it all stands. templates: their bytes by file name. code_of: makes the code of a sheet from its
    parts.
    Raises TemplateError with every finding where one of them fails.
    """
    report = open_template(TemplateKind.REPORT, templates[TemplateKind.REPORT])
    content = _content(assessment, judgement, standing, edition, logo, report)
    typed = _typed_in(assessment)
    rendered: list[Rendered] = []
    findings: list[Finding] = []
    named = {job.name: job for job in jobs(content, code_of)}
    wanted = [named[name] for name in only or named if name in named]
    made_one = hearer.counted(len(wanted))
    for job in wanted:
        try:
            as_drawn = NOBODY.as_drawn if findings else hearer.as_drawn
            template = open_template(job.template, templates[job.template])  # others wait until the report is in hand
            document, found = render_job(job, template, assessment, typed, is_to_look_at, as_drawn)
        except TemplateError as fault:
            findings += fault.findings
        else:
            rendered.append(document)
            findings += found
            if not findings:
                hearer.as_made(document)
        made_one()
    if findings:
        raise TemplateError("The templates have errors, so nothing was built.", list(dict.fromkeys(findings)))
    return tuple(rendered)


def _content(
    assessment: SelfAssessment,
    judgement: Judgement,
    standing: Readiness,
    edition: Edition,
    logo: bytes,
    report: Template,
) -> Content:
    """What all documents are made of; narrow charts are drawn where one is asked for."""
    scale, palette, lines = assessment.framework.ratings, report.palette, draw_trends(assessment, report)
    ratings = judgement.ratings.items()
    return Content(
        assessment=assessment,
        judgement=judgement,
        standing=standing,
        edition=edition,
        logo=logo,
        charts=draw_charts(assessment, judgement, report),
        trends=lines,
        narrow_charts={key: partial(_narrow, narrow_ratings, (rated, scale, palette)) for key, rated in ratings},
        narrow_trends={key: partial(_narrow, narrow_figures, (drawn, palette)) for key, (drawn, _) in lines.items()},
    )


def render_one(job: Job, template: bytes, assessment: SelfAssessment) -> Rendered:
    """A document that stands by itself. Raises TemplateError with every finding where it fails."""
    typed = _typed_in(assessment)
    document, findings = render_job(job, open_template(job.template, template), assessment, typed)
    if findings:
        raise TemplateError("The template has errors, so nothing was made.", findings)
    return document


@for_the_very_same
def _typed_in(assessment: SelfAssessment) -> tuple[str, ...]:
    """Texts with brackets of tags that people wrote."""
    return tuple(with_brackets(assessment))


def open_template(name: str, data: bytes) -> Template:
    """A template of the workspace by its file name. Raises TemplateError where its bytes are no sound Word file."""
    return template_at(Place(f"word_templates/{name}"), data)


def template_at(place: Place, data: bytes) -> Template:
    """A template wherever it lies. Raises TemplateError where its bytes are no sound Word file."""
    try:
        return _opened(data, place, get_ident())
    except RefusedFile as fault:
        found = error("W-02", place, *fault.reason)
        raise TemplateError("The templates have errors, so nothing was built.", [found]) from fault
    except OPENING_FAULTS as fault:
        message = "The template is damaged."
        found = error("W-02", place, message, "Open it in Word and save it again as .docx, or put the house copy back.")
        raise TemplateError("The templates have errors, so nothing was built.", [found]) from fault


@lru_cache(maxsize=16)
def _opened(data: bytes, place: Place, _thread: int) -> Template:
    """A template, patched and compiled once for all that this thread makes of the very same file: check and build, a
    build after another while a workspace is watched, council after council of a batch.
    """
    return Template(data, place)


def draw_charts(assessment: SelfAssessment, judgement: Judgement, report: Template) -> dict[str, Chart]:
    """The ratings chart of every statement, in the report's colours."""
    scale, palette = assessment.framework.ratings, report.palette
    return {
        key: _drawn((ratings, scale, palette), partial(ratings_chart, ratings, scale, palette))
        for key, ratings in judgement.ratings.items()
    }


def draw_trends(assessment: SelfAssessment, report: Template) -> dict[str, tuple[tuple[Trend, ...], Chart]]:
    """The figures chart of every statement that has figures to draw, in the report's colours."""
    figures, palette = assessment.evidence.figures, report.palette
    by_statement = (
        (s.id, trends([f for f in figures if f.statement == s.id])) for s in assessment.framework.statements
    )
    return {
        key: (drawn, _drawn((drawn, palette), partial(figures_chart, drawn, palette)))
        for key, drawn in by_statement
        if drawn
    }


def _narrow(draw: Callable[..., Chart], shows: tuple[object, ...], width: float) -> Chart:
    """A chart in another width."""
    return _drawn((shows, width), partial(draw, *shows, width))


def _drawn(shows: object, draw: Callable[[], Chart]) -> Chart:
    """A chart; one that shows the very same, with the same fonts, is not drawn a second time."""
    return made_once("charts", Chart, (repr(shows), fonts_here()), ("pillow",), draw)


def render_job(
    job: Job,
    template: Template,
    assessment: SelfAssessment,
    typed: tuple[str, ...] = (),
    is_to_look_at: bool = False,
    as_drawn: Callable[[Rendered], None] = NOBODY.as_drawn,
) -> tuple[Rendered, list[Finding]]:
    """A document, and what is wrong with it. typed: texts with brackets of tags that people wrote.

    is_to_look_at: whether what keeps nobody from looking at it is told in the document, and is not in its way.
    as_drawn: as Hearer has it.

    Raises TemplateError where it cannot be made.
    """
    deciding = _deciding(job, template, assessment, typed, is_to_look_at)

    def rendered(made: MadeReady) -> Rendered:
        return Rendered(
            name=job.name,
            title=job.title,
            template=job.template,
            statement=job.statement,
            code=job.code,
            fingerprint=job.fingerprint,
            contents=made.contents,
            mended=(*template.carried, *made.mended),
            lent=made.lent,
            unfilled=made.unfilled,
            unfitting=made.unfitting,
            missing=made.missing,
            meant=deciding.meant if job.code else (),
            palette=template.palette,
            spoken=job.spoken,
        )

    ready = partial(made_ready, as_drawn=lambda made: as_drawn(rendered(made)))
    made = _filled_in(job, template, deciding, ready)
    return rendered(made), list(made.faults)


def said_of_job(job: Job, template: Template, assessment: SelfAssessment) -> tuple[Finding, ...]:
    """All that a document tells of its template, but for what was mended in it. Raises as render_job does."""
    made = _filled_in(job, template, _deciding(job, template, assessment), judged)
    return (*made.lent, *made.unfilled, *made.unfitting, *made.faults)


def _filled_in(
    job: Job,
    template: Template,
    deciding: Deciding,
    make: Callable[[Package, Deciding, NamesOfParts], MadeReady],
) -> MadeReady:
    """What is made of a document whose template was filled in."""

    def view(document: TemplateDocument) -> Mapping[str, Any]:
        return job.view(Writer(document, job.anchors), template)

    if refused := errors_in(template.carried):
        raise TemplateError("The template holds what no document may carry.", refused)
    package = template.render(view)
    try:
        return make(package, deciding, template.called)
    except MissingStyleError as fault:
        raise template.without_style(fault) from fault


def _deciding(
    job: Job,
    template: Template,
    assessment: SelfAssessment,
    typed: tuple[str, ...] = (),
    is_to_look_at: bool = False,
) -> Deciding:
    council = assessment.council
    return Deciding(
        template=template.place,
        palette=template.palette,
        lent=template.lent,
        said=Said(
            title=job.title,
            subject=f"{council.title}, version {council.version}",
            author=council.name,
            file=f"{job.name.rpartition('/')[2]}.docx",
        ),
        when=datetime.combine(council.date, time(), UTC),
        marking=council.marking,
        headers=council.title,
        meant=tuple(job.meant),
        typed=typed,
        profile=council.signing if job.code else None,
        volume=job.volume,
        is_to_look_at=is_to_look_at,
    )
