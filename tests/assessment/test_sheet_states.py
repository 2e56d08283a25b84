"""How far a sheet has got: which copy counts, whose signature, on which day, and what came back last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.assessment.sheet_states import endorsing, issued_copies, sheet, signatures
from engine.model.council import Council, Verifier
from engine.model.signing import ENDORSEMENTS, Entry, Event, Sheet, Signed, Standing, State, Verdict
from tests.material.small_council import STATEMENT, small_council, with_council

TEXT, OLDER, OLDEST = "the text now", "the text before", "the text before that"
ISSUED = "2026-03-16"
NAME = {"name": "Name", "position": "Post", "role": ""}
OTHER = {"name": "Jo Bell", "position": "Post", "role": ""}
LEADER = {"name": "Ruth Adeyemi", "position": "Leader", "role": "council-leader"}
CHIEF = {"name": "Martin Hale", "position": "Chief Executive", "role": "chief-executive"}


def council(*holders: Verifier, trusted_only: bool = False) -> Council:
    """The small council, where the post that verifies its statement was held by these; by "Name" without any."""
    assessment = with_council(small_council(), trusted_only=trusted_only)
    return with_council(assessment, verifiers=holders).council if holders else assessment.council


def holder(name: str, start: date | None = None, end: date | None = None) -> Verifier:
    return Verifier(statement=STATEMENT, name=name, position="Post", email="", start=start, end=end)


def out(code: str = "A", text: str = TEXT, **more: Any) -> Entry:
    """A copy that went out."""
    about = {"sheet": STATEMENT, "sha256": code, "fingerprint": text, "people": {STATEMENT: NAME}, **more}
    return Entry(Event.ISSUED, code, f"{ISSUED}T09:00:00Z", about)


def back(code: str = "A", who: str = "Name", on: str = "2026-03-20", **more: Any) -> Entry:
    """A signed file that came back."""
    about = {"verdict": Verdict.SIGNED, "issued": more.pop("issued", code), "entries": more.pop("entries", {})}
    signature = {"key": STATEMENT, "signer": who, "when": f"{on}T10:00:00+00:00", "is_trusted": False, **more}
    return Entry(Event.RECEIVED, code, "2026-03-24T09:00:00Z", {**about, "signatures": [signature]})


def came(verdict: Verdict, code: str = "A") -> Entry:
    """A file that came back and proves no signature."""
    return Entry(Event.RECEIVED, code, "2026-03-24T09:00:00Z", {"verdict": verdict})


def seen(code: str = "A", on: str = "", people: tuple[str, ...] = (STATEMENT,)) -> Entry:
    """A scan that somebody attested."""
    about = {"verdict": Verdict.COPY, "by": "Anna Price", "people": list(people), "on": on}
    return Entry(Event.ATTESTED, code, "2026-03-25T09:00:00Z", about)


def of_two(code: str, text: str = TEXT) -> Entry:
    """A copy of the endorsements, for two to sign."""
    return out(code, text, sheet=ENDORSEMENTS, people={"one": LEADER, "two": CHIEF})


def state(*entries: Entry, of: Council | None = None) -> Sheet:
    return sheet(STATEMENT, TEXT, entries, of or council())


def only(*entries: Entry, of: Council | None = None) -> Signed:
    """The one signature that the entries tell of."""
    (one,) = signatures(STATEMENT, entries, of or council())
    return one


# which copies there are


def test_copies_of_a_sheet_are_what_was_issued_of_it_alone() -> None:
    returned = Entry(Event.RECEIVED, "A", "2026-03-24T09:00:00Z", {"sheet": STATEMENT})
    first, second = out("A"), out("C")
    assert issued_copies(STATEMENT, (first, out("B", sheet="another"), returned, second)) == (first, second)


def test_a_sheet_that_never_went_out_is_not_issued() -> None:
    assert state(out(sheet="another")).state is State.NOT_ISSUED


def test_a_sheet_that_is_out_has_no_addendum() -> None:
    found = state(out())
    assert (found.state, found.code, found.addendum) == (State.ISSUED, "A", "")


def test_a_sheet_is_known_by_the_copy_that_was_signed() -> None:
    found = state(out("A"), back("A"), out("B"))
    assert (found.state, found.code) == (State.SIGNED, "A")


def test_of_two_copies_that_were_signed_the_later_one_is_told() -> None:
    found = state(out("A"), back("A"), out("B"), back("B"))
    assert (found.state, found.code) == (State.SIGNED, "B")


def test_a_sheet_that_one_of_two_has_signed_is_known_by_the_copy_that_is_out_last() -> None:
    entries = (of_two("A"), back("A", "Ruth Adeyemi", key="one"), of_two("B"))
    found = sheet(ENDORSEMENTS, TEXT, entries, council())
    assert (found.state, found.code, found.signers) == (State.ISSUED, "B", ("Ruth Adeyemi",))


def test_who_is_to_sign_is_told_from_the_newest_copy_of_the_present_text() -> None:
    entries = (out("A", people={STATEMENT: OTHER}), out("B"), out("C", OLDER, people={STATEMENT: OTHER}))
    assert [person.name for person in state(*entries).named] == ["Name"]


def test_who_is_to_sign_a_stale_sheet_is_told_from_the_copy_that_went_out_last() -> None:
    entries = (out("A", OLDER), out("B", OLDER, people={STATEMENT: OTHER}))
    assert [person.name for person in state(*entries).named] == ["Jo Bell"]


def test_an_addendum_alone_leaves_the_sheet_stale_and_is_told() -> None:
    found = state(out("A", OLDER), back("A"), out("B", amends="A"))
    assert (found.state, found.code, found.addendum) == (State.STALE, "A", "B")


def test_of_two_addenda_the_later_one_is_told() -> None:
    assert state(out("A", OLDER), out("B", amends="A"), out("C", amends="A")).addendum == "C"


# whose signature


def test_a_file_of_a_code_that_was_not_issued_is_no_signature() -> None:
    assert signatures(STATEMENT, (out("A"), back("Z")), council()) == ()


def test_a_file_of_one_copy_is_no_signature_on_another() -> None:
    assert [one.code for one in signatures(STATEMENT, (out("A"), out("B"), back("A")), council())] == ["A"]


@pytest.mark.parametrize(("digest", "named"), [("first", "Jo Bell"), ("second", "Name"), ("neither", "Name")])
def test_of_two_files_with_one_code_the_one_that_came_back_says_whom_it_names(digest: str, named: str) -> None:
    entries = (out(sha256="first", people={STATEMENT: OTHER}), out(sha256="second"), back(who=named, issued=digest))
    assert only(*entries).person.name == named


def test_a_signature_in_a_field_that_names_nobody_is_none() -> None:
    assert signatures(STATEMENT, (out(), back(key="somebody")), council()) == ()


def test_a_scan_attested_for_somebody_whom_the_copy_does_not_name_is_no_signature() -> None:
    assert [s.person.key for s in signatures(STATEMENT, (out(), seen(people=("x", STATEMENT))), council())] == [
        STATEMENT
    ]


@pytest.mark.parametrize("verdict", [Verdict.UNSIGNED, Verdict.ALTERED, Verdict.COPY, Verdict.UNKNOWN])
def test_only_a_file_that_is_signed_tells_of_signatures(verdict: Verdict) -> None:
    told = {**back().about, "verdict": verdict}
    assert signatures(STATEMENT, (out(), Entry(Event.RECEIVED, "A", back().at, told)), council()) == ()


def test_the_post_that_the_signer_filled_in_is_told_for_the_one_on_the_sheet() -> None:
    assert only(out(), back(entries={f"{STATEMENT}_position": "Acting head"})).person.position == "Acting head"
    assert only(out(), back(entries={f"{STATEMENT}_position": ""})).person.position == "Post"


def test_a_signature_knows_its_day_and_the_day_it_came_back() -> None:
    one = only(out(), back())
    assert (one.on, one.back) == ("2026-03-20", "2026-03-24")


# which signatures count


def test_a_wrong_day_is_told_before_an_issuer_who_is_not_trusted() -> None:
    doubt = only(out(), back(on="2026-03-15"), of=council(trusted_only=True)).doubt
    assert doubt is not None
    assert doubt.code == "V-03"


def test_a_scan_that_was_attested_needs_no_issuer_to_trust() -> None:
    assert only(out(), seen(), of=council(trusted_only=True)).doubt is None


def test_a_certificate_needs_an_issuer_only_where_the_council_asks_for_one() -> None:
    assert only(out(), back()).doubt is None
    assert only(out(), back(is_trusted=True), of=council(trusted_only=True)).doubt is None
    doubt = only(out(), back(), of=council(trusted_only=True)).doubt
    assert doubt is not None
    assert doubt.code == "V-08"


def test_the_day_of_issue_is_early_enough_and_the_day_before_is_not() -> None:
    assert only(out(), back(on=ISSUED)).doubt is None
    assert only(out(), back(on="2026-03-15")).doubt is not None


def test_a_signature_without_a_day_is_not_dated_wrongly() -> None:
    assert only(out(), seen(on="")).doubt is None


def test_the_days_of_a_post_say_nothing_about_somebody_who_never_held_it() -> None:
    posts = council(holder("Name", date(2026, 4, 1)))
    assert only(out(), back(who="Somebody Else"), of=posts).doubt is None


def test_one_of_two_times_in_the_post_is_enough() -> None:
    twice = council(holder("Name", end=date(2026, 3, 31)), holder("Name", date(2027, 1, 1)))
    assert only(out(), back(), of=twice).doubt is None


def test_a_signature_before_the_first_day_in_a_post_that_has_a_last_one_is_told_as_early() -> None:
    doubt = only(out(), back(), of=council(holder("Name", date(2026, 4, 1), date(2026, 12, 31)))).doubt
    assert doubt is not None
    assert doubt.words == "it is dated 20 March 2026, before the first day in the post (1 April 2026)"


def test_a_signature_after_the_last_day_in_the_post_is_told_as_late() -> None:
    doubt = only(out(), back(), of=council(holder("Name", end=date(2026, 3, 19)))).doubt
    assert doubt is not None
    assert doubt.words == "it is dated 20 March 2026, after the last day in the post (19 March 2026)"


# who signed


def test_who_holds_the_post_now_is_the_one_named() -> None:
    assert only(out(), back(who="name")).standing is Standing.NAMED


def test_who_has_left_the_post_is_no_stranger_to_a_sheet_that_names_the_next() -> None:
    posts = council(holder("Jo Bell", end=date(2026, 3, 31)), holder("Name", date(2026, 4, 1)))
    assert only(out(), back(who="Jo Bell"), of=posts).standing is Standing.PREVIOUS


def test_whom_the_sheet_names_is_no_stranger_when_the_post_was_given_to_another_without_days() -> None:
    assert only(out(), back(), of=council(holder("Jo Bell"))).standing is Standing.PREVIOUS


def test_who_was_neither_named_nor_in_the_post_is_another() -> None:
    assert only(out(), back(who="Somebody Else")).standing is Standing.ANOTHER


def test_where_nobody_holds_a_post_whom_the_sheet_names_is_the_one_named() -> None:
    entries = (of_two("A"), back("A", "Ruth Adeyemi", key="one"))
    (one,) = signatures(ENDORSEMENTS, entries, council())
    assert one.standing is Standing.NAMED


# one signature of each person


def test_of_two_signatures_alike_the_one_that_came_back_later_is_kept() -> None:
    (kept,) = state(out(), back(on="2026-03-18"), back(on="2026-03-19")).signatures
    assert kept.on == "2026-03-19"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (back(on="2026-03-18"), back(on="2026-03-15")),
        (back(on="2026-03-18"), back(who="Somebody Else", on="2026-03-19")),
        (back(on="2026-03-18"), seen(on="2026-03-19")),
        (back(on="2026-03-18", is_trusted=True), back(on="2026-03-19")),
        (seen(on="2026-03-18"), back(who="Somebody Else", on="2026-03-19")),
        (back(who="Somebody Else", on="2026-03-18"), back(on="2026-03-15", is_trusted=True)),
    ],
)
def test_the_better_of_two_signatures_is_kept_whichever_came_first(better: Entry, worse: Entry) -> None:
    for entries in ((better, worse), (worse, better)):
        (kept,) = state(out(), *entries).signatures
        assert kept.on == "2026-03-18"


# what a sheet has come to


def test_one_of_two_is_not_enough_for_a_sheet_that_both_sign() -> None:
    one, two = back("A", "Ruth Adeyemi", key="one"), back("A", "Martin Hale", key="two")
    assert sheet(ENDORSEMENTS, TEXT, (of_two("A"), one), council()).state is State.ISSUED
    assert sheet(ENDORSEMENTS, TEXT, (of_two("A"), one, two), council()).state is State.SIGNED


def test_a_sheet_that_names_nobody_is_never_signed() -> None:
    assert state(out(people={})).state is State.ISSUED


def test_a_scan_that_was_attested_proves_no_signature() -> None:
    assert state(out(), seen()).state is State.CODE_ONLY


@pytest.mark.parametrize("verdict", [Verdict.COPY, Verdict.REWRITTEN, Verdict.UNREAD])
def test_a_file_that_proves_nothing_by_itself_waits_for_a_person(verdict: Verdict) -> None:
    assert state(out(), came(verdict)).state is State.CODE_ONLY
    assert state(out(), came(verdict), came(Verdict.UNSIGNED)).state is State.CODE_ONLY


def test_a_file_that_is_not_signed_changes_nothing() -> None:
    assert state(out(), came(Verdict.UNSIGNED)).state is State.ISSUED


def test_a_line_whose_verdict_nobody_knows_changes_nothing() -> None:
    unknown = Entry(Event.RECEIVED, "A", "2026-03-24T09:00:00Z", {"verdict": "of a later edition"})
    assert state(out(), unknown).state is State.ISSUED


def test_an_altered_file_is_told_until_another_comes_back() -> None:
    assert state(out(), came(Verdict.ALTERED)).state is State.ALTERED
    assert state(out("A"), came(Verdict.ALTERED), out("B")).state is State.ALTERED
    assert state(out(), came(Verdict.ALTERED), came(Verdict.UNSIGNED)).state is State.ISSUED


def test_an_altered_file_does_not_undo_a_signature() -> None:
    assert state(out(), back(), came(Verdict.ALTERED)).state is State.SIGNED


def test_what_came_back_for_an_older_text_says_nothing_about_the_present_one() -> None:
    assert state(out("A", OLDER), came(Verdict.ALTERED, "A"), out("B")).state is State.ISSUED


def test_a_sheet_that_went_out_beside_an_addendum_is_issued() -> None:
    assert state(out("A", OLDER), out("B", amends="A"), out("C")).state is State.ISSUED


# older texts


def test_a_stale_sheet_has_the_signatures_over_the_newest_text_that_has_any() -> None:
    entries = (out("A", OLDEST), back("A"), out("B", OLDER), back("B"), out("C", "a text nobody signed"))
    found = state(*entries)
    assert (found.state, [signed.code for signed in found.signatures]) == (State.STALE, ["B"])


def test_signatures_over_two_older_texts_are_not_put_together() -> None:
    entries = (
        of_two("A", OLDEST),
        back("A", "Ruth Adeyemi", key="one"),
        of_two("B", OLDER),
        back("B", "Martin Hale", key="two"),
    )
    assert sheet(ENDORSEMENTS, TEXT, entries, council()).signers == ("Martin Hale",)


def test_a_stale_sheet_that_nobody_signed_has_no_signature() -> None:
    assert state(out(text=OLDER)).signatures == ()


# endorsers


def endorser(person: dict[str, str], *entries: Entry) -> tuple[str, bool] | None:
    """On which copy one endorser signed, and whether over the present text."""
    (one,) = small_council().endorsements
    asked = replace(one, name=person["name"], position=person["position"], role=person["role"])
    found = endorsing(asked, TEXT, entries, council())
    return (found.signed.code, found.is_current) if found.signed else None


def test_an_endorser_is_told_with_the_own_signature_alone() -> None:
    entries = (of_two("A"), back("A", "Ruth Adeyemi", key="one"))
    assert endorser(LEADER, *entries) == ("A", True)
    assert endorser(CHIEF, *entries) is None


def test_a_signature_over_the_present_text_comes_before_a_newer_one_over_an_older_text() -> None:
    entries = (
        of_two("A"),
        back("A", "Ruth Adeyemi", key="one"),
        of_two("B", OLDER),
        back("B", "Ruth Adeyemi", key="one"),
    )
    assert endorser(LEADER, *entries) == ("A", True)


def test_a_signature_over_an_older_text_is_told_as_one() -> None:
    entries = (of_two("A", OLDER), back("A", "Ruth Adeyemi", key="one"), of_two("B"))
    assert endorser(LEADER, *entries) == ("A", False)
