"""The templates by their names, and what people call them."""

from engine.templates.kinds import TITLES

__all__ = ["TITLES"]
