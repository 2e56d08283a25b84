"""What the public edition says: the report, built from what everyone may read.

Every field says by its role whether that is so (model/roles.py). What is not allowed is taken out of the values before
anything is rendered, never hidden afterwards: what is not in the values cannot be in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from engine.assessment.left_out import left_out_findings
from engine.assessment.open_to_all import is_open, open_to_all
from engine.findings import Finding, error, in_order, info, warning
from engine.links import read_link
from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.model.roles import READ, FieldRole, ReadFor
from engine.model.story import Agreed, blocks_in
from engine.model.walk import walk

_NOT_FOR_THE_PUBLIC = re.compile(r"sensitive|secret|confidential|restricted|not for publication", re.IGNORECASE)
_OF_THE_REPORT = READ[ReadFor.PROMPTS] | READ[ReadFor.GAPS]
"""The roles of texts that the report prints: those of narrative, and those of evidence."""


def published(assessment: SelfAssessment, judgement: Judgement) -> tuple[SelfAssessment, Judgement]:
    """The self-assessment as everyone may read it, and its findings, with those about publishing added.

    The findings are for whoever publishes it; no document of a public edition is made from them.
    """
    names = assessment.council.publishes_names
    offices = assessment.council.public_offices
    open_sections = tuple(section for section in assessment.sections if section.is_public)
    public = open_to_all(replace(assessment, sections=open_sections), names, offices)
    found = [*judgement.findings, *_findings(assessment), *_left_out(assessment, public)]
    if not names:
        found += _named(assessment, public)
    return public, replace(open_to_all(judgement, names, offices), findings=in_order(found))


def _findings(assessment: SelfAssessment) -> Iterator[Finding]:
    council = assessment.council
    if _NOT_FOR_THE_PUBLIC.search(council.marking):
        message = f"The report is marked {council.marking}, so it is not for the public."
        fix = "Have whoever owns the marking decide, change report.marking, and build the public edition again."
        yield error("U-01", council.place, message, fix)
    for narrative in assessment.statements.values():
        for quotation in narrative.quotations:
            if not quotation.may_publish:
                message = f"The quotation “{quotation.words}” is left out: it may not be published."
                fix = "Nothing, if that is so. Else write Yes beside it."
                yield info("U-02", quotation.place, message, fix, narrative.statement)
    forms = (*assessment.statements.values(), *assessment.themes.values(), assessment.overview, *assessment.sections)
    for box in (block for form in forms for block in blocks_in(form) if isinstance(block, Agreed)):
        if not box.may_publish:
            message = f"A block is left out ({box.label}): it may not be published."
            yield info("U-02", box.place, message, "Nothing, if that is so. Else write Yes into it.")
    for section in (one for one in assessment.sections if not one.is_public):
        message = f'The section "{section.heading}" is left out: council.yaml says that it is not public.'
        yield info("U-02", section.place, message, "Nothing, if that is so. Else take out public: false.")
    links = ((held.value, held.place) for held in walk(assessment, {FieldRole.LINK}) if held.value)
    for link, place in dict.fromkeys(link for link in links if not is_open(link[0])):
        message = f"A link is left out: it is {read_link(link).kind}, which the public cannot open."
        yield info("U-04", place, message, "Nothing, if that is so. Else put the document on your website.")


def _left_out(assessment: SelfAssessment, public: SelfAssessment) -> Iterator[Finding]:
    """What the public edition does without beyond a final one, because all of it is withheld."""
    of_a_final = set(left_out_findings(assessment, has_previous=True))
    yield from (found for found in left_out_findings(public, has_previous=True) if found not in of_a_final)


def _named(assessment: SelfAssessment, public: SelfAssessment) -> Iterator[Finding]:
    """People whom tables show by post or role, and whom the text names all the same."""
    people = dict.fromkeys(held.text for held in walk(assessment, {FieldRole.NAME}) if held.text)
    names = {name: re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) for name in people}
    for held in walk(public, _OF_THE_REPORT | {FieldRole.COMMENT}):
        for name in (name for name, pattern in names.items() if pattern.search(held.text)):
            message = f"The text names {name}, whom the public edition shows by post alone."
            fix = "Write the post, or set public.people to names in council.yaml."
            yield warning("U-03", held.place, message, fix)
