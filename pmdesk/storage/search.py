"""Search: any text to a safe query, rows of the index to hits with an excerpt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from pmdesk.domain.review import REVIEW
from pmdesk.editing.ports import Hit
from pmdesk.storage.rows import from_json
from pmdesk.storage.schema import SEARCHED

_WORD = re.compile(r"[^\W_]")
_KINDS = {code: kind for kind, (code, _title, _body) in SEARCHED.items()}
_BEFORE, _AFTER = 40, 100
_PERSON = """coalesce((SELECT coalesce(nullif(p."role", ''), p."name") FROM "person" AS p
    WHERE p."id" = one."actor" AND p."review" = one."review"), one."actor")"""
"""Who acted, as text: an actor is a person's id or words."""


def query_of(text: str) -> str:
    """Return an FTS5 query for the words of any text: each one quoted, the last one as a prefix.

    Empty when the text holds no word; nothing in it is ever read as query syntax.
    """
    sound = text.encode("utf-8", "replace").decode().replace('"', " ").replace("\0", " ")
    words = [word for word in sound.split() if _WORD.search(word)]
    quoted = " ".join(f'"{word}"' for word in words)
    return f"{quoted}*" if quoted and not text[-1:].isspace() else quoted


def search(db: Database, text: str, limit: int) -> Iterator[Hit]:
    """Yield places where all words stand, best first; a title weighs ten times a body.

    One letter alone stands almost everywhere: titles that hold a word with it come alone, when
    there are any.
    """
    query = query_of(text)
    if not query or limit <= 0:
        return
    if len(text) == 1 and text.isascii():
        found = tuple(_best(db, text, f"title : {query}", limit))
        if found:
            yield from found
            return
    yield from _best(db, text, query, limit)


def _best(db: Database, text: str, query: str, limit: int) -> Iterator[Hit]:
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, 10.0, 1.0), rowid"
    left = limit
    for (place,) in db.execute(sql, (query,)):
        hit = _hit(db, place, text)
        if hit is not None:
            yield hit
            left -= 1
            if not left:
                return


def _hit(db: Database, place: int, text: str) -> Hit | None:
    kind = _KINDS[place % 8]
    _code, title, body = SEARCHED[kind]
    columns = ", ".join(_PERSON if name == "actor" else f'one."{name}"' for name in (*title, *body))
    join = "" if kind == REVIEW else 'JOIN "review" AS r ON r."id" = one."review"'
    review = "one" if kind == REVIEW else "r"
    sql = f"""SELECT {review}."id", {review}."number", {review}."title", one."id", {columns}
        FROM "{kind}" AS one {join} WHERE one."pk" = ? AND {review}."removed" = 0"""  # noqa: S608 (names of our own)
    row = db.execute(sql, (place // 8,)).fetchone()
    if row is None:
        return None
    words = " · ".join(part for value in row[4:] if (part := _readable(value)))
    return Hit(review=row[0], number=row[1], title=row[2], kind=kind, entity=row[3], excerpt=excerpt(words, text))


def _readable(value: str | None) -> str:
    """Return the words of a column; of a JSON list those of its elements."""
    if not value or value == "[]":
        return ""
    if value.startswith("["):
        try:
            parts = from_json(value)
        except ValueError:
            return value
        return ", ".join(str(part.get("text", "")) if isinstance(part, dict) else str(part) for part in parts)
    return value


def excerpt(words: str, text: str) -> str:
    """Return plain text around the first place where a word of ``text`` stands, on one line."""
    flat = " ".join(words.split())
    folded = flat.casefold()
    places = [at for word in text.casefold().split() if (at := folded.find(word)) >= 0]
    first = min(places, default=0)
    start = max(first - _BEFORE, 0)
    end = min(first + _AFTER, len(flat))
    return f"{'…' if start else ''}{flat[start:end].strip()}{'…' if end < len(flat) else ''}"


def search_private(db: Database, text: str, limit: int) -> Sequence[str]:
    """Return the ids of private notes that hold all words, best first; binned ones are left out."""
    query = query_of(text)
    if not query:
        return ()
    sql = """SELECT n."id" FROM private_search AS s JOIN "private_note" AS n ON n."pk" = s.rowid
        WHERE private_search MATCH ? ORDER BY bm25(private_search), n."pk" LIMIT ?"""
    return tuple(row[0] for row in db.execute(sql, (query, limit)))
