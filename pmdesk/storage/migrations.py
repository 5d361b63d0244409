"""Steps from one schema version to the next. A new version is one more function in STEPS.

A step runs in one transaction together with its log row and ``user_version``; a step that was
released is never changed. tests/files keeps a library of every released version.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlite_utils import Database

from pmdesk.storage.connection import APPLICATION_ID, transaction
from pmdesk.storage.file_facts import SCHEMA, put_fact, schema_sum
from pmdesk.storage.schema import version_1
from pmdesk.storage.schema_2 import version_2

Step = Callable[[Database], None]


def to_version_1(db: Database) -> None:
    """Lay the first tables into an empty file."""
    for statement in version_1():
        db.execute(statement)


def to_version_2(db: Database) -> None:
    """Add votes and groups, the next meeting, and decisions about wording."""
    for statement in version_2():
        db.execute(statement)


STEPS: Sequence[Step] = (to_version_1, to_version_2)
"""STEPS[n] leads from version n to version n + 1."""


def version_of(db: Database) -> int:
    """Return the schema version of a library."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database, steps: Sequence[Step], logged: Callable[[Database, int], None]) -> None:
    """Run the steps that are missing, each in a transaction of its own with the new plan's checksum.

    ``logged`` is called inside each transaction of a step from an existing version with the
    version reached, to write the schema row at which undo stops.
    """
    for version in range(version_of(db), len(steps)):
        with transaction(db):
            steps[version](db)
            if version:
                logged(db, version + 1)
            else:
                db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            put_fact(db, SCHEMA, schema_sum(db))
            db.execute(f"PRAGMA user_version={version + 1}")
