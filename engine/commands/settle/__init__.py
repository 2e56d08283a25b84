"""`penholder settle`: what a ruling of the pen holder could settle, and rulings recorded in decisions.yaml."""

from engine.commands.settle.asking import Asked, asked_in, find, questions
from engine.commands.settle.recording import Recorded, Ruling, record, undo_ruling

__all__ = ["Asked", "Recorded", "Ruling", "asked_in", "find", "questions", "record", "undo_ruling"]
