"""What a council makes of a code: heavier or lighter than penholder does, and never without saying so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from engine.findings import Finding, Severity, info
from engine.model.council import Council
from engine.phrases import sentences


def weighed(findings: Iterable[Finding], council: Council) -> tuple[Finding, ...]:
    """The findings with the council's severities, and a G-01 for each code whose weight that changed."""
    changed: Counter[tuple[str, Severity, Severity]] = Counter()
    made: list[Finding] = []
    for finding in findings:
        wanted = Severity(council.severities.get(finding.code, finding.severity))
        if wanted is not finding.severity:
            changed[finding.code, finding.severity, wanted] += 1
            finding = replace(finding, severity=wanted)
        made.append(finding)
    return (*made, *(_reweighed(*change, number, council) for change, number in changed.items()))


def _reweighed(code: str, was: Severity, now: Severity, number: int, council: Council) -> Finding:
    message = f"council.yaml makes {code} {_article(now)}: {sentences.REWEIGHED(number)} otherwise be {_article(was)}."
    return info("G-01", council.place, message, "Nothing, if the council decided so. Else take it out of severities.")


def _article(severity: Severity) -> str:
    return (
        "a warning" if severity is Severity.WARNING else "an error" if severity is Severity.ERROR else "for information"
    )
