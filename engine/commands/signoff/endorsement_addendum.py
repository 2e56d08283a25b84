"""An addendum for endorsers: those who have signed confirm what has changed since, without reading everything anew."""

from __future__ import annotations

from functools import partial

from engine.assembly.drawing import sound_template
from engine.assembly.reading import Reading
from engine.assessment.fingerprint import sheet_code
from engine.assessment.sheet_states import issued_copies
from engine.commands.signoff.addendum import Addendum, content_of, finished
from engine.commands.signoff.outgoing import Outgoing
from engine.commands.signoff.verified_words import changes_since
from engine.errors import SigningError
from engine.model.manifest import FileHash
from engine.model.signing import ENDORSEMENTS, Entry
from engine.phrases import nouns
from engine.rendering.jobs import Job
from engine.rendering.render import render_one
from engine.rendering.views.addendum import printed_of
from engine.rendering.views.endorsement_addendum import DECLARATION, SCOPE, EndorsedAnew, endorsement_addendum_view
from engine.rendering.views.shared import Content, View
from engine.rendering.writer import Writer
from engine.signatures.register import Register
from engine.templates.kinds import TemplateKind
from engine.templates.template import Template
from engine.workspace import Workspace

_MOST_PAGES = 6
"""More than that is no shorter than reading the report again."""


def make_endorsement_addendum(workspace: Workspace, register: Register, reading: Reading) -> Addendum:
    """The addendum for everybody who endorsed an earlier text by a signature that counts.

    Raises SigningError where nobody has, or where too much has changed.
    """
    about, copy = _about(register, reading)
    job = Job(
        name=f"addendum-{ENDORSEMENTS}",
        title="Addendum to the endorsements",
        template=TemplateKind.ENDORSEMENT_ADDENDUM,
        view=partial(_view, content_of(reading), about),
        meant=[
            (text, reading.assessment.council.place)
            for text in (DECLARATION, SCOPE, *_names(about), *printed_of(about.changes))
        ],
        anchors={},
        code=about.code,
        fingerprint=reading.judgement.whole_fingerprint,
    )
    made = finished(
        render_one(job, sound_template(workspace, TemplateKind.ENDORSEMENT_ADDENDUM), reading.assessment), reading
    )
    if made.pages > _MOST_PAGES:
        raise SigningError(
            f"Too much has changed for an addendum to the endorsements: it would have {nouns.PAGE.figure(made.pages)}. "
            "Issue the new sheet instead."
        )
    outgoing = Outgoing(
        sheet=ENDORSEMENTS,
        code=about.code,
        fingerprint=reading.judgement.whole_fingerprint,
        content=FileHash.of(made.pdf),
        fields=made.fields,
        amends=copy.code,
    )
    return Addendum(job.name, made.converted.docx, made.pdf, outgoing)


def _about(register: Register, reading: Reading) -> tuple[EndorsedAnew, Entry]:
    """What it is about, and the oldest copy that one of them signed: what has changed since is shown to all."""
    assessment, judgement = reading.assessment, reading.judgement
    pairs = zip(assessment.endorsements, judgement.endorsers, strict=True)
    asked = [(one, found.counting) for one, found in pairs if not one.has_declined and not found.is_current]
    again = tuple((endorsement, signed) for endorsement, signed in asked if signed)
    if not again:
        raise SigningError(
            "The endorsements need no addendum: no signature over an earlier text is on record that is still open."
        )
    codes = {signed.code for _, signed in again}
    copy = next(copy for copy in issued_copies(ENDORSEMENTS, register.entries()) if copy.code in codes)
    since = changes_since(register, copy, reading)
    council = assessment.council
    parts = (council.name, council.version, "addendum", ENDORSEMENTS, judgement.whole_fingerprint, *sorted(codes))
    code = sheet_code(*parts, *(endorsement.name for endorsement, _ in again))
    return EndorsedAnew(again, since, code), copy


def _names(about: EndorsedAnew) -> tuple[str, ...]:
    return tuple(endorsement.name for endorsement, _ in about.endorsers)


def _view(content: Content, about: EndorsedAnew, writer: Writer, template: Template) -> View:
    return endorsement_addendum_view(content, about, writer, template.palette)
