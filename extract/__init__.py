"""Stage one: a file becomes a ``Document``. Knows nothing of scores."""

from __future__ import annotations
