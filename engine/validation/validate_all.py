"""Every input of a workspace against its schema, the council first: it names the groups the others speak of."""

from __future__ import annotations

from collections.abc import Iterable

from engine.finding_kinds import Trait, finding_kinds
from engine.model.framework import Framework
from engine.model.inputs import CheckedInputs, Inputs
from engine.model.record import Checked, Record
from engine.model.vocabulary import Vocabulary, framework_vocabulary, with_rulings
from engine.validation.fields_of_the_report import fields_of_the_report
from engine.validation.validate import validate


def council_vocabulary(framework: Framework, pictures: Iterable[str]) -> Vocabulary:
    """The names that council.yaml may use. pictures: those it may name."""
    words = with_rulings(framework_vocabulary(framework), framework)
    words = words.with_kind("picture", ((name, name) for name in pictures))
    weighable = (code for code, kind in finding_kinds().items() if Trait.WEIGHABLE in kind.traits)
    words = words.with_kind("finding about content", ((code, code) for code in weighable))
    return words.with_kind("field of the report", fields_of_the_report())


def validate_all(inputs: Inputs, framework: Framework) -> CheckedInputs:
    """Check everything. A record that could not be read has no values; its reader has told why, so it passes."""
    words = council_vocabulary(framework, inputs.pictures)

    def check(record: Record) -> Checked:
        if not record.values:
            return Checked(record, {}, ())
        return validate(record, inputs.schemas[record.schema], words)

    checked_council = check(inputs.council)
    groups = [group for group in checked_council.values.get("groups") or [] if group and "id" in group]
    if groups:  # else council.yaml is to blame, and not the workbooks that name groups
        words = words.with_kind("group", ((group["id"], group.get("name") or group["id"]) for group in groups))
    own = [one for one in checked_council.values.get("declarations") or [] if one and "id" in one]
    known = [(one.id, one.heading) for one in framework.declarations]
    words = words.with_kind("declaration", (*known, *((one["id"], one.get("heading") or one["id"]) for one in own)))
    return CheckedInputs(
        council=checked_council,
        checklists=inputs.checklists,
        statements={key: check(record) for key, record in inputs.statements.items()},
        themes={key: check(record) for key, record in inputs.themes.items()},
        overview=check(inputs.overview),
        sections={key: check(record) for key, record in inputs.sections.items()},
        evidence=check(inputs.evidence),
        endorsements=check(inputs.endorsements),
        decisions=check(inputs.decisions),
        lenses=check(inputs.lenses),
        vocabulary=words,
    )
