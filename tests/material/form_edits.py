"""What people do to forms between two looks at the report, drawn by seed: a word more, a page more, a line less."""

from __future__ import annotations

import copy
import random

from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from engine.workspace import Workspace

_LONG = 80
"""Letters of a line that is no heading, label or field."""
_WORDS = ("carers", "people", "waiting", "review", "support", "council", "partners", "quality", "evidence", "change")


def edit_a_form(workspace: Workspace, seed: int) -> str:
    """Change one form of the narrative, and say how. The same seed changes the same forms alike."""
    drawn = random.Random(seed)
    path = drawn.choice(sorted((workspace.inputs / "narrative").glob("*.docx")))
    document = Document(str(path))
    line = drawn.choice(_long(document))
    how = drawn.choice(("a word more", "some lines more", "a page more", "less"))
    if how == "less" and len(line.runs[0].text) > 60:
        line.runs[0].text = line.runs[0].text[: len(line.runs[0].text) // 2].rstrip() + "."
    elif how == "a page more":
        for _ in range(drawn.randint(6, 14)):
            another = copy.deepcopy(line._p)
            line._p.addnext(another)
            line.runs[-1].text += f" {_said(drawn, 5)}"
    else:
        line.runs[-1].text += f" {_said(drawn, 3 if how == 'a word more' else drawn.randint(20, 120))}"
    document.save(str(path))
    return f"{path.stem}: {how}"


def lengthen(workspace: Workspace, times: int) -> None:
    """Let every form of the narrative say each long paragraph so many times."""
    for path in (workspace.inputs / "narrative").glob("*.docx"):
        document = Document(str(path))
        for line in _long(document):
            for _ in range(times - 1):
                line._p.addnext(copy.deepcopy(line._p))
        document.save(str(path))


def _long(document: WordDocument) -> list[Paragraph]:
    return [each for each in document.paragraphs if each.runs and "{" not in each.text and len(each.text) > _LONG]


def _said(drawn: random.Random, words: int) -> str:
    return " ".join(drawn.choice(_WORDS) for _ in range(words)).capitalize() + "."
