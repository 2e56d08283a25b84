"""Where words stand in the files of the evidence: an index that searches all of them at once.

It is SQLite's own (FTS5). What each file says is kept in the user's cache, by the file's hash; the index over it is
made in memory in an instant, for the very files that lie there now. Nothing of it leaves the machine.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing

from engine.errors import UsageError
from engine.model.evidence_files import FileText, FoundWords

MOST = 20
"""Places that are told; those where the words weigh most come first."""
_AROUND = 24
"""Words of an excerpt."""
_TABLE = (
    "create virtual table passages using "
    "fts5(file unindexed, place unindexed, words, tokenize = 'porter unicode61 remove_diacritics 2')"
)
_FIND = (
    "select file, place, snippet(passages, 2, '', '', '…', ?) from passages where passages match ? "
    "order by rank, rowid limit ?"
)
_WORD = re.compile(r"\w+")


def found_words(texts: Mapping[str, FileText], asked: Sequence[str]) -> tuple[FoundWords, ...]:
    """The places where all that is asked for stands on one page, or in one sheet or section; at most MOST.

    texts: what each file says, by its hash. asked: words, or several that follow one another. Endings of words make no
    difference. Raises UsageError where no word is asked for, and where the SQLite of this machine searches no texts.
    """
    query = " ".join(f'"{" ".join(words)}"' for text in asked if (words := _WORD.findall(text)))
    if not query:
        raise UsageError("Give some words to look for: there is no letter and no figure in these.")
    try:
        with closing(sqlite3.connect(":memory:")) as index:
            _fill(index, texts)
            rows = index.execute(_FIND, (_AROUND, query, MOST)).fetchall()
    except sqlite3.OperationalError as fault:
        raise UsageError(f"The SQLite of this machine's Python cannot search texts ({fault}).") from fault
    return tuple(FoundWords(file, where, " ".join(excerpt.split())) for file, where, excerpt in rows)


def _fill(index: sqlite3.Connection, texts: Mapping[str, FileText]) -> None:
    index.execute(_TABLE)
    rows = (
        (file, passage.where, passage.text.encode("utf-8", "replace").decode())
        for file in sorted(texts)
        for passage in texts[file].passages
    )
    index.executemany("insert into passages values (?, ?, ?)", rows)
