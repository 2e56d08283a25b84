"""What differs between two versions of the framework, by their ids."""

from __future__ import annotations

from engine.framework.revision import WordingChange
from engine.model.framework import Framework


def differences(former: Framework, new: Framework) -> tuple[WordingChange, ...]:
    """New, dropped and reworded names, items, rows of the library and declarations."""
    before, after = _texts(former), _texts(new)
    changes = [
        WordingChange("reworded", about, before[about], text)
        if about in before
        else WordingChange("new", about, "", text)
        for about, text in after.items()
        if before.get(about) != text
    ]
    changes += [WordingChange("dropped", about, text, "") for about, text in before.items() if about not in after]
    return tuple(changes)


def _texts(framework: Framework) -> dict[str, str]:
    """The texts that have ids of their own, by these."""
    texts = {f"{theme.id} name": theme.name for theme in framework.themes}
    texts |= {f"{statement.id} name": statement.name for statement in framework.statements}
    texts |= {f"{statement.id} statement": statement.text for statement in framework.statements}
    texts |= {item.id: item.text for item in framework.items.values()}
    texts |= {row.id: row.text for row in framework.library}
    return texts | {f"declaration {one.id}": one.text for one in framework.declarations}
