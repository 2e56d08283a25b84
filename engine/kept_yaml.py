"""What files of rules say, kept from the last time: to take YAML apart costs far more than to read JSON.

Nothing here loads PyYAML before a file has to be read anew.
"""

from __future__ import annotations

import json
import platform
from functools import cache
from importlib.metadata import version
from typing import Any

from engine.cache import key_of, store_of
from engine.own_code import digest_of_code, own_files
from engine.own_json import DAMAGED
from engine.workspace import package

_KEPT = "yaml"
_PLAIN = (str, int, float, bool, type(None))


def content_of(data: bytes) -> Any:
    """What a file of rules says, found sound as checked_yaml_content() has it. Raises NotYamlError.

    Each call gives values of its own, which may be changed.
    """
    key = key_of(_how_it_is_read(), data)
    store = store_of(_KEPT)
    if (held := store.take(key)) is not None:
        try:
            name, content = json.loads(held)
        except DAMAGED:
            name, content = "", None
        if name == key:
            return content
    from engine.yaml_text import checked_yaml_content

    content, _ = checked_yaml_content(data)
    if _comes_back(content):
        store.put(key, json.dumps((key, content), separators=(",", ":")).encode())
        store.forget_daily()
    return content


def _comes_back(value: Any) -> bool:
    """Whether JSON gives the very same again: it knows no days, and no names but words."""
    if type(value) is dict:
        return all(type(name) is str and _comes_back(inner) for name, inner in value.items())
    return all(map(_comes_back, value)) if type(value) is list else type(value) in _PLAIN


@cache
def _how_it_is_read() -> str:
    """The code that reads YAML, which stands in no room, and its library."""
    loose = (path for path in own_files() if path.parent == package() and path.suffix == ".py")
    return key_of(digest_of_code(loose), platform.python_version(), version("PyYAML"))
