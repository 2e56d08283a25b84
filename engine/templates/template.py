"""A Word template: patched and compiled once, however many documents are made from it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast
from zipfile import BadZipFile

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter
from docx.parts.numbering import NumberingPart
from docx.parts.styles import StylesPart
from docxtpl import DocxTemplate
from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError, TemplateRuntimeError, TemplateSyntaxError
from lxml import etree

from engine.errors import TemplateError
from engine.findings import Finding, Place, error
from engine.foreign.limits import TEMPLATE
from engine.foreign.word_file import plain_word_bytes, word_document
from engine.templates.carried.carried import not_carried, without_ballast
from engine.templates.dashes import held, let_go
from engine.templates.environment import TemplateEnvironment, UnknownNameError, no_field
from engine.templates.language import ForbiddenTag
from engine.templates.lent_styles import lend
from engine.templates.palette import Palette, read_palette
from engine.templates.places import names_of_parts, where_at, with_lines, without_lines
from engine.templates.section_breaks import set_apart
from engine.templates.tag_style import without_tag_style
from engine.word.names import W_BODY, W_TBL
from engine.word.package import STYLES, THEME, Package
from engine.word.styles import MissingStyleError, Styles, read_styles
from engine.word.table_grid import fits_its_grid, spread

_STRICT = etree.XMLParser(resolve_entities=False, no_network=True)
OPENING_FAULTS = (BadZipFile, LookupError, ValueError, SyntaxError, AttributeError)
"""What python-docx and lxml raise at bytes that are no Word file, or a damaged one."""

_EMPTY_RUN = '<w:r><w:t xml:space="preserve"></w:t></w:r>'
"""What docxtpl leaves before and behind every inline tag: thousands in a report, and each costs a layout time."""
_KINDS = {RELATIONSHIP_TYPE.STYLES: StylesPart, RELATIONSHIP_TYPE.NUMBERING: NumberingPart}
"""Parts that are written into, and what python-docx makes of them where the file tells their type."""
_NOTES = (".footnotes+xml", ".endnotes+xml")
_BRACKETS = re.compile(r"\{[{%#]|[}%#]\}")
_ELEMENT = re.compile(r"<[^<>]*>")
MOST_TAGS, MOST_UNCLOSED = 2_000, 50
"""In one part of a template; the house report has 233 tags, and all of them end."""
_LISTING_MARKS = "\t\n\a\f"
_NEEDS_LISTING = re.compile(r"<w:t(?: [^<>]*)?>[^<]*[\t\n\a\f]")


def _refuse_nameless(package: OpcPackage) -> None:
    """Raises ValueError for a part or a relation without what it is: it could be read, and not be written again."""
    relations = [package.rels, *(part.rels for part in package.parts)]
    if not all(part.content_type for part in package.parts):
        raise ValueError("a part of the file does not say what it is")
    if not all(one.rId and one.reltype and one.target_ref for every in relations for one in every.values()):
        raise ValueError("a relation of the file does not say what it is, or where it leads")


class Template:
    """The bytes of a template and what has been learnt from them. place names its file in findings.

    carried: what is wrong with what it holds beside its text, and what of it no document gets (W-07). lent: names of
    styles that it lacks and the house lends, by their ids.
    Raises OPENING_FAULTS where the bytes are no Word file, or a damaged one.
    """

    def __init__(self, data: bytes, place: Place) -> None:
        self.data = plain_word_bytes(data, TEMPLATE)
        self.place = place
        package = Package.of_template(self.data)
        self.carried: tuple[Finding, ...] = tuple(not_carried(package, place))
        self.lent = lend(package)
        if without_ballast(package) | bool(set_apart(package)) | bool(self.lent) | without_tag_style(package):
            self.data = package.write()
        document = word_document(self.data, TEMPLATE)
        document.part.part_related_by(RELATIONSHIP_TYPE.STYLES)
        for relation in document.part.rels.values():
            kind = _KINDS.get(relation.reltype)
            if kind and not isinstance(relation.target_part, kind):
                raise ValueError(f"{relation.target_ref} is of another type than it is related as")
        if document.element.find(W_BODY) is None:
            raise ValueError("the file has no text")
        _refuse_nameless(document.part.package)
        self.styles: Styles = read_styles(package.parts[STYLES])
        self.called = names_of_parts(package)
        self.palette: Palette = read_palette(package.parts.get(THEME, b""))
        self.environment = TemplateEnvironment()
        self.patched: dict[str, str] = {}
        self.lined: dict[str, str] = {}
        self.compiled: dict[str, JinjaTemplate] = {}

    def render(self, context: Callable[[TemplateDocument], Mapping[str, Any]]) -> Package:
        """One document. context gets the document being made, so that its values can put pictures and links into it.

        Raises TemplateError, naming the place, where the template cannot be rendered.
        """
        document = TemplateDocument(self)
        document.init_docx()
        self.environment.begin()
        document.render(context(document), self.environment)
        for last in document.afterwards:
            last()
        return document.package()

    def fault(self, where: str, message: str, fix: str) -> TemplateError:
        """An error at a place of this template."""
        return self._error("W-01", where, message, fix)

    def goes_too_far(self, where: str, message: str) -> TemplateError:
        """The error of a tag that does more than read, repeat and leave out, or does it without end."""
        return self._error("W-50", where, message, "Take the tag out; docs/templates.md says what tags can do.")

    def without_style(self, fault: MissingStyleError) -> TemplateError:
        """The error of a template that lacks a style in which penholder writes."""
        message = f'The style "{fault.name}" is used but not defined.'
        return self._error("W-06", "", message, "Put the style back into the template.")

    def without_numbering(self, style: str) -> TemplateError:
        """The error of a template in which the style of numbered lists does not number."""
        message = f'The style "{style}" has no numbering of its own.'
        return self._error("W-06", "", message, "Give the style its numbering back, or take the house copy.")

    def _error(self, code: str, where: str, message: str, fix: str) -> TemplateError:
        finding = error(code, Place(self.place.file, where), message, fix)
        return TemplateError(f"{self.place.file} cannot be used.", [finding])


@dataclass(frozen=True, slots=True)
class _Parts:
    """Takes parts where python-docx expects a zip file to write into."""

    by_name: dict[str, bytes]

    def write(self, uri: PackURI, data: bytes) -> None:
        self.by_name[uri.membername] = data


class TemplateDocument(DocxTemplate):  # type: ignore[misc]
    """docxtpl, made strict: what it would mend silently is an error, and nothing is patched or compiled twice."""

    def __init__(self, template: Template) -> None:
        super().__init__(io.BytesIO(template.data))
        self.template = template
        self.afterwards: list[Callable[[], None]] = []
        """What is to be done once no tag is left."""

    def package(self) -> Package:
        """What was rendered, as parts: to let python-docx zip them only to unzip them again costs a tenth."""
        package, made, writer = self.docx.part.package, _Parts({}), cast(Any, PackageWriter)
        for part in package.parts:
            part.before_marshal()
        writer._write_content_types_stream(made, package.parts)
        writer._write_pkg_rels(made, package.rels)
        writer._write_parts(made, package.parts)
        rendered = Package(made.by_name)
        name = self.docx.part.partname.membername
        rendered.trees[name] = made.by_name[name], self.docx.part._element
        return rendered

    def sources(self) -> Iterator[tuple[str, str]]:
        """Every part that may hold tags, by name, with its tags gathered from the runs Word split them into."""
        self.init_docx()
        yield str(self.docx.part.partname), self.patch_xml(self.get_xml())
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield str(part.partname), self.patch_xml(self.get_part_xml(part))
        for part in self.docx.part.package.parts:
            if str(part.content_type).endswith(_NOTES):
                yield str(part.partname), self.patch_xml(part.blob.decode("utf-8"))

    def patch_xml(self, src_xml: str) -> str:
        known = self.template.patched.get(src_xml)
        if known is None:
            self.must_be_plausible(src_xml)
            known = self.template.patched[src_xml] = let_go(super().patch_xml(held(src_xml)))
        return known

    def render_xml_part(self, src_xml: str, part: Part, context: Mapping[str, Any], jinja_env: Any = None) -> str:
        self.current_rendering_part = part
        name = str(part.partname)
        source = self.template.lined.get(src_xml)
        if source is None:
            source = self.template.lined[src_xml] = with_lines(src_xml)
        with self.with_faults_placed(source, name, context):
            compiled = self.template.compiled.get(source)
            if compiled is None:
                compiled = self.template.compiled[source] = self.template.environment.from_string(source)
            xml = compiled.render(context)
        xml = without_lines(xml).replace(_EMPTY_RUN, "")
        if any(mark in xml for mark in _LISTING_MARKS) and _NEEDS_LISTING.search(xml):
            xml = str(self.resolve_listing(xml))
        self.tree = self.parsed_whole(xml, name)
        return xml

    def must_be_plausible(self, xml: str) -> None:
        """docxtpl searches from each tag to its end: thousands of tags without one would keep it busy for hours."""
        marks = _BRACKETS.findall(_ELEMENT.sub("", xml))
        opening = [mark[0] == "{" for mark in marks]
        if sum(opening) > MOST_TAGS or sum(first and then for first, then in pairwise(opening)) > MOST_UNCLOSED:
            message = f"A part of the template has more than {MOST_TAGS:,} tags, or {MOST_UNCLOSED} that never end."
            raise self.template.goes_too_far("", message)

    @contextmanager
    def with_faults_placed(self, source: str, part: str, names: Iterable[str] = ()) -> Iterator[None]:
        """Whatever Jinja raises within becomes a TemplateError that names the place. names: those a tag may use."""
        try:
            yield
        except ForbiddenTag as fault:
            raise self.too_far(source, fault.lineno, part, str(fault.message)) from fault
        except TemplateSyntaxError as fault:
            raise self.fault(source, fault.lineno, part, fault.message or "the tag cannot be read") from fault
        except UnknownNameError as fault:
            known = (*names, *self.template.environment.names_of_loops(source))
            message = no_field(str(fault.message).split('"')[1], known)
            raise self.fault(source, _template_line(fault), part, message) from fault
        except MissingStyleError as fault:
            raise self.template.without_style(fault) from fault
        except SecurityError as fault:
            raise self.too_far(source, _template_line(fault), part, str(fault.message)) from fault
        except TemplateRuntimeError as fault:
            raise self.fault(source, _template_line(fault), part, fault.message or "the tag cannot be used") from fault
        except (TypeError, ValueError, ArithmeticError) as fault:
            message = f"the tag does not fit its value ({fault})"
            raise self.fault(source, _template_line(fault), part, message) from fault

    def parsed_whole(self, xml: str, part: str) -> etree._Element:
        """docxtpl parses with recovery, and what it cannot repair it drops: text would be lost without a word."""
        try:
            return etree.fromstring(xml.encode(), _STRICT)
        except etree.XMLSyntaxError as fault:
            message = f"A loop or condition begins in one place of the page and ends in another ({fault.msg})."
            fix = "Begin and end each loop and condition in the same text, the same cell, or the same row."
            raise self.template.fault(self.template.called(part) or "body", message, fix) from fault

    def get_xml(self) -> str:
        """The whole part of the body, where docxtpl gives the body alone and takes longer to put it back."""
        return str(self.xml_to_string(self.docx.part.element))

    def fix_tables(self, xml: str) -> etree._Element:
        """docxtpl's own way where a loop has made rows longer or shorter than their table; others need none."""
        try:
            for table in self.tree.iter(W_TBL):
                if not fits_its_grid(table):
                    spread(table)
            is_right = all(fits_its_grid(table) for table in self.tree.iter(W_TBL))
            return self.tree if is_right else super().fix_tables(xml)
        except (ValueError, TypeError, AttributeError, OverflowError) as fault:
            message = f"The columns of a table cannot be told ({fault})."
            raise self.template.fault("", message, "Open the template in Word and save it again.") from fault

    def map_tree(self, tree: etree._Element) -> None:
        """The rendered part takes the place of the template's."""
        self.docx.part._element = tree

    def render_properties(self, context: Mapping[str, Any], jinja_env: Any = None) -> None:
        """Properties are set by penholder, not by tags."""

    def render_footnotes(self, context: Mapping[str, Any], jinja_env: Any = None) -> None:
        """docxtpl fills them in anew for every section, so that a tag inside a value would be read as a tag."""
        for part in self.docx.part.package.parts:
            if str(part.content_type).endswith(_NOTES):
                source = self.patch_xml(part.blob.decode("utf-8"))
                part._blob = self.render_xml_part(source, part, context).encode("utf-8")

    def too_far(self, source: str, line: int, part: str, message: str) -> TemplateError:
        called = self.template.called(part)
        where = where_at(source, line, self.template.styles, called) if line > 1 else called
        return self.template.goes_too_far(where, f"{message[:1].upper()}{message[1:]}".rstrip(".") + ".")

    def fault(self, source: str, line: int, part: str, message: str) -> TemplateError:
        where = where_at(source, line, self.template.styles, self.template.called(part))
        fix = "Correct the tag; docs/templates.md lists every field."
        return self.template.fault(where, message[:1].upper() + message[1:], fix)


def _template_line(fault: BaseException) -> int:
    """The line of the template's source in which an error arose: Jinja rewrites its traceback to say so."""
    line, trace = 0, fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
