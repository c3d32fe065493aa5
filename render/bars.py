"""Pictures of bars: how wide they are, and the labels beside them."""

from __future__ import annotations

from render.textwidth import text_width

LABEL, BAR, ROW = 250.0, 400.0, 26.0
"""Widths of the labels and of a full bar, and the height of a row, in pixels."""
_LABEL_SIGNS = 17.0
_SPACE = 0.25


def named(code: str, title: str) -> str:
    """Return a title behind its code, which stands only once.

    >>> named('1.2', '机构'), named('一', '一、目标')
    ('1.2 机构', '一、目标')
    """
    return title if title.startswith(code) else f"{code} {title}"


def short_label(text: str) -> str:
    """Return as much of a label as fits beside the bars."""
    if text_width(text, _SPACE) <= _LABEL_SIGNS:
        return text
    while text and text_width(text, _SPACE) > _LABEL_SIGNS - 1:
        text = text[:-1]
    return text + "…"
