"""What schema version 2 adds: votes and groups, the next meeting, decisions about wording. Frozen once released."""

from __future__ import annotations

from collections.abc import Iterator


def version_2() -> Iterator[str]:
    """Yield the statements that lead from version 1 to version 2."""
    for kind in ("factor", "action"):
        yield f"""ALTER TABLE "{kind}" ADD COLUMN "group" TEXT NOT NULL DEFAULT '' """
        yield f'ALTER TABLE "{kind}" ADD COLUMN "votes" INTEGER'
    yield 'ALTER TABLE "review" ADD COLUMN "next_date" TEXT'
    yield 'ALTER TABLE "review" ADD COLUMN "next_for" TEXT'
    yield """CREATE TABLE "wording_choice" ("pk" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "kind" TEXT NOT NULL,
    "rule" TEXT NOT NULL, "review" TEXT NOT NULL, "text" TEXT NOT NULL, "context" TEXT NOT NULL,
    "sum" INTEGER NOT NULL) STRICT"""
