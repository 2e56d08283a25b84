"""A part of an Office file without what nobody here reads: pieces cut out or put anew, the rest as it is."""

from __future__ import annotations


class Cuts:
    """Where the bytes of a part are to be left out. A piece is told by where it begins and where the next one does."""

    def __init__(self) -> None:
        self._pieces: list[tuple[int, int, bytes]] = []
        self._begin = -1

    def leave_out_from(self, at: int) -> None:
        """What begins here goes, and so does what follows until something is to stay."""
        if self._begin < 0:
            self._begin = at

    def keep_from(self, at: int) -> None:
        """What begins here stays."""
        if self._begin >= 0:
            if at > self._begin:
                self._pieces.append((self._begin, at, b""))
            self._begin = -1

    def put(self, begin: int, end: int, new: bytes) -> None:
        """These bytes stand for what is there, in something that stays."""
        self._pieces.append((begin, end, new))

    def applied(self, data: bytes) -> bytes:
        """The bytes that stay."""
        kept, at = list[bytes](), 0
        for begin, end, new in self._pieces:
            kept.extend((data[at:begin], new))
            at = end
        kept.append(data[at:])
        return b"".join(kept)
