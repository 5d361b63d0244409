"""The library file and the only SQL: rows, change log, search, migrations, backups, salvage."""
