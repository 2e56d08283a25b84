"""A short addendum: a manager who signed re-confirms what has changed since, without signing the whole sheet anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from engine.assembly.doubts import refuse_doubts
from engine.assembly.drawing import sound_template
from engine.assembly.finishing import Finished, finish_one
from engine.assembly.proven_pdfs import refuse, unseen_in
from engine.assembly.reading import Reading
from engine.assessment.fingerprint import sheet_code
from engine.assessment.readiness import readiness
from engine.assessment.sheet_states import issued_copies
from engine.cache import scratch
from engine.commands.signoff.outgoing import Outgoing
from engine.commands.signoff.verified_words import changes_since
from engine.errors import SigningError, UsageError
from engine.model.edition import Edition
from engine.model.framework import QualityStatement
from engine.model.manifest import FileHash
from engine.model.signing import Sheet, State
from engine.pdf.choice import choose
from engine.pdf.convert import Source, convert_all
from engine.phrases import nouns
from engine.rendering.jobs import Job
from engine.rendering.render import Rendered, render_one
from engine.rendering.views.addendum import DECLARATION, SCOPE, Amended, addendum_view, printed_of
from engine.rendering.views.shared import Content, View
from engine.rendering.writer import Writer
from engine.signatures.register import Register
from engine.templates.kinds import TemplateKind
from engine.templates.template import Template
from engine.workspace import Workspace

_MOST_PAGES = 2


@dataclass(frozen=True, slots=True)
class Addendum:
    """An addendum ready to go out. about: what the register keeps of it."""

    name: str
    docx: bytes
    pdf: bytes
    about: Outgoing


def make_addendum(workspace: Workspace, register: Register, reading: Reading, named: str) -> Addendum:
    """The addendum of one statement's signed sheet over the text as it is now.

    Raises UsageError for a statement nobody knows, and SigningError where there is nothing to re-confirm, or too much.
    """
    statement = next((s for s in reading.assessment.framework.statements if s.id == named), None)
    if statement is None:
        raise UsageError(f"There is no statement {named}. An addendum is for one statement, such as assessing-needs.")
    amended = _amended(register, reading, statement)
    rendered = render_one(_job(reading, amended), sound_template(workspace, TemplateKind.ADDENDUM), reading.assessment)
    made = finished(rendered, reading)
    if made.pages > _MOST_PAGES:
        raise SigningError(
            f"Too much of {statement.name} has changed for an addendum: it would have "
            f"{nouns.PAGE.figure(made.pages)}. "
            "Issue the new sheet instead."
        )
    about = Outgoing(
        sheet=statement.id,
        code=amended.code,
        fingerprint=reading.judgement.fingerprints[statement.id],
        content=FileHash.of(made.pdf),
        fields=made.fields,
        amends=amended.signed[0].code,
    )
    return Addendum(f"addendum-{statement.id}", made.converted.docx, made.pdf, about)


def _amended(register: Register, reading: Reading, statement: QualityStatement) -> Amended:
    sheet = reading.judgement.sheets[statement.id]
    signed = sheet.counting
    if not signed or not _has_reason(sheet):
        why = "nothing has changed since it was signed" if signed else "no signature over an earlier text is on record"
        raise SigningError(f"{statement.name} needs no addendum: {why}.")
    copies = [copy for copy in issued_copies(statement.id, register.entries()) if copy.code == signed[0].code]
    since = changes_since(register, copies[-1], reading)
    council, print_ = reading.assessment.council, reading.judgement.fingerprints[statement.id]
    holder = council.verifier_of(statement.id)
    parts = (
        council.name,
        council.version,
        "addendum",
        statement.id,
        print_,
        signed[0].code,
        holder.name if holder else "",
    )
    return Amended(statement, signed, since, sheet_code(*parts))


def _has_reason(sheet: Sheet) -> bool:
    """Whether the text has changed, or the post has passed to somebody else, since the sheet was signed."""
    return sheet.state is State.STALE or any(signed.is_by_previous for signed in sheet.signatures)


def _job(reading: Reading, amended: Amended) -> Job:
    signers = (signed.name for signed in amended.signed)
    words = (amended.statement.name, DECLARATION, SCOPE, *signers, *printed_of(amended.changes))
    return Job(
        name=f"addendum-{amended.statement.id}",
        title=f"Addendum to a verification sheet: {amended.statement.name}",
        template=TemplateKind.ADDENDUM,
        view=partial(_view, content_of(reading), amended),
        meant=[(text, reading.assessment.council.place) for text in words],
        anchors={},
        statement=amended.statement.id,
        code=amended.code,
        fingerprint=reading.judgement.fingerprints[amended.statement.id],
    )


def _view(content: Content, amended: Amended, writer: Writer, template: Template) -> View:
    return addendum_view(content, amended, writer, template.palette)


def content_of(reading: Reading) -> Content:
    """What an addendum is made from."""
    return Content(
        assessment=reading.assessment,
        judgement=reading.judgement,
        standing=readiness(reading.assessment, reading.judgement),
        edition=Edition.FINAL,
        logo=reading.logo,
        charts={},
        trends={},
    )


def finished(rendered: Rendered, reading: Reading) -> Finished:
    """The Word file, and the PDF to sign."""
    converter, council = choose(Edition.FINAL), reading.assessment.council
    with scratch() as place:
        (made,) = convert_all([Source(rendered.name, rendered.contents)], converter, place)
    done = finish_one(rendered, made, council.date, council.signing)
    refuse([*unseen_in(done)])
    refuse_doubts([done], Edition.FINAL)
    return done
