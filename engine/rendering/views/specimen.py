"""One of everything a template can print, so that the views show every name they have; its words mean nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from engine.block_kinds import BlockLook
from engine.findings import Place, warning
from engine.model.assessment import (
    Action,
    ActionStatus,
    Answer,
    Checklist,
    Endorsement,
    KeyRisk,
    KeyStrength,
    LocalItem,
    Overview,
    Quotation,
    Reply,
    SelfAssessment,
    StatementNarrative,
    ThemeNarrative,
)
from engine.model.council import Acronym, Council, Dates, Group, Thresholds, Verifier
from engine.model.edition import Edition
from engine.model.evidence import Assurance, ComparatorKind, DataSource, Document, Evidence, Figure, Good, Status
from engine.model.framework import (
    Block,
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
from engine.model.judgement import GroupCounts, Judgement, PerceptionGap, StatementRatings
from engine.model.lens import Lens, LensPart, Pointer
from engine.model.local_section import LocalSection, SectionPlace
from engine.model.own import OwnField, OwnKind
from engine.model.readiness import Concern, Readiness, StatementReadiness, Tip
from engine.model.recommendation import Answered, Recommendation
from engine.model.self_judgement import SelfJudgement
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
from engine.model.snapshot import (
    Agreement,
    Answering,
    Comparison,
    FigureChange,
    PastAction,
    PastRecommendation,
    PastStatement,
    RecommendationChange,
    Slipped,
    Snapshot,
    StatementChange,
)
from engine.model.story import Agreed, Boxed, Kind, Paragraph, Picture, Run, Story, Table
from engine.rendering.chart import Chart
from engine.rendering.trends import trends
from engine.rendering.views.addendum import Amended
from engine.rendering.views.change_note import Noted, Reworded
from engine.rendering.views.endorsement_addendum import EndorsedAnew
from engine.rendering.views.shared import Content
from engine.rendering.writer import NO_PICTURE

_HERE = Place("")
_DAY = date(2026, 1, 1)
_STATEMENT = "statement"
_NOTED = (
    Run("Words", bold=True),
    Run("words", italic=True),
    Run("words", link="https://example.org/"),
    Run("F-001", reference="F-001"),
)
_LINE, _NOTED_LINE = Paragraph((Run("Words"),), _HERE), Paragraph(_NOTED, _HERE)
_LISTS = tuple(
    Paragraph(_NOTED, _HERE, kind=kind, level=level) for kind in (Kind.BULLET, Kind.NUMBER) for level in (0, 1)
)
_BOX = tuple(Paragraph((Run("Words"),), _HERE, kind=kind) for kind in (Kind.HEADING, Kind.TEXT, Kind.SOURCE))
_STORY: Story = (
    *(Paragraph((Run("Words"),), _HERE, kind=kind) for kind in Kind),
    *_LISTS,
    Table((((_LINE,), (_LINE,)), ((_LINE,), (_LINE,))), _HERE),
    *(Boxed(label="Label", look=look, story=_BOX, place=_HERE) for look in BlockLook),
    Agreed(label="Label", look=BlockLook.CARD, story=_BOX, place=_HERE, may_publish=True),
)
"""A text with one of everything that people may put into one."""
_PEOPLE = Group(id="people", name="People", people=1, how="Met", lived_experience=True, leaders=False)
_LEADERS = Group(id="leaders", name="Leaders", people=1, how="Met", lived_experience=False, leaders=True)

_SCALE = (
    ("Agree", Side.AGREE),
    ("Disagree", Side.DISAGREE),
    ("Disagree more", Side.DISAGREE),
    ("Disagree most", Side.DISAGREE),
    ("Don't know", Side.UNKNOWN),
)
_RATINGS = tuple(Rating(name, side, position) for position, (name, side) in enumerate(_SCALE))
_OF_PEOPLE = GroupCounts(group=_PEOPLE, counts=(0, 1, 0, 0, 0), blank=0, agree=0)
_OF_LEADERS = GroupCounts(group=_LEADERS, counts=(1, 0, 0, 0, 0), blank=0, agree=1)


_SIGNED = Signed(person=Person(_STATEMENT, "Name", "Post"), code="code", on="2026-01-01", back="2026-01-01")
_CHANGE = Change((Piece(PieceKind.OUT, "Words"), Piece(PieceKind.IN, "Words")))


def specimen() -> Content:
    """A self-assessment with one statement, one row of each list, and a gap between its two groups."""
    framework = _framework()
    item = framework.statements[0].items[0]
    judgement = Judgement(
        ratings={
            _STATEMENT: StatementRatings((_OF_PEOPLE, _OF_LEADERS), (PerceptionGap(_OF_LEADERS, _OF_PEOPLE, (item,)),))
        },
        cited={_STATEMENT: ("F-001",)},
        fingerprints={_STATEMENT: "0" * 64},
        whole_fingerprint="0" * 64,
        sheets={name: Sheet(statement=name, code="", state=State.NOT_ISSUED) for name in (_STATEMENT, ENDORSEMENTS)},
        endorsers=(Endorsing(),),
        claims=(),
        findings=(warning("T-02", _HERE, "Words", "", _STATEMENT),),
        comparison=_comparison(),
        today=_DAY,
    )
    assessment = _assessment(framework)
    nothing = Chart(dots=b"", lines=b"", width=1.0, height=1.0)
    return Content(
        assessment=assessment,
        judgement=judgement,
        standing=_standing(),
        edition=Edition.DRAFT,
        logo=b"",
        charts={_STATEMENT: nothing},
        trends={_STATEMENT: (trends(assessment.evidence.figures), nothing)},
    )


def own_specimen(kinds: Iterable[tuple[str, OwnKind]]) -> tuple[OwnField, ...]:
    """Fields of a council's own, of these names and kinds."""
    table = _STORY[-1]
    picture = Picture(data=NO_PICTURE, alt="Words", width=1.0, height=1.0, place=_HERE)
    stories = {OwnKind.TABLE: (table,), OwnKind.PICTURE: (picture,)}
    return tuple(
        OwnField(name=name, kind=kind, story=stories.get(kind, (_LINE,)), day=_DAY, typed="1", place=_HERE)
        for name, kind in kinds
    )


def amended() -> Amended:
    """What an addendum may be about: one signature, one line that changed."""
    return Amended(statement=_framework().statements[0], signed=(_SIGNED,), changes=(_CHANGE,), code="code")


def endorsed_anew() -> EndorsedAnew:
    """What an addendum for endorsers may be about: one of them, one line that changed."""
    return EndorsedAnew(((specimen().assessment.endorsements[0], _SIGNED),), (_CHANGE,), "code")


def of_changes() -> Noted:
    """What a change note may be about: one of everything it tells."""
    before, action = _comparison(), PastAction("Words", "Post", "2026-01-01", ActionStatus.UNDER_WAY)
    (change,) = before.statements
    moved = replace(
        change,
        slipped=(Slipped(action, "2025-01-01"),),
        agreement=(Agreement(group="People", before=1, before_of=2, now=2, now_of=2),),
    )
    figure = FigureChange(ref="F-001", measure="Measure", before="1", now="2", period_before="2025", period_now="2026")
    was = PastRecommendation(
        made_by="Body",
        made_on="2025-01-01",
        text="Words",
        action="Words",
        owner="Post",
        due="2026-01-01",
        status=Answered.UNDER_WAY,
        evidence=("D-001",),
    )
    answered = RecommendationChange(
        (Answering.CLOSED,), was, replace(was, status=Answered.DONE, evidence=("D-001", "D-002"))
    )
    about = replace(before, statements=(moved,), figures=(figure,), recommendations=(answered,))
    return Noted(
        comparison=about, reworded=(Reworded("Statement", _STATEMENT, (_CHANGE,)),), pages={_STATEMENT: "page 1"}
    )


def _standing() -> Readiness:
    concern = Concern(about="About", text="Words", place="Place", code="T-02")
    row = StatementReadiness(
        id=_STATEMENT,
        name="Statement",
        view="Words",
        direction="Words",
        strengths=1,
        borne_out=1,
        unjudged=1,
        improvements=1,
        actions=1,
        dated=1,
        items=1,
        people=(_OF_PEOPLE,),
        leaders=(_OF_LEADERS,),
        gaps=0,
        errors=0,
        warnings=0,
        verifier="Post",
        sheet=Sheet(statement=_STATEMENT, code="", state=State.NOT_ISSUED),
    )
    return Readiness(
        blockers=(concern,),
        statements=(row,),
        asserted=(concern,),
        late=(concern,),
        to_come=(concern,),
        day=_DAY,
        tips=(Tip("A", "Tip", ("Words",)),),
        errors=1,
        warnings=1,
        left_out=(concern,),
    )


def _comparison() -> Comparison:
    action = PastAction("Words", "Post", "2025-01-01", ActionStatus.DONE)
    statement = PastStatement(
        id=_STATEMENT,
        name="Statement",
        view="Words",
        direction="Words",
        items=1,
        agreed={},
        ratings={},
        strengths=("Words",),
        improvements=("Words",),
        actions=(action,),
    )
    version = Snapshot(
        council="Council", version="0.9", date="2025-01-01", framework="", scale=(), statements=(statement,), figures=()
    )
    agreement = Agreement(group="People", before=1, before_of=1, now=1, now_of=1)
    change = StatementChange(
        id=_STATEMENT,
        name="Statement",
        view=("Words", "Words"),
        direction=("Words", "Words"),
        agreement=(agreement,),
        better=0,
        worse=0,
        new_strengths=(),
        gone_strengths=(),
        done=(action,),
        still_open=(),
        gone=(),
        slipped=(),
        new=(),
    )
    return Comparison(before=version, now=version, statements=(change,), figures=())


def _lens() -> Lens:
    here = (Pointer(_STATEMENT, _HERE),)
    part = LensPart(name="Part", statements=here, items=(), actions=(), figures=(), place=_HERE)
    return Lens(title="Frame", source="Source", parts=(part,), place=_HERE)


def _assessment(framework: Framework) -> SelfAssessment:
    rating = framework.ratings[0]
    answers = {
        item: Answer(item=item, rating=rating, why="", have="", need="", place=_HERE) for item in framework.items
    }
    own_row = LocalItem(
        text="Words", statement=_STATEMENT, ratings=(rating.name,), why="", have="", need="", place=_HERE
    )
    return SelfAssessment(
        framework=framework,
        council=_council(),
        checklists=tuple(
            Checklist(group=group.id, answers=answers, conflicts=0, place=_HERE, local_items=(own_row,))
            for group in (_PEOPLE, _LEADERS)
        ),
        statements={_STATEMENT: _narrative()},
        themes={
            "theme": ThemeNarrative(theme="theme", lead="Words", introduction=_STORY, priorities=_STORY, place=_HERE)
        },
        overview=_overview(),
        evidence=_evidence(),
        endorsements=(
            Endorsement(
                role="one",
                name="Name",
                position="Post",
                organisation="Body",
                declaration="words",
                status=Reply.AGREED,
                date=_DAY,
                comment="Words",
                publish_comment=True,
                place=_HERE,
            ),
        ),
        lenses=(_lens(),),
        sections=tuple(
            LocalSection(
                id=f"own-{number}",
                heading="Heading",
                stands=place,
                story=_STORY,
                is_required=True,
                most_words=1000,
                is_public=True,
                place=_HERE,
            )
            for number, place in enumerate(SectionPlace)
        ),
        recommendations=(
            Recommendation(
                made_by="Body",
                made_on=_DAY,
                text="Words",
                action="Words",
                owner="Owner",
                due=_DAY,
                status=Answered.UNDER_WAY,
                references=("D-001",),
                place=_HERE,
            ),
        ),
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
        verifiers=(Verifier(statement=_STATEMENT, name="Name", position="Post", email=""),),
        acronyms=(Acronym("A", "Acronym"),),
        publishes_names=False,
        dates=Dates(visit=_DAY),
        thresholds=Thresholds(kinds_of_evidence=1, dont_know=1, figure_days=1, window_days=1, sentence_words=1),
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
        ambition=_STORY,
        strengths=(_LINE,),
        improvements=(_LINE,),
        evidence=_STORY,
        plans=_STORY,
        actions=(
            Action(
                text=_NOTED_LINE,
                owner="Owner",
                due=_DAY,
                measure=_NOTED_LINE,
                overseen_by="Board",
                status=ActionStatus.UNDER_WAY,
                place=_HERE,
            ),
        ),
        quotations=(
            Quotation(
                words="Words", who="Role", group="people", where="Where", references=(), may_publish=True, place=_HERE
            ),
        ),
        documents=(_LINE,),
        place=_HERE,
        judgement=SelfJudgement(level="Level", scale=("Level", "Other level"), place=_HERE),
    )


def _overview() -> Overview:
    return Overview(
        about=_STORY,
        strategy=_STORY,
        strengths=(KeyStrength(title="Title", theme="theme", text=_LINE, evidence=_LINE, place=_HERE),),
        risks=(
            KeyRisk(title="Title", theme="theme", impact=_LINE, response=_LINE, owner="Owner", due=_DAY, place=_HERE),
        ),
        glance_strengths=(_LINE,),
        glance_priorities=(_LINE,),
        process=_STORY,
        review=_STORY,
        place=_HERE,
    )


def _evidence() -> Evidence:
    document = Document(
        ref="D-001",
        title="Title",
        type="Type",
        theme="theme",
        library_rows=("LIB-01",),
        status=Status.IN_PLACE,
        reason="",
        owner="",
        due=None,
        link="",
        where_to_look="Where",
        approved=None,
        review_due=None,
        covers_from=None,
        covers_to=None,
        kinds=(),
        assurance=Assurance.NOT_TOLD,
        place=_HERE,
    )
    source = DataSource(
        ref="E-001",
        listed_as="source",
        title="Title",
        publisher="Body",
        link="",
        as_at=_DAY,
        used=True,
        note="Note",
        place=_HERE,
    )
    figure = Figure(
        ref="F-001",
        measure="Measure",
        statement=_STATEMENT,
        value="1",
        a_year_ago="1",
        two_years_ago="1",
        period="2025",
        as_at=_DAY,
        comparator="England",
        comparator_value="1",
        comparator_is=ComparatorKind.OTHER_COUNCILS,
        good=Good.LOWER,
        source="E-001",
        at_a_glance=True,
        note="Note",
        place=_HERE,
    )
    return Evidence((document,), (source,), (figure,))


def _framework() -> Framework:
    item = ChecklistItem(f"{_STATEMENT}.01", "Item")
    block = Block(id="plans", title="Plans", prompts=("Words",), data=("Words",), guidance=("Words",))
    statement = QualityStatement(
        id=_STATEMENT,
        name="Statement",
        number=1,
        text="Words",
        source="Source",
        items=(item,),
        blocks=(block,),
        i_statements=("I",),
        we_statements=("We",),
    )
    return Framework(
        version="",
        official_parts=(),
        ratings=_RATINGS,
        themes=(Theme(id="theme", name="Theme", number=1, statements=(statement,)),),
        library_groups=(Named("theme", "Theme"),),
        library=(
            LibraryRow(
                id="LIB-01",
                group="theme",
                text="Row",
                statement=_STATEMENT,
                document_types=("Type",),
                information_return=True,
                twelve_months=False,
            ),
        ),
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
