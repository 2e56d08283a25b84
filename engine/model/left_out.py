"""What a council leaves out of its report on purpose: fields by the names templates use, and the values behind them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from engine.model.assessment import SelfAssessment

Values = Callable[[SelfAssessment], Iterable[object]]

_IN_STATEMENT: Mapping[str, Values] = {
    "ambition": lambda a: ((s.view, s.ambition) for s in a.statements.values()),
    "evidence": lambda a: (s.evidence for s in a.statements.values()),
    "plans": lambda a: (s.plans for s in a.statements.values()),
    "strengths": lambda a: (s.strengths for s in a.statements.values()),
    "improvements": lambda a: (s.improvements for s in a.statements.values()),
    "documents": lambda a: (s.documents for s in a.statements.values()),
    "actions.text": lambda a: (one.text for s in a.statements.values() for one in s.actions),
    "actions.owner": lambda a: (one.owner for s in a.statements.values() for one in s.actions),
    "actions.measure": lambda a: (one.measure for s in a.statements.values() for one in s.actions),
    "actions.due": lambda a: (),
    "actions.status": lambda a: (),
    "quotations.words": lambda a: (one.words for s in a.statements.values() for one in s.quotations),
    "quotations.who": lambda a: ((one.who, one.where) for s in a.statements.values() for one in s.quotations),
    "items.text": lambda a: (item.text for s in a.framework.statements for item in s.items),
}
_FIELDS: Mapping[str, Values] = {
    "glance.strengths": lambda a: a.overview.glance_strengths,
    "glance.priorities": lambda a: a.overview.glance_priorities,
    "overview.about": lambda a: a.overview.about,
    "overview.strategy": lambda a: a.overview.strategy,
    "overview.strengths.title": lambda a: (one.title for one in a.overview.strengths),
    "overview.strengths.text": lambda a: (one.text for one in a.overview.strengths),
    "overview.strengths.evidence": lambda a: (one.evidence for one in a.overview.strengths),
    "overview.risks.title": lambda a: (one.title for one in a.overview.risks),
    "overview.risks.impact": lambda a: (one.impact for one in a.overview.risks),
    "overview.risks.response": lambda a: (one.response for one in a.overview.risks),
    "overview.risks.owner": lambda a: (one.owner for one in a.overview.risks),
    "overview.risks.due": lambda a: (),
    "themes.lead": lambda a: (one.lead for one in a.themes.values()),
    "themes.introduction": lambda a: (one.introduction for one in a.themes.values()),
    "themes.priorities": lambda a: (one.priorities for one in a.themes.values()),
    "process.groups.name": lambda a: (one.name for one in a.council.groups),
    "process.groups.people": lambda a: (),
    "process.groups.how": lambda a: (one.how for one in a.council.groups),
    "process.how": lambda a: a.overview.process,
    "process.review": lambda a: a.overview.review,
    "endorsements.text": lambda a: (),
    "endorsements.endorsers.name": lambda a: (one.name for one in a.endorsements),
    "endorsements.endorsers.position": lambda a: (one.position for one in a.endorsements),
    "library.rows.status": lambda a: (),
    "library.rows.title": lambda a: (one.title for one in a.evidence.documents),
    "library.rows.asks": lambda a: (row.text for row in a.framework.library),
    "sources.rows.title": lambda a: (one.title for one in a.evidence.sources),
    "sources.rows.as_at": lambda a: (),
    "figures.measure": lambda a: (one.measure for one in a.evidence.figures),
    "figures.value": lambda a: (one.value for one in a.evidence.figures),
    **{f"statements.{name}": values for name, values in _IN_STATEMENT.items()},
}
_WHOLE: Mapping[str, Values] = {
    "overview.strengths": lambda a: a.overview.strengths,
    "overview.risks": lambda a: a.overview.risks,
    "process.groups": lambda a: a.council.groups,
    "endorsements.endorsers": lambda a: a.endorsements,
    "library.rows": lambda a: a.evidence.documents,
    "sources.rows": lambda a: a.evidence.sources,
    "figures": lambda a: a.evidence.figures,
    "statements.actions": lambda a: (s.actions for s in a.statements.values()),
    "statements.quotations": lambda a: (s.quotations for s in a.statements.values()),
}
"""What a list holds besides the fields that are asked for one by one."""


def names_that_may_be_left_out() -> tuple[str, ...]:
    """Every name that leave_out of council.yaml may hold: of fields, and of lists and groups of fields."""
    every = dict.fromkeys(_FIELDS)
    for name in _FIELDS:
        steps = name.split(".")
        every |= dict.fromkeys(".".join(steps[:count]) for count in range(1, len(steps)))
    return tuple(name for name in every if name != "statements")


def may_be_left_out(name: str) -> bool:
    """Whether a field of the report may be left out on purpose."""
    return name in _FIELDS


def is_left_out(path: str, names: Collection[str]) -> bool:
    """Whether a field is among what is left out, by itself or with what it belongs to. path: [] behind names of lists.

    names: as council.yaml gives them.
    """
    plain = path.replace("[]", "")
    return any(plain == name or plain.startswith(f"{name}.") for name in names)


def left_out_of(assessment: SelfAssessment) -> Iterator[object]:
    """The values that the report of a council need not print."""
    for name, values in (*_FIELDS.items(), *_WHOLE.items()):
        if is_left_out(name, assessment.council.leave_out):
            yield from values(assessment)
