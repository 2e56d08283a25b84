"""Whether what endorsers agreed to is the text that is printed: their dates and versions beside those of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings import Finding, warning
from engine.model.assessment import Endorsement, SelfAssessment
from engine.model.signing import Endorsing
from engine.plain_words import long_date

_ASK = (
    "Ask which version was endorsed, and write it into the column Version endorsed. "
    "Where it was an earlier one, ask whether the endorsement stands for this text."
)


def endorsement_findings(assessment: SelfAssessment, endorsers: Sequence[Endorsing]) -> Iterator[Finding]:
    """C-14 for each endorser whose yes is by its date or version to another text, or whose no stands beside a yes.

    A signature on the register says by itself which text it is over: of such an endorser nothing is said here.
    """
    for endorsement, found in zip(assessment.endorsements, endorsers, strict=True):
        if found.counting and endorsement.has_declined:
            message = f"{endorsement.name} has declined, and a signature is on the register."
            fix = "Ask which of the two holds, and correct Status. The report says declined."
            yield warning("C-14", endorsement.place, message, fix, endorsement.role)
        elif endorsement.has_agreed and not found.counting:
            yield from _of_another_text(endorsement, assessment)


def _of_another_text(endorsement: Endorsement, assessment: SelfAssessment) -> Iterator[Finding]:
    council, who = assessment.council, endorsement.name
    this = f"version {council.version} of {long_date(council.date)}"
    if endorsement.is_of_another(council.version):
        message = f"{who} endorsed version {endorsement.version}; this report is {this}."
        fix = "Ask whether the endorsement stands for this version, and write what you are told into Version endorsed."
        yield warning("C-14", endorsement.place, message, fix, endorsement.role)
    elif endorsement.version:
        return
    elif endorsement.date and endorsement.date < council.date:
        message = f"{who} agreed on {long_date(endorsement.date)}, before the date of the text, {this}."
        yield warning("C-14", endorsement.place, message, _ASK, endorsement.role)
    elif endorsement.date is None:
        message = f"{who} agreed, and neither a date nor a version says to which text."
        yield warning("C-14", endorsement.place, message, _ASK, endorsement.role)
