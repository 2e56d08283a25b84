"""A Word file as its parts: read whole, written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from engine.word.package import DOCUMENT, Package, to_bytes
from tests.material.small_word import as_package, opened, word_file

_NAMES = st.text("abcdefgh/.", min_size=1, max_size=12)


@given(st.dictionaries(_NAMES, st.binary(max_size=200), max_size=6))
def test_what_is_written_is_read_back_in_the_same_order(parts: dict[str, bytes]) -> None:
    again = Package.read(Package(dict(parts)).write())
    assert list(again.parts.items()) == list(parts.items())


def test_the_same_parts_give_the_same_bytes() -> None:
    package = as_package(word_file("Words"))
    assert package.write() == Package.read(package.write()).write()


def test_no_part_tells_when_it_was_written() -> None:
    data = as_package(word_file("Words")).write()
    with zipfile.ZipFile(io.BytesIO(data)) as written:
        assert {entry.date_time for entry in written.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.dictionaries(_NAMES, st.binary(max_size=200), max_size=6))
def test_the_same_parts_give_the_same_bytes_on_every_system(parts: dict[str, bytes]) -> None:
    written = Package(dict(parts)).write()
    for system in ("win32", "darwin", "linux"):
        with mock.patch.object(sys, "platform", system):
            assert Package(dict(parts)).write() == written


def test_a_file_that_is_no_zip_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        Package.read(b"This is a letter, not a Word file.")


def test_a_part_that_is_not_well_formed_is_refused() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        Package({DOCUMENT: b"<w:document>"}).xml(DOCUMENT)


def test_a_part_is_parsed_once_for_all_who_read_it() -> None:
    package = as_package(word_file("Words"))
    assert package.tree(DOCUMENT) is package.tree(DOCUMENT)
    assert package.xml(DOCUMENT) is not package.tree(DOCUMENT)


def test_other_bytes_in_the_place_of_a_part_are_another_tree() -> None:
    package = Package({DOCUMENT: b"<a/>"})
    assert package.tree(DOCUMENT).tag == "a"
    package.parts[DOCUMENT] = b"<b/>"
    assert package.tree(DOCUMENT).tag == "b"


def test_what_is_put_back_is_the_tree_of_the_part() -> None:
    package = as_package(word_file("Words"))
    root = package.xml(DOCUMENT)
    package.put(DOCUMENT, root)
    assert package.tree(DOCUMENT) is root


def test_texts_that_are_not_well_formed_are_passed_over_where_sound_ones_are_asked_for() -> None:
    package = Package({DOCUMENT: b"<a/>", "word/header1.xml": b"<a", "word/footer1.xml": b"<b/>"})
    assert [(name, root.tag) for name, root in package.sound_texts()] == [(DOCUMENT, "a"), ("word/footer1.xml", "b")]


def test_an_entity_brings_nothing_into_a_part() -> None:
    part = b'<!DOCTYPE a [<!ENTITY secret SYSTEM "file:///etc/hostname">]><a>before &secret; after</a>'
    root = Package({DOCUMENT: part}).xml(DOCUMENT)
    assert root.text == "before "
    assert root[0].tail == " after"


def test_the_parts_that_people_read_are_body_headers_footers_and_notes() -> None:
    read = ("word/document.xml", "word/header1.xml", "word/footer2.xml", "word/footnotes.xml", "word/endnotes.xml")
    others = ("word/styles.xml", "word/_rels/document.xml.rels", "docProps/core.xml", "word/media/header.png")
    package = Package(dict.fromkeys((*others, *read), b""))
    assert tuple(package.texts()) == read


def test_a_part_that_is_put_back_is_declared_and_stands_alone() -> None:
    declared = to_bytes(etree.fromstring("<a>£ and –</a>"))
    assert declared.startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")
    assert etree.fromstring(declared).text == "£ and –"


def test_the_properties_name_title_author_and_language() -> None:
    package = as_package(word_file("Words"))
    package.describe("A & B", "Version 3.0", "Wenlow Borough Council", datetime(2026, 3, 14, tzinfo=UTC))
    core = opened(package.write()).core_properties
    assert (core.title, core.subject, core.author) == ("A & B", "Version 3.0", "Wenlow Borough Council")
    assert core.last_modified_by == "Wenlow Borough Council"
    assert core.language == "en-GB"


def test_the_properties_carry_the_date_they_are_given() -> None:
    package = as_package(word_file("Words"))
    package.describe("Title", "Subject", "Author", datetime(2026, 3, 14, tzinfo=UTC))
    core = opened(package.write()).core_properties
    assert core.created is not None
    assert core.created.date().isoformat() == "2026-03-14"
    assert core.modified == core.created
