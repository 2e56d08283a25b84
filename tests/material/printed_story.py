"""A story as the house report prints it: its styles and numbers, and nothing else around it."""

from __future__ import annotations

from functools import lru_cache

from engine.findings import Place
from engine.framework.catalogue import framework_file, load_framework
from engine.model.record import Record
from engine.model.story import Story
from engine.model.vocabulary import Vocabulary, framework_vocabulary
from engine.rendering.writer import Writer
from engine.templates.template import Template
from engine.transcription.narrative import transcribe_statement
from engine.validation.validate import validate
from engine.word.names import qn
from engine.workspace import Workspace, house
from tests.material.small_inputs import SCHEMAS
from tests.material.small_word import in_bytes, opened

_KIND = "narrative_statement"


def printed(story: Story, file: str) -> bytes:
    """The Word file that prints a story of a statement's form, checked as any is on its way."""
    record = Record(schema=_KIND, file=file, values={"ambition": story})
    narrative = transcribe_statement("equity", validate(record, SCHEMAS[_KIND], _words()), None, _words())
    return _report().render(lambda made: {"x": Writer(made, {}).story(narrative.ambition, 4)}).write()


@lru_cache(maxsize=1)
def _words() -> Vocabulary:
    return framework_vocabulary(load_framework(framework_file(Workspace(house()))))


@lru_cache(maxsize=1)
def _report() -> Template:
    """The house report with nothing in it but a place for narrative."""
    document = opened((house() / "word_templates" / "report.docx").read_bytes())
    body = document.element.body
    for child in [*list(body)[:-1], *body[-1].iterchildren(qn("w:headerReference"), qn("w:footerReference"))]:
        child.getparent().remove(child)
    for key in [key for key, one in document.part.rels.items() if one.reltype.endswith(("/header", "/footer"))]:
        del document.part.rels[key]
    document.add_paragraph("{{p x }}")
    return Template(in_bytes(document), Place("word_templates/small.docx"))
