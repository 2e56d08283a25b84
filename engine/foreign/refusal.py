"""Why a file is not read, in words: what every opener of this room raises, whatever its library raised."""

from __future__ import annotations


class RefusedFile(ValueError):  # noqa: N818 - a refusal is an answer, and no fault of the program
    """A file that is not read. message: what is wrong with it, with its figure; fix: what to do. Both whole sentences.

    The sentences do not name the file: whoever asked knows it by its place in the workspace.
    """

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    @property
    def reason(self) -> tuple[str, str]:
        """Both sentences, as a finding takes them."""
        return self.message, self.fix


def megabytes(size: int) -> str:
    """A size in bytes as people read it, never smaller than it is."""
    return f"{-(-size // 2**20)} MB"
