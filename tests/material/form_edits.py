"""What people do to forms between two looks at the report, drawn by seed: a word more, a page more, a line less."""

from __future__ import annotations

import copy
import random

from docx import Document

from engine.workspace import Workspace

_WORDS = ("carers", "people", "waiting", "review", "support", "council", "partners", "quality", "evidence", "change")


def edit_a_form(workspace: Workspace, seed: int) -> str:
    """Change one form of the narrative, and say how. The same seed changes the same forms alike."""
    drawn = random.Random(seed)
    path = drawn.choice(sorted((workspace.inputs / "narrative").glob("*.docx")))
    document = Document(str(path))
    long = [each for each in document.paragraphs if each.runs and "{" not in each.text and len(each.text) > 80]
    line = drawn.choice(long)
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


def _said(drawn: random.Random, words: int) -> str:
    return " ".join(drawn.choice(_WORDS) for _ in range(words)).capitalize() + "."
