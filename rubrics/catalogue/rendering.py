"""Diagnostics of the Render stage."""

from rubrics.catalogue import N_, Entry, error, info, warning

DIAGNOSTICS: dict[str, Entry] = {}
