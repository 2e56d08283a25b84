"""One of everything a template can print, so that the views show every name they have; its words mean nothing."""

from __future__ import annotations

from datetime import date

from engine.findings import Place, warning
from engine.model.assessment import (
    Action,
    ActionStatus,
    Answer,
    Checklist,
    Endorsement,
    KeyRisk,
    KeyStrength,
    Overview,
    Quotation,
    Reply,
    SelfAssessment,
    StatementNarrative,
    ThemeNarrative,
)
from engine.model.council import Acronym, Council, Dates, Group, Thresholds, Verifier
from engine.model.edition import Edition
from engine.model.evidence import Assurance, DataSource, Document, Evidence, Figure, Good, Status
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
from engine.model.readiness import Concern, Readiness, StatementReadiness, Tip
from engine.model.signing import (
    ENDORSEMENTS,
    Change,
    Endorsing,
    Person,
    Piece,
    PieceKind,
    Profile,
    Sheet,
    Signed,
    State,
)
from engine.model.snapshot import Agreement, Comparison, Snapshot, StatementChange
from engine.model.story import Paragraph, Run
from engine.rendering.trends import trends
from engine.rendering.views.addendum import Amended
from engine.rendering.views.shared import Content

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
        sheets={name: Sheet(name, "", State.NOT_ISSUED) for name in (_STATEMENT, ENDORSEMENTS)},
        endorsers=(Endorsing(),),
        claims=(),
        findings=(warning("T-02", _HERE, "Words", "", _STATEMENT),),
        comparison=_comparison(),
    )
    assessment = _assessment(framework)
    drawn = {_STATEMENT: (trends(assessment.evidence.figures), b"", 1.0)}
    return Content(assessment, judgement, _standing(), Edition.DRAFT, b"", {_STATEMENT: (b"", 1.0)}, drawn)


def amended() -> Amended:
    """What an addendum may be about: one signature, one line that changed."""
    signed = Signed(Person(_STATEMENT, "Name", "Post"), "code", "2026-01-01", "2026-01-01")
    change = Change((Piece(PieceKind.OUT, "Words"), Piece(PieceKind.IN, "Words")))
    return Amended(_framework().statements[0], (signed,), (change,), "code")


def _standing() -> Readiness:
    concern = Concern("About", "Words", "Place", "T-02")
    row = StatementReadiness(
        *(_STATEMENT, "Statement", "Words", "Words", 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, "Post", State.NOT_ISSUED)
    )
    return Readiness((concern,), (row,), (concern,), (concern,), (Tip("A", "Tip", ("Words",)),), 1)


def _comparison() -> Comparison:
    version = Snapshot("Council", "0.9", "2025-01-01", "", (), (), ())
    agreement = Agreement("People", 1, 1, 1, 1)
    change = StatementChange(
        *(_STATEMENT, "Statement", ("Words", "Words"), ("Words", "Words"), (agreement,), 0, 0, (), (), (), (), ())
    )
    return Comparison(version, version, (change,), ())


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
        endorsements=(Endorsement("one", "Name", "Post", "Body", "words", Reply.AGREED, _DAY, "Words", True, _HERE),),
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
        publishes_names=False,
        dates=Dates(visit=_DAY),
        thresholds=Thresholds(1, 1, 1, 1, 1),
        severities={},
        not_asked={},
        signing=Profile.ACROFORM,
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
        actions=(Action(_LINE, "Owner", _DAY, _LINE, "Board", ActionStatus.UNDER_WAY, _HERE),),
        quotations=(Quotation("Words", "Role", "people", "Where", (), True, _HERE),),
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
        *(None, None, None, None, "", Assurance.NOT_TOLD, _HERE),
    )
    source = DataSource("E-001", "source", "Title", "Body", "", _DAY, True, "Note", _HERE)
    figure = Figure(
        *(
            "F-001",
            "Measure",
            _STATEMENT,
            "1",
            "1",
            "1",
            "2025",
            _DAY,
            "England",
            "1",
            Good.LOWER,
            "E-001",
            True,
            "Note",
            _HERE,
        )
    )
    return Evidence((document,), (source,), (figure,))


def _framework() -> Framework:
    item = ChecklistItem(f"{_STATEMENT}.01", "Item")
    statement = QualityStatement(_STATEMENT, "Statement", 1, "Words", "Source", (item,), ())
    return Framework(
        version="",
        official_parts=(),
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
        top_tips=(),
    )
