"""One of everything a template can print, so that the views show every name they have; its words mean nothing."""

from __future__ import annotations

from datetime import date

from engine.findings import Place, warning
from engine.model.assessment import (
    Action,
    Answer,
    Checklist,
    Endorsement,
    KeyRisk,
    KeyStrength,
    Overview,
    Quotation,
    SelfAssessment,
    StatementNarrative,
    ThemeNarrative,
)
from engine.model.council import Acronym, Council, Group, Verifier
from engine.model.edition import Edition
from engine.model.evidence import DataSource, Document, Evidence, Figure, Status
from engine.model.framework import (
    ChecklistItem,
    Declaration,
    Framework,
    LibraryRow,
    ListedSource,
    Named,
    QualityStatement,
    Rating,
    Role,
    Side,
    Theme,
)
from engine.model.judgement import GroupCounts, Judgement, StatementRatings
from engine.model.signing import Sheet, State
from engine.model.story import Paragraph, Run
from engine.templates.views.shared import Content

_HERE = Place("")
_DAY = date(2026, 1, 1)
_LINE = Paragraph((Run("Words"),), _HERE)
_STATEMENT = "statement"
_PEOPLE = Group("people", "People", 1, "Met", lived_experience=True, leaders=False)
_LEADERS = Group("leaders", "Leaders", 1, "Met", lived_experience=False, leaders=True)


def specimen() -> Content:
    """A self-assessment with one statement, one row of each list, and a gap between its two groups."""
    framework = _framework()
    item = framework.statements[0].items[0]
    rows = (GroupCounts(_PEOPLE, (0, 1), 0, 0), GroupCounts(_LEADERS, (1, 0), 0, 1))
    judgement = Judgement(
        ratings={_STATEMENT: StatementRatings(rows, (item,))},
        cited={_STATEMENT: ("F-001",)},
        fingerprints={_STATEMENT: "0" * 64},
        whole_fingerprint="0" * 64,
        sheets={_STATEMENT: Sheet(_STATEMENT, "", State.NOT_ISSUED, ())},
        findings=(warning("N-01", _HERE, "Words", "", _STATEMENT),),
    )
    return Content(_assessment(framework), judgement, Edition.DRAFT, b"", {_STATEMENT: (b"", 1.0)})


def _assessment(framework: Framework) -> SelfAssessment:
    rating = framework.ratings[0]
    answers = {item: Answer(item, rating, "", "", "", _HERE) for item in framework.items}
    return SelfAssessment(
        framework=framework,
        council=_council(),
        checklists=tuple(Checklist(group.id, answers, 0, _HERE) for group in (_PEOPLE, _LEADERS)),
        statements={_STATEMENT: _narrative()},
        themes={"theme": ThemeNarrative("theme", "Words", (_LINE,), (_LINE,), _HERE)},
        overview=_overview(),
        evidence=_evidence(),
        endorsements=(Endorsement("one", "Name", "Post", "Body", "words", "Agreed", _DAY, "Words", True, _HERE),),
    )


def _council() -> Council:
    return Council(
        name="Council",
        short_name="Council",
        title="Title",
        subtitle="Subtitle",
        version="1.0",
        date=_DAY,
        marking="OFFICIAL",
        review_due=_DAY,
        logo="",
        logo_description="",
        groups=(_PEOPLE, _LEADERS),
        verifiers=(Verifier(_STATEMENT, "Name", "Post", ""),),
        acronyms=(Acronym("A", "Acronym"),),
        place=_HERE,
    )


def _narrative() -> StatementNarrative:
    return StatementNarrative(
        statement=_STATEMENT,
        view="Words",
        direction="Words",
        ambition=(_LINE,),
        strengths=(_LINE,),
        improvements=(_LINE,),
        evidence=(_LINE,),
        plans=(_LINE,),
        actions=(Action(_LINE, "Owner", _DAY, _LINE, "Board", "Begun", _HERE),),
        quotations=(Quotation("Words", "Role", "Where", (), True, _HERE),),
        documents=(_LINE,),
        place=_HERE,
    )


def _overview() -> Overview:
    return Overview(
        about=(_LINE,),
        strategy=(_LINE,),
        strengths=(KeyStrength("Title", "theme", _LINE, _LINE, _HERE),),
        risks=(KeyRisk("Title", "theme", _LINE, _LINE, "Owner", _DAY, _HERE),),
        glance_strengths=(_LINE,),
        glance_priorities=(_LINE,),
        process=(_LINE,),
        review=(_LINE,),
        place=_HERE,
    )


def _evidence() -> Evidence:
    document = Document(
        *("D-001", "Title", "Type", "theme", ("LIB-01",), Status.IN_PLACE, "", "", None, "", "Where"),
        *(None, None, None, None, "", "", _HERE),
    )
    source = DataSource("E-001", "source", "Title", "Body", "", _DAY, True, "Note", _HERE)
    figure = Figure(
        *("F-001", "Measure", _STATEMENT, "1", "1", "1", "2025", _DAY, "England", "1", "E-001", True, "Note", _HERE)
    )
    return Evidence((document,), (source,), (figure,))


def _framework() -> Framework:
    item = ChecklistItem(f"{_STATEMENT}.01", "Item")
    statement = QualityStatement(_STATEMENT, "Statement", 1, "Words", "Source", (item,), ())
    return Framework(
        version="",
        official_wording=False,
        ratings=(Rating("Agree", Side.AGREE, 0), Rating("Disagree", Side.DISAGREE, 1)),
        themes=(Theme("theme", "Theme", 1, (statement,)),),
        library_groups=(Named("theme", "Theme"),),
        library=(LibraryRow("LIB-01", "theme", "Row", _STATEMENT, ("Type",), True, False),),
        source_groups=(Named("group", "Group"),),
        sources=(ListedSource("source", "group", "Source"),),
        roles=(Role("one", "Role", "words"), Role("two", "Another role", "words")),
        declarations=(Declaration("words", "Heading", "Words"),),
        evidence_kinds=(),
        verification_declaration="Words",
        verification_scope="Words",
        overview_pages=4,
    )
