"""Who is to act on a finding, as front doors show it."""

from __future__ import annotations

from typing import Any

from engine.assessment.acting import Acting
from engine.model.acting import Actor

__all__ = ["Acting", "actor_json"]


def actor_json(actor: Actor) -> dict[str, Any]:
    """Who is to act: kind (pen holder, group, writer, owner, endorser, nobody), who, and what id they are known by."""
    return {"kind": actor.kind.value, "who": actor.who, "about": actor.about}
