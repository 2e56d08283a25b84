"""The charts in half and a third of the width: as large as they say, each value told, nothing outside the picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from engine.assembly.reading import Reading
from engine.rendering.canvas import DPI
from engine.rendering.chart import Chart
from engine.rendering.narrow_charts import HALF, THIRD, narrow_figures, narrow_ratings
from engine.rendering.trends import trends
from engine.templates.palette import read_palette

PALETTE = read_palette(b"")


def _must_be_sound(drawn: Chart, width: float) -> None:
    with Image.open(io.BytesIO(drawn.dots)) as image:
        assert image.size == (round(width * DPI / 25.4), round(drawn.height * DPI / 25.4))
        edge = image.convert("L").crop((image.width - 2, 0, image.width, image.height))
    assert edge.getextrema() == (255, 255)


@pytest.mark.slow
@pytest.mark.parametrize("width", [HALF, THIRD])
def test_every_chart_of_the_sample_is_drawn_in_its_width(width: float, reading: Reading) -> None:
    scale = reading.assessment.framework.ratings
    for statement in reading.assessment.framework.statements:
        ratings = reading.judgement.ratings[statement.id]
        _must_be_sound(narrow_ratings(ratings, scale, PALETTE, width), width)
        drawn = trends([one for one in reading.assessment.evidence.figures if one.statement == statement.id])
        _must_be_sound(narrow_figures(drawn, PALETTE, width), width)


def test_two_halves_or_three_thirds_fit_beside_one_another() -> None:
    assert 2 * HALF < 158
    assert 3 * THIRD < 158
