"""pmdesk: a desktop application for the facilitator of a blameless incident review."""

from __future__ import annotations

__version__ = "0.1.0"
