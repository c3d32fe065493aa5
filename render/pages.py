"""How pages for a browser are made: what people wrote is data to the template and is escaped, and nothing can be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def page_environment() -> Environment:
    """Return a new environment for the templates of pages; a name that is not known is an error."""
    from jinja2 import StrictUndefined  # noqa: PLC0415 - Jinja2 is needed only when a page is made
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["px"] = "{:.1f}".format
    return environment
