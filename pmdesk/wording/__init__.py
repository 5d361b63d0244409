"""Blameless wording: text, stage and people in; findings that explain themselves out. No Qt, no files."""
