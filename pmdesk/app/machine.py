"""The wall clock and the chance of this machine, as the ports need them."""

from __future__ import annotations

import secrets
import string
from functools import cached_property

from whenever import SYSTEM_TZ, Date, Instant

from pmdesk.domain.times import zone_known

_LETTERS = string.ascii_lowercase + string.digits


class SystemClock:
    """The wall clock and the zone of this machine."""

    def now(self) -> Instant:
        """Return the present instant."""
        return Instant.now()

    @cached_property
    def _zone(self) -> str:
        name = Instant.now().to_tz(SYSTEM_TZ).tz_id or ""
        return name if name and name != "Etc/UTC" and zone_known(name) else "UTC"

    def zone(self) -> str:
        """Return the IANA name of the local zone, "UTC" when the system names none."""
        return self._zone

    def today(self) -> Date:
        """Return the present day in the local zone."""
        return self.now().to_tz(self._zone).date()


class RandomIds:
    """Ids of 16 random letters and digits (82 bits): never used again."""

    def __call__(self) -> str:
        """Return a new id."""
        return "".join(secrets.choice(_LETTERS) for _ in range(16))
