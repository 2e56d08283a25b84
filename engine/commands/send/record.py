"""What was sent out, to whom and when: a list in the workspace to which lines are added, and none is changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from engine.clock import now
from engine.doors import Door, PutThrough, digest_at, open_door
from engine.errors import UsageError
from engine.foreign.limits import YAML
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.publishing.source_hashes import SENT
from engine.workspace import Workspace
from engine.yaml_append import NotAppendedError, Value, appended
from engine.yaml_spans import content_of
from engine.yaml_text import NotYamlError

_LIST = "sent"
_HEAD = "# What was sent out, to whom and when. Lines are added below; none is changed.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentOut:
    """Something that was sent. who: as the list of who owes what calls them. what: in words."""

    who: str
    what: str
    when: date
    is_reminder: bool = False


def sent_out(workspace: Workspace) -> tuple[SentOut, ...]:
    """Everything that was sent, in order; a line that is none is passed over. Raises UsageError for no such file."""
    content = content_of(_text(workspace)) if is_there(workspace.root / SENT) else None
    entries = content.get(_LIST) if isinstance(content, dict) else None
    found = []
    for entry in entries if isinstance(entries, list) else ():
        with suppress(KeyError, TypeError, ValueError):
            when, who, what = date.fromisoformat(entry["when"]), str(entry["who"]), str(entry["what"])
            found.append(SentOut(who=who, what=what, when=when, is_reminder=entry.get("reminder") == "true"))
    return tuple(found)


def record_sent(workspace: Workspace, who: str, what: str, *, is_reminder: bool) -> PutThrough:
    """Add a line for today. Raises UsageError where the file cannot be read or written."""
    entry: dict[str, Value] = {"who": who, "what": what, "when": now().astimezone().date(), "reminder": is_reminder}
    path = workspace.root / SENT
    with open_door(workspace, Door.SEND) as door:
        seen = digest_at(path)
        text = _text(workspace) if seen else _HEAD
        try:
            return door.put(path, appended(text, _LIST, entry).encode(), seen)
        except NotAppendedError as fault:
            raise UsageError(f"{SENT} was not written. {fault.reason} {fault.fix}") from fault


def _text(workspace: Workspace) -> str:
    try:
        text = whole(workspace.root / SENT, YAML).decode("utf-8")
        content_of(text)
    except RefusedFile as refused:
        raise UsageError(f"{SENT} cannot be opened. {refused.message} {refused.fix}") from refused
    except (UnicodeDecodeError, NotYamlError) as fault:
        fix = "Put it right in a text editor, or move it away: a new one is begun then."
        raise UsageError(f"{SENT} cannot be read: it is no YAML in UTF-8. {fix}") from fault
    return text
