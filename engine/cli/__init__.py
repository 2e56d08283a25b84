"""Arguments in, messages and an exit code out: the only home of click."""

from engine.cli.main import main

__all__ = ["main"]
