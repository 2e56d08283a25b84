"""What the bench is asked about the council's logo: what came is decoded there, and nowhere in the server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.commands.engines import Engines
from engine.progress import Progress
from engine.studio.jobs import Carried, WithBytes
from engine.studio.pile import USED, put_aside
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LookAtLogo:
    """Look how a picture fits its place on the cover. changed: when the file changed last, as the system has it."""

    root: Path
    file: Path
    changed: int
    kind: str = "logo"

    def do(self, _: Progress, __: Engines) -> WithBytes:
        """What there is to say of it, and the picture; no bytes of one that nobody can print."""
        from engine.commands.council.logo import look_at_logo

        look = look_at_logo(Workspace(self.root), self.file)
        return WithBytes(look.as_json(), look.picture)


@dataclass(frozen=True, slots=True)
class PutLogo:
    """Put a picture that came in the place of the logo. seen: the SHA-256 of what was looked at."""

    root: Path
    file: Path
    seen: str
    kind: str = "put logo"

    def do(self, _: Progress, __: Engines) -> Carried:
        """Raises UsageError where it cannot be put there."""
        from engine.commands.council.logo import put_logo

        put_logo(Workspace(self.root), self.file, self.seen)
        put_aside(self.file, USED)
        return Carried()
