"""The page that shows an import beside its source, so that a person can check it with their own eyes (docs/import-report.md)."""

from render.source_report.page import source_report

__all__ = ["source_report"]
