"""The sections of the council's own, by their place in the report."""

from __future__ import annotations

from engine.model.assessment import SelfAssessment
from engine.model.local_section import SectionPlace
from engine.rendering.views.shared import NOT_YET, View, plain
from engine.rendering.writer import Writer

_HEADINGS = 2
"""The level of headings in such a section, whose own heading is of level 1."""


def sections_view(assessment: SelfAssessment, writer: Writer) -> View:
    """before_a, after_b and after_c: the sections that stand there, in order."""
    return {
        place.name.lower(): [
            {
                "anchor": writer.anchor(f"local_{section.id.replace('-', '_')}"),
                "heading": section.heading,
                "text": writer.story(section.story or (plain(f"{NOT_YET}."),), _HEADINGS, under=section.heading),
            }
            for section in assessment.sections
            if section.stands is place
        ]
        for place in SectionPlace
    }
