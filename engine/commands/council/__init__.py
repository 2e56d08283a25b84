"""What council.yaml says, part by part as a form shows it, and what is typed put into it."""

from engine.commands.council.answered import AnsweredAt, answered_at, to_mend
from engine.commands.council.colours import Contrast, contrasts
from engine.commands.council.form import CouncilForm
from engine.commands.council.parts import PARTS, CouncilPart, part_named
from engine.commands.council.saving import (
    CouncilSaved,
    NotSaved,
    form_now,
    save,
    save_text,
    text_now,
    undo_council,
)

__all__ = [
    "PARTS",
    "AnsweredAt",
    "Contrast",
    "CouncilForm",
    "CouncilPart",
    "CouncilSaved",
    "NotSaved",
    "answered_at",
    "contrasts",
    "form_now",
    "part_named",
    "save",
    "save_text",
    "text_now",
    "to_mend",
    "undo_council",
]
