"""Steps 1 to 4: what the inputs say, and what there is to say about them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.assembly.drawings_drawn import draw_with_office
from engine.assembly.letters import letters_without_font
from engine.assessment.assess import assess
from engine.assessment.evidence_at_hand import matched_files
from engine.assessment.held_back import without_consequences, without_what_is_not_begun
from engine.assessment.public import published
from engine.block_kinds import block_kinds
from engine.clock import now
from engine.errors import InputError
from engine.findings import Finding, errors_in, in_order
from engine.framework.catalogue import framework_file, load_framework
from engine.framework.what_it_lacks import lacking_texts
from engine.long_paths import long_path_findings
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition
from engine.model.evidence_files import NO_FILES, MatchedFiles
from engine.model.judgement import Judgement
from engine.model.manifest import Sources
from engine.model.questions import Question
from engine.phrases import nouns, sentences
from engine.progress import Progress
from engine.publishing.source_hashes import fingerprints
from engine.signatures.register import Register
from engine.sources.drawn import with_drawings
from engine.sources.evidence_files import files_at_hand
from engine.sources.load import load_inputs
from engine.sources.snapshot_file import previous_version
from engine.transcription.own_fields import with_pictures
from engine.transcription.self_assessment import transcribe
from engine.validation.validate_all import validate_all
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A workspace after steps 1 to 4. sources: hashes of every file, taken before the first was read.

    questions: what a ruling of the pen holder could settle. evidence_files: the files at hand, and whose they are.
    """

    assessment: SelfAssessment
    judgement: Judgement
    logo: bytes
    sources: Sources
    framework_file: str
    questions: tuple[Question, ...] = ()
    evidence_files: MatchedFiles = NO_FILES


def read(workspace: Workspace, progress: Progress) -> Reading:
    """Raises InputError with every finding where nothing can be built at all."""
    with progress.step("load") as step:
        sources = fingerprints(workspace)
        chosen = framework_file(workspace)
        framework = load_framework(chosen)
        files = sum(path.startswith("inputs/") for path in sources)
        read_one = progress.parts(step, files)
        inputs = with_drawings(load_inputs(workspace, framework, read_one), draw_with_office)
        previous, of_previous = previous_version(workspace)
        register = Register(workspace)
        step.said = nouns.FILE.figure(files)
    with progress.step("validate") as step:
        checked = validate_all(inputs, framework)
        of_the_folder = (*register.faults(), *long_path_findings(workspace.root))
        lacking = lacking_texts(framework, chosen)
        found = (*inputs.findings, *lacking, *of_previous, *checked.findings, *of_the_folder)
        step.said = nouns.ERROR.figure(len(errors_in(found)))
        if not checked.council_is_sound:
            raise InputError(*_only_of_the_council(found))
    with progress.step("model"):
        assessment, doubts, questions = transcribe(checked, framework, block_kinds(workspace))
        assessment = replace(assessment, own=with_pictures(assessment.own, inputs.pictures))
        at_hand = matched_files(assessment.evidence.documents, files_at_hand(workspace))
    with progress.step("assess") as step:
        judgement = assess(
            assessment, (*found, *doubts, *at_hand.findings), register.entries(), previous, checked.absent
        )
        findings = in_order((*judgement.findings, *letters_without_font(assessment)))
        judgement = replace(judgement, today=now().date(), findings=findings)
        step.said = nouns.STATEMENT.figure(len(framework.statements))
    logo = inputs.pictures.get(assessment.council.logo, b"")
    return Reading(
        assessment=assessment,
        judgement=judgement,
        logo=logo,
        sources=sources,
        framework_file=chosen.name,
        questions=questions,
        evidence_files=at_hand,
    )


def _only_of_the_council(found: tuple[Finding, ...]) -> tuple[str, tuple[Finding, ...]]:
    """Why nothing can be built, and what there is to mend first; how much waits until then."""
    told = without_what_is_not_begun(without_consequences(found))
    waiting = len({finding.place.file for finding in found if finding not in told})
    more = f" {sentences.WAIT_TO_BE_FILLED_IN(waiting)}: that is looked at then." if waiting else ""
    return f"council.yaml must be right before anything can be built.{more}", in_order(told)


def read_for(edition: Edition, workspace: Workspace, progress: Progress) -> Reading:
    """What the readers of an edition may see. Raises InputError as read does."""
    reading = read(workspace, progress)
    if edition is not Edition.PUBLIC:
        return reading
    assessment, judgement = published(reading.assessment, reading.judgement)
    return replace(reading, assessment=assessment, judgement=judgement)
