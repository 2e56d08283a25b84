"""Everything that can be said of a template without any data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from engine.finding_kinds import Trait, has
from engine.findings import Place, errors_in
from engine.foreign.refusal import RefusedFile
from engine.inspection.blocks import across, unpaired
from engine.inspection.cells import blank, emptied, never_filled, rowless
from engine.inspection.colours import too_pale
from engine.inspection.elsewhere import attributes, foreign, properties
from engine.inspection.expressions import expressions, read_tags_of
from engine.inspection.house_style import alternative_texts, fonts_asked_for, headings, language, table_headers
from engine.inspection.inside_tags import within
from engine.inspection.look_alikes import look_alikes
from engine.inspection.mandatory import own_printed, unmarked, unprinted, unsigned
from engine.inspection.once_only import repeated
from engine.inspection.placing import beside, brackets, breaks_set_apart, dashes, outside_tables, prefixes
from engine.inspection.remarks import Fault, Remark, on_file
from engine.inspection.revisions import changed, commented, left_over
from engine.inspection.shapes_of_views import OwnNames, vocabulary
from engine.inspection.template_walk import TemplateWalk
from engine.inspection.trial import tried
from engine.inspection.word_fields import unfilled
from engine.rendering.styles_used import said_of_undefined, undefined
from engine.templates.carried.carried import not_carried
from engine.templates.kinds import kind_named
from engine.templates.section_breaks import set_apart
from engine.word.package import DOCUMENT, Package

_RULES: tuple[Callable[[TemplateWalk], Iterator[Remark]], ...] = (
    *(brackets, within, prefixes, outside_tables, beside, dashes, unpaired, across, emptied, rowless, repeated),
    *(changed, commented, properties, foreign),
    *(left_over, unfilled, headings, table_headers, alternative_texts, language, too_pale),
)


@dataclass(frozen=True, slots=True)
class InspectedTemplate:
    """What was found in a template, in the order of its parts. fonts: all it asks for. own: the council's own fields
    that it prints, by name.
    """

    remarks: tuple[Remark, ...]
    fonts: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def inspect(data: bytes, place: Place, any_names: bool = False, own: OwnNames = ()) -> InspectedTemplate:
    """All faults of a template at once. place: its file, whose name says which template it is.

    any_names: for templates with data that is not ours, where every field is as good as another. own: the names and
    kinds of the council's own fields.
    """
    try:
        package = Package.of_template(data)
        set_apart_at = set_apart(package)
        page = TemplateWalk(package, place)
        _ = page.package.parts[DOCUMENT], page.styles, page.parts
        for name, part in page.package.parts.items():
            if name.endswith((".rels", ".xml")):
                _must_be_sound(part)
    except RefusedFile as refused:
        message, fix = refused.reason
        return InspectedTemplate((on_file(TemplateWalk(Package({}), place), Fault("W-02", message, fix=fix)),))
    except (BadZipFile, PackageNotFoundError, LookupError, ValueError, SyntaxError, etree.XMLSyntaxError):
        message = "The template is damaged."
        fix = "Open it in Word and save it again as .docx, or put the house copy back."
        return InspectedTemplate((on_file(TemplateWalk(Package({}), place), Fault("W-02", message, fix=fix)),))
    kind = None if any_names else kind_named(place.file)
    known = None if any_names else vocabulary(kind, own)
    readings = read_tags_of(page, known)
    remarks = [remark for rule in _RULES for remark in rule(page)]
    remarks += [] if any_names else [*never_filled(page), *blank(page)]
    remarks += [*breaks_set_apart(page, set_apart_at), *look_alikes(page, known)]
    remarks += [*expressions(page, readings), *attributes(page, readings), *_proven(page)]
    remarks += [*unprinted(page, readings, kind), *unsigned(page, readings, kind), *unmarked(page, readings, kind)]
    in_the_way = (one.finding for one in remarks if not has(one.finding, Trait.ABOUT_A_FIELD))
    if kind and not errors_in(in_the_way):
        said = {(remark.finding.code, remark.finding.message) for remark in remarks}
        found = tried(data, kind, place, own)
        remarks += [Remark(finding) for finding in found if (finding.code, finding.message) not in said]
    told = _in_order(page, _first_causes(remarks))
    return InspectedTemplate(told, fonts_asked_for(page), own_printed(readings))


@lru_cache(maxsize=64)
def _must_be_sound(part: bytes) -> None:
    """Raises XMLSyntaxError where a part is not well-formed; most are the same in template after template."""
    Package({"": part}).xml("")


def _proven(page: TemplateWalk) -> Iterator[Remark]:
    """W-06 and W-07, which a build would say too: styles that are not there, what no document may carry."""
    yield from (Remark(finding) for finding in not_carried(page.package, page.place))
    for part in page.parts:
        names, place = undefined(part.root, page.styles.names), Place(page.place.file, part.called)
        yield from (Remark(finding, part.name) for finding in said_of_undefined(names, place))


def _first_causes(remarks: list[Remark]) -> list[Remark]:
    """Without what follows from something else: a tag that was not understood is not also a field left out."""
    unseen = {remark.spots for remark in remarks if has(remark.finding, Trait.HIDES_A_TAG) and remark.spots}
    return [r for r in remarks if has(r.finding, Trait.HIDES_A_TAG) or not r.spots or r.spots not in unseen]


def _in_order(page: TemplateWalk, remarks: list[Remark]) -> tuple[Remark, ...]:
    """As a reader goes through the document; what is about no part comes last."""
    orders = {part.name: (number, part.orders) for number, part in enumerate(page.parts)}

    def key(remark: Remark) -> tuple[int, int]:
        number, within = orders.get(remark.part, (len(orders), {}))
        return number, within.get(remark.spots[0], 0) if remark.spots else 0

    return tuple(sorted(dict.fromkeys(remarks), key=key))
