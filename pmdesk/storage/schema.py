"""The tables of a library, schema version 1. Once released this file is frozen: see migrations.py.

Every table that the search reads has an explicit INTEGER PRIMARY KEY beside the random id, for
VACUUM renumbers hidden row ids. Nothing is ever deleted: ``removed`` marks what went.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

ITEM_COLUMNS: Mapping[str, str] = {
    "person": """"name" TEXT NOT NULL, "role" TEXT NOT NULL, "handles" TEXT NOT NULL, "part" TEXT NOT NULL,
        "order" TEXT NOT NULL""",
    "event": """"time_earliest" TEXT, "time_latest" TEXT, "time_zone" TEXT NOT NULL, "time_precision" TEXT NOT NULL,
        "time_given" TEXT NOT NULL, "text" TEXT NOT NULL, "kind" TEXT NOT NULL, "actor" TEXT NOT NULL,
        "lane" TEXT NOT NULL, "evidence" TEXT NOT NULL, "known" TEXT NOT NULL, "starred" INTEGER NOT NULL,
        "order" TEXT NOT NULL""",
    "factor": """"statement" TEXT NOT NULL, "effect" TEXT NOT NULL, "category" TEXT, "verified" INTEGER NOT NULL,
        "safeguard" TEXT NOT NULL, "accepted" TEXT NOT NULL, "order" TEXT NOT NULL""",
    "action": """"text" TEXT NOT NULL, "owner" TEXT NOT NULL, "agreed" INTEGER NOT NULL, "due" TEXT,
        "done_when" TEXT NOT NULL, "size" TEXT, "milestone" TEXT NOT NULL, "strength" TEXT, "priority" TEXT,
        "risk" TEXT NOT NULL, "status" TEXT NOT NULL, "reason" TEXT NOT NULL, "tracker" TEXT NOT NULL,
        "done_on" TEXT, "check_30" TEXT, "check_90" TEXT, "order" TEXT NOT NULL""",
    "note": """"kind" TEXT NOT NULL, "text" TEXT NOT NULL, "at" TEXT, "carried" INTEGER NOT NULL,
        "order" TEXT NOT NULL""",
    "quiet": """"after" TEXT NOT NULL, "before" TEXT NOT NULL, "text" TEXT NOT NULL""",
}

_REVIEW = """CREATE TABLE "review" (
    "pk" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "number" INTEGER NOT NULL, "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL, "status" TEXT NOT NULL, "severity" TEXT, "services" TEXT NOT NULL, "tags" TEXT NOT NULL,
    "zone" TEXT NOT NULL, "day" TEXT, "created" TEXT, "impact_starts" TEXT, "detected" TEXT, "acknowledged" TEXT,
    "mitigated" TEXT, "resolved" TEXT, "detected_by" TEXT, "trigger" TEXT, "trigger_text" TEXT NOT NULL,
    "impact" TEXT NOT NULL, "customers" INTEGER, "request_share" REAL, "cost_per_minute" REAL,
    "currency" TEXT NOT NULL, "summary" TEXT NOT NULL, "went_well" TEXT NOT NULL, "lucky" TEXT NOT NULL,
    "surprised" TEXT NOT NULL, "learned" TEXT NOT NULL, "source" TEXT NOT NULL, "facilitator" TEXT NOT NULL,
    "meeting_date" TEXT, "opening" TEXT NOT NULL, "ground_rules" TEXT NOT NULL, "repeat_of" TEXT NOT NULL,
    "repeat_reason" TEXT NOT NULL, "removed" INTEGER NOT NULL DEFAULT 0 CHECK ("removed" IN (0, 1))) STRICT"""

LINK_TABLES: Mapping[str, tuple[str, str, str]] = {
    "factor_evidence": ("factor", "factor", "event"),
    "factor_enabled_by": ("factor", "factor", "enabler"),
    "action_factor": ("action", "action", "factor"),
}
"""Link table -> (kind of the owner, its column, the column of the member).

The member is not a foreign key: it may name an item that is not here (an import, a later merge).
"""

_LOG = """CREATE TABLE "log" (
    "device" TEXT NOT NULL, "n" INTEGER NOT NULL, "hlc" INTEGER NOT NULL, "group" TEXT NOT NULL,
    "command" TEXT NOT NULL, "kind" TEXT NOT NULL, "review" TEXT NOT NULL, "entity" TEXT NOT NULL,
    "field" TEXT NOT NULL, "value" TEXT, "parents" TEXT NOT NULL, "author" TEXT NOT NULL,
    "version" INTEGER NOT NULL, "sum" INTEGER NOT NULL, PRIMARY KEY ("device", "n")) STRICT, WITHOUT ROWID"""

_APART = (
    """CREATE TABLE "meta" ("key" TEXT PRIMARY KEY NOT NULL, "value" TEXT NOT NULL, "sum" INTEGER NOT NULL)
    STRICT, WITHOUT ROWID""",
    """CREATE TABLE "draft" ("key" TEXT PRIMARY KEY NOT NULL, "text" TEXT NOT NULL, "sum" INTEGER NOT NULL)
    STRICT, WITHOUT ROWID""",
    """CREATE TABLE "private_note" ("pk" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE,
    "review" TEXT NOT NULL REFERENCES "review" ("id"), "text" TEXT NOT NULL, "at" TEXT NOT NULL,
    "binned" INTEGER NOT NULL CHECK ("binned" IN (0, 1)), "sum" INTEGER NOT NULL) STRICT""",
    """CREATE TABLE "meeting" ("review" TEXT PRIMARY KEY NOT NULL REFERENCES "review" ("id"),
    "state" TEXT NOT NULL, "sum" INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "pulse" ("review" TEXT NOT NULL REFERENCES "review" ("id"), "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL, "count" INTEGER NOT NULL, "sum" INTEGER NOT NULL,
    PRIMARY KEY ("review", "question", "answer")) STRICT, WITHOUT ROWID""",
    """CREATE TABLE "blob" ("hash" TEXT PRIMARY KEY NOT NULL, "type" TEXT NOT NULL, "bytes" BLOB NOT NULL) STRICT""",
    'CREATE INDEX "private_note_review" ON "private_note" ("review")',
    'CREATE INDEX "action_status" ON "action" ("review", "removed", "status", "due")',
    'CREATE INDEX "log_entity" ON "log" ("review", "entity", "field", "hlc")',
)

SEARCHED: Mapping[str, tuple[int, tuple[str, ...], tuple[str, ...]]] = {
    "review": (
        0,
        ("title",),
        ("summary", "impact", "services", "tags", "trigger_text", "went_well", "lucky", "surprised", "learned"),
    ),
    "person": (1, (), ("name", "role", "handles")),
    "event": (2, (), ("text", "actor", "evidence")),
    "factor": (3, (), ("statement", "effect", "safeguard", "accepted")),
    "action": (4, (), ("text", "done_when", "milestone", "reason", "tracker")),
    "note": (5, (), ("text",)),
}
"""Kind -> (its code, columns that weigh more, other columns). Index row = pk * 8 + code."""

_INDEX = """CREATE VIRTUAL TABLE "{name}" USING fts5(title, body, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2')"""


_LISTS: Mapping[str, str] = {"services": "value", "tags": "value", "handles": "value", "evidence": "value ->> 'text'"}
"""Searched columns that hold a JSON list -> the words of one element."""


def _joined(row: str, columns: tuple[str, ...]) -> str:
    return " || ' ' || ".join(_words(row, name) for name in columns) or "''"


def _words(row: str, column: str) -> str:
    if column in _LISTS:
        words = f"SELECT group_concat({_LISTS[column]}, ' ') FROM json_each({row}.\"{column}\")"  # noqa: S608 (own names)
        return f"coalesce(({words}), '')"
    return f"coalesce({row}.\"{column}\", '')"


def index_fill(name: str, kind: str) -> str:
    """Return the statement that puts all present rows of a kind into an empty index."""
    code, title, body = SEARCHED[kind]
    return (
        f'INSERT INTO "{name}" (rowid, title, body) '  # noqa: S608 (names of our own)
        f"SELECT one.pk * 8 + {code}, {_joined('one', title)}, {_joined('one', body)} "
        f'FROM "{kind}" AS one WHERE one.removed = 0'
    )


def _index_triggers(kind: str) -> Iterator[str]:
    code, title, body = SEARCHED[kind]
    put = (
        f"INSERT INTO search (rowid, title, body) SELECT new.pk * 8 + {code}, {_joined('new', title)}, "
        f"{_joined('new', body)} WHERE new.removed = 0;"
    )
    drop = f"DELETE FROM search WHERE rowid = old.pk * 8 + {code};"  # noqa: S608 (names of our own)
    watched = ", ".join(f'"{name}"' for name in (*title, *body, "removed"))
    yield f'CREATE TRIGGER "{kind}_added" AFTER INSERT ON "{kind}" BEGIN {put} END'
    yield f'CREATE TRIGGER "{kind}_changed" AFTER UPDATE OF {watched} ON "{kind}" BEGIN {drop} {put} END'
    yield f'CREATE TRIGGER "{kind}_purged" AFTER DELETE ON "{kind}" BEGIN {drop} END'


_PRIVATE_TRIGGERS = (
    """CREATE TRIGGER "private_note_added" AFTER INSERT ON "private_note" BEGIN
    INSERT INTO private_search (rowid, title, body) SELECT new.pk, '', new.text WHERE new.binned = 0; END""",
    """CREATE TRIGGER "private_note_changed" AFTER UPDATE ON "private_note" BEGIN
    DELETE FROM private_search WHERE rowid = old.pk;
    INSERT INTO private_search (rowid, title, body) SELECT new.pk, '', new.text WHERE new.binned = 0; END""",
    """CREATE TRIGGER "private_note_purged" AFTER DELETE ON "private_note" BEGIN
    DELETE FROM private_search WHERE rowid = old.pk; END""",
)


def index_sql(name: str) -> str:
    """Return the statement that makes an empty full-text index."""
    return _INDEX.format(name=name)


def version_1() -> Iterator[str]:
    """Yield the statements that make an empty library of schema version 1."""
    yield _REVIEW
    for kind, columns in ITEM_COLUMNS.items():
        yield (
            f'CREATE TABLE "{kind}" ("pk" INTEGER PRIMARY KEY, "review" TEXT NOT NULL REFERENCES "review" ("id"), '
            f'"id" TEXT NOT NULL, {columns}, "removed" INTEGER NOT NULL DEFAULT 0 CHECK ("removed" IN (0, 1)), '
            'UNIQUE ("review", "id")) STRICT'
        )
    for table, (kind, owner, member) in LINK_TABLES.items():
        yield (
            f'CREATE TABLE "{table}" ("review" TEXT NOT NULL, "{owner}" TEXT NOT NULL, "{member}" TEXT NOT NULL, '
            '"removed" INTEGER NOT NULL DEFAULT 0 CHECK ("removed" IN (0, 1)), '
            f'PRIMARY KEY ("review", "{owner}", "{member}"), '
            f'FOREIGN KEY ("review", "{owner}") REFERENCES "{kind}" ("review", "id")) STRICT, WITHOUT ROWID'
        )
    yield _LOG
    yield from _APART
    yield index_sql("search")
    yield index_sql("private_search")
    for kind in SEARCHED:
        yield from _index_triggers(kind)
    yield from _PRIVATE_TRIGGERS
