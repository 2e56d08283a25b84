"""The council's own judgements as values, with what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping

from engine.findings import Finding, error, warning
from engine.model.framework import QualityStatement
from engine.model.record import Checked
from engine.model.self_judgement import SelfJudgement
from engine.model.vocabulary import Vocabulary
from engine.plain_words import quoted

_FIELD = "self_judgement"


def transcribe_judgements(
    checked: Checked, statements: tuple[QualityStatement, ...], words: Vocabulary
) -> tuple[Mapping[str, SelfJudgement], list[Finding]]:
    """The judgement of each statement that has one, by its id; J-04 where one is on no scale or none is given.

    The council must be sound. A workspace may have a schema that is older than they are.
    """
    given = checked.values.get(_FIELD) or {}
    scale = tuple(given.get("scale") or ())
    made: dict[str, SelfJudgement] = {}
    findings: list[Finding] = []
    for index, row in enumerate(given.get("statements") or ()):
        statement = words.find("statement", row["statement"]) or ""
        place = checked.place(_FIELD, "statements", index)
        if statement in made:
            message = (
                f"{quoted(row['statement'])} stands among your own judgements a second time; only the first counts."
            )
            findings.append(error("I-11", place, message, "Keep one of the two."))
        elif row["level"] not in scale:
            told = f"Its levels are: {', '.join(scale)}." if scale else "There is no scale yet."
            message = f"{quoted(row['level'])} is no level of your scale. {told}"
            findings.append(error("J-04", place, message, "Write one of its levels, or add this one under scale."))
        else:
            made[statement] = SelfJudgement(level=row["level"], scale=scale, place=place)
    judged = {words.find("statement", row["statement"]) for row in given.get("statements") or ()}
    if scale or judged:
        findings += [_without(checked, one) for one in statements if one.id not in judged]
    return made, findings


def _without(checked: Checked, statement: QualityStatement) -> Finding:
    message = f"You give judgements of your own, and none of {statement.name}. The report prints none there."
    fix = "Add it under self_judgement in council.yaml, or leave it so."
    return warning("J-04", checked.place(_FIELD), message, fix, statement.id)
