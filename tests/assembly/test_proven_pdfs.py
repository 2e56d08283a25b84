"""What is signed is proven in the PDF itself: a text that its readers do not see stops the edition."""

from __future__ import annotations

import pytest

from engine.errors import TemplateError
from engine.model.edition import Edition, Order
from engine.progress import Progress
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace
from tests.building import build_order
from tests.material.covered_texts import cover

pytestmark = pytest.mark.office


@pytest.mark.parametrize(
    ("tag", "said"), [("{{ sheet.scope }}", "Your signature covers"), ("{{ sheet.about }}", "quality statement 3 of 9")]
)
def test_a_text_that_something_covers_in_the_pdf_stops_the_edition_and_is_named(
    sample: Workspace, tag: str, said: str
) -> None:
    """What people wrote, and whatever else the Word file says."""
    cover(sample.template(TemplateKind.SHEET), tag)
    with pytest.raises(TemplateError) as caught:
        build_order(sample, Order(Edition.DRAFT, only=("equity",)), Progress())
    told = next(finding for finding in caught.value.findings if said in finding.message)
    assert (told.code, told.place.file) == ("W-08", "word_templates/verification_sheet.docx")
    assert "stands in verification/equity.pdf, and nobody who reads it sees it" in told.message
    assert not (sample.outputs / "draft").exists()
