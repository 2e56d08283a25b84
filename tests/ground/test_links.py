"""Links as people paste them: unwrapped, encoded once, and told apart by who can open them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.links import LinkKind, read_link

SITE = "https://wenlow.sharepoint.com"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (
            f"{SITE}/sites/ASC Assurance/Shared Documents/Market Position Statement 2025.docx",
            f"{SITE}/sites/ASC%20Assurance/Shared%20Documents/Market%20Position%20Statement%202025.docx",
        ),
        (f"{SITE}/sites/ASC%20Assurance/a.docx", f"{SITE}/sites/ASC%20Assurance/a.docx"),
        (f"{SITE}/sites/ASC%2520Assurance/a.docx", f"{SITE}/sites/ASC%20Assurance/a.docx"),
        (f"{SITE}/sites/ASC%252520Assurance/a.docx", f"{SITE}/sites/ASC%20Assurance/a.docx"),
        ("https://wenlow.gov.uk/100% sure.pdf", "https://wenlow.gov.uk/100%25%20sure.pdf"),
        ("https://wenlow.gov.uk/Llanfair‑Pŵll.pdf", "https://wenlow.gov.uk/Llanfair-P%C5%B5ll.pdf"),
        ("https://wenlow.gov.uk/plan.", "https://wenlow.gov.uk/plan"),
        ("<https://wenlow.gov.uk/plan>;", "https://wenlow.gov.uk/plan"),
        ("(https://wenlow.gov.uk/plan).", "https://wenlow.gov.uk/plan"),
        ("https://wenlow.gov.uk/plan_(final)", "https://wenlow.gov.uk/plan_(final)"),
        ("“https://wenlow.gov.uk/plan”", "https://wenlow.gov.uk/plan"),
        ("https://wenlow.gov.uk/market-\n  position.pdf", "https://wenlow.gov.uk/market-position.pdf"),
        ("HTTPS://WENLOW.GOV.UK/Plan", "https://wenlow.gov.uk/Plan"),
        ("\u200bhttps://wenlow.gov.uk/plan\u00a0", "https://wenlow.gov.uk/plan"),
    ],
)
def test_an_address_is_freed_and_encoded_once(typed: str, address: str) -> None:
    assert read_link(typed).address == address


@pytest.mark.parametrize(
    "typed",
    [
        "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwenlow.gov.uk%2Fplan&data=05%7C02",
        "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnam01.safelinks.protection.outlook.com%2F"
        "%3Furl%3Dhttps%253A%252F%252Fwenlow.gov.uk%252Fplan%26data%3D1&data=05",
        "ms-word:ofe|u|https://wenlow.gov.uk/plan",
    ],
)
def test_what_outlook_and_office_wrap_around_an_address_comes_off(typed: str) -> None:
    assert read_link(typed).address == "https://wenlow.gov.uk/plan"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("https://wenlow.gov.uk/plan", LinkKind.WEBSITE),
        (f"{SITE}/sites/ASC/Shared Documents/Plan.docx", LinkKind.SHAREPOINT),
        (f"{SITE}/sites/ASC/Plan.docx?d=w7f31", LinkKind.COPY_LINK),
        (f"{SITE}/:w:/r/sites/ASC/Plan.docx?d=w7f31&csf=1&web=1&e=aB3", LinkKind.COPY_LINK),
        (f"{SITE}/:w:/s/ASC/EUq7?e=aB3", LinkKind.SHARING_LINK),
        ("https://wenlow-my.sharepoint.com/:x:/g/personal/a_b/EUq7?e=aB3", LinkKind.SHARING_LINK),
        ("https://1drv.ms/w/s!Aq", LinkKind.SHARING_LINK),
        ("mailto:asc@wenlow.gov.uk", LinkKind.EMAIL),
        ("C:\\Users\\p\\Plan.docx", LinkKind.LOCAL),
        ("S:/ASC/Plan.docx", LinkKind.LOCAL),
        ("\\\\server\\share\\Plan.docx", LinkKind.LOCAL),
        ("file:///S:/ASC/Plan.docx", LinkKind.LOCAL),
        ("https://intranet/plan", LinkKind.LOCAL),
        ("https://10.2.0.7/plan", LinkKind.LOCAL),
        ("javascript:alert(1)", LinkKind.DANGEROUS),
        ("JaVa\nScript:alert(1)", LinkKind.DANGEROUS),
        ("\u200bjavascript :alert(1)", LinkKind.DANGEROUS),
        ("data:text/html,<script>", LinkKind.DANGEROUS),
        ("vbscript:msgbox(1)", LinkKind.DANGEROUS),
        (
            "https://eur03.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)",
            LinkKind.DANGEROUS,
        ),
        ("the library", LinkKind.NONE),
        ("www.wenlow.gov.uk", LinkKind.NONE),
        ("ftp://wenlow.gov.uk/plan", LinkKind.NONE),
        ("https://", LinkKind.NONE),
        ("https://wenlow.gov.uk:99999/", LinkKind.NONE),
        ("https://[::1/", LinkKind.NONE),
        ("", LinkKind.NONE),
    ],
)
def test_the_kind_says_who_can_open_it(typed: str, kind: LinkKind) -> None:
    assert read_link(typed).kind is kind


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "C:\\Plan.docx", "the library", "https://intranet/plan"])
def test_what_must_not_be_a_link_has_no_address(typed: str) -> None:
    assert read_link(typed).address == ""


def test_a_name_and_a_password_are_told_and_taken_out() -> None:
    link = read_link("https://priya:secret@wenlow.gov.uk/plan")
    assert (link.address, link.has_login) == ("https://wenlow.gov.uk/plan", True)


def test_letters_that_only_look_like_a_known_site_are_told_and_spelt_out() -> None:
    link = read_link("https://wenl\u043ew.gov.uk/plan")
    assert link.is_lookalike
    assert link.address == "https://xn--wenlw-mye.gov.uk/plan"


def test_the_site_is_shown_without_its_www() -> None:
    assert read_link("https://www.wenlow.gov.uk/plan").site == "wenlow.gov.uk"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{SITE}/sites/ASC/Plan A.docx", f"{SITE}/sites/asc/Plan%20A.docx?d=w7f31&web=1"),
        ("https://wenlow.gov.uk/plan/", "https://wenlow.gov.uk/plan#page=4"),
    ],
)
def test_two_links_to_one_document_are_one_document(one: str, other: str) -> None:
    assert read_link(one).document == read_link(other).document


def test_two_pages_told_apart_by_their_query_are_two_documents() -> None:
    assert read_link("https://wenlow.gov.uk/d?id=1").document != read_link("https://wenlow.gov.uk/d?id=2").document


ADDRESSES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["https://wenlow.gov.uk/", f"{SITE}/:w:/s/", "http://a.b?x=", "mailto:a@b.c", "file:", "C:\\", ""]),
    st.text(st.one_of(st.characters(), st.sampled_from("%25?#[]()<>/\\:@ .\n")), max_size=40),
    st.sampled_from(["", ".", ")", ">\n", "%2520", "%", "#a#b"]),
)


@pytest.mark.slow
@settings(max_examples=600, derandomize=True)
@given(ADDRESSES)
@example("https://wenlow.gov.uk/%25%32%35")
@example("https://wenlow.gov.uk/a.%2")
def test_reading_a_link_never_fails_and_reading_it_again_changes_nothing(typed: str) -> None:
    link = read_link(typed)
    if link.address:
        again = read_link(link.address)
        assert (again.address, again.kind, again.document) == (link.address, link.kind, link.document)
        assert link.address.isascii()
        assert " " not in link.address
