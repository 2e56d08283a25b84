"""Lists of a YAML file in every layout in which people write them, drawn by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

FAR = " " * 20
WORDS = st.sampled_from(["plain", "'single: quoted'", '"double # quoted"', "é 😀", f"a long line that\n{FAR}goes on"])
COMMENTS = st.sampled_from(["", "  # why", "   #\ttab"])
BETWEEN = st.sampled_from(["", "\n", "# a comment\n", "    # far in\n\n"])


@st.composite
def entries(draw: st.DrawFn, margin: str) -> str:
    """One entry of a list on lines of its own."""
    words, more, comment = draw(WORDS), draw(WORDS).split("\n")[0], draw(COMMENTS)
    form = draw(st.sampled_from(["flow", "block", "literal", "folded", "nothing", "wrapped"]))
    if form == "flow":
        return f"{margin}- {{file: {more}, as: local}}{comment}\n"
    if form == "wrapped":
        return f"{margin}- {{file: {more},\n{margin}   as: local}}{comment}\n"
    if form == "nothing":
        return f"{margin}- file:{comment}\n"
    if form == "block":
        return f"{margin}- file: {words}\n{margin}  as: {more}{comment}\n"
    sign = "|" if form == "literal" else draw(st.sampled_from([">", ">-", "|+"]))
    return f"{margin}- file: {more}\n{margin}  why: {sign}\n{margin}    some words\n{margin}    # no comment\n"


@st.composite
def lists(draw: st.DrawFn, name: str, margin: str) -> str:
    """A field of the file, in one of the ways in which people write a list."""
    form = draw(st.sampled_from(["block", "block", "same margin", "flow", "wrapped", "empty", "null", "nothing"]))
    comment = draw(COMMENTS)
    quoted = draw(st.sampled_from([name, f'"{name}"', f"'{name}'"]))
    head = f"{margin}{quoted}:"
    one = "{file: a.xlsx, as: local}"
    match form:
        case "flow":
            return f"{head} [{one}, {one}]{comment}\n"
        case "wrapped":
            last = draw(st.sampled_from(["", ","]))
            return f"{head} [\n{margin}    {one},{comment}\n{margin}    {one}{last}\n{margin}  ]\n"
        case "empty":
            return f"{head} []{comment}\n"
        case "null":
            return f"{head} {draw(st.sampled_from(['~', 'null']))}{comment}\n"
        case "nothing":
            return f"{head}{comment}\n"
    inner = margin if form == "same margin" else margin + draw(st.sampled_from(["  ", " ", "      "]))
    made = [draw(entries(inner)) + draw(BETWEEN) for _ in range(draw(st.integers(1, 3)))]
    return f"{head}{comment}\n{''.join(made)}"


@st.composite
def files(draw: st.DrawFn) -> str:
    """decisions.yaml as somebody may have written it."""
    margin = draw(st.sampled_from(["", "", " "]))
    order = draw(st.permutations(["ratings", "rows", "files", "sheets"]))
    names = order[: draw(st.integers(0, 4))]
    text = draw(st.sampled_from(["", "# Rulings\n", "---\n", "--- # begins\n\n"])) + draw(BETWEEN)
    text += "".join(draw(lists(name, margin)) + draw(BETWEEN) for name in names)
    end = draw(st.sampled_from(["as it is", "cut", "marked"]))
    if end == "cut":
        text = text.removesuffix("\n")
    elif end == "marked" and names:
        text += "...\n"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
