"""Diagnostics of the Extract stage."""

from rubrics.catalogue import N_, Entry, error, info, warning

DIAGNOSTICS: dict[str, Entry] = {}
