"""The world said no: the one kind of trouble that a person is told of and can do something about."""

from __future__ import annotations

from collections.abc import Mapping


class KnownError(Exception):
    """The world said no. ``id`` is a message id of resources/en/errors.toml, ``values`` fill it."""

    def __init__(self, id: str, **values: str | int) -> None:  # noqa: A002 (the word of the catalogue)
        """Name the message and what fills it."""
        super().__init__(id, values)
        self.id = id
        self.values: Mapping[str, str | int] = values
