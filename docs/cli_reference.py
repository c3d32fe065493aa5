"""``python docs/cli_reference.py`` writes ``docs/cli.md`` anew: the help of every command, in English.

A test compares the file with what this gives, so that the reference cannot fall behind the commands.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "cli.md"
HEAD = """\
# The command line

Written by `python docs/cli_reference.py` from the commands' own `--help`; do not edit it by hand.

Exit status: 0 done; 1 done, but with findings that were asked to count (`import --strict`, `check` with errors);
2 bad usage or bad input; 130 interrupted. Errors and diagnostics go to stderr, results to stdout. Messages are in English, or in
Chinese for a Chinese locale or with `--lang zh`; `--lang` and `--debug` may stand before or after the command. Files are
written whole or not at all, and no existing file with other content is overwritten without `--force`.
"""


def reference() -> str:
    """Return the reference: a section for each command with its help page."""
    import click  # noqa: PLC0415 - the path is set by main

    from pipeline import dabiao  # noqa: PLC0415
    from rubrics.help_pages import Context  # noqa: PLC0415

    pages = [HEAD]
    parent = click.Context(dabiao, info_name="dabiao")
    for name in dabiao.list_commands(parent):
        command = dabiao.get_command(parent, name)
        context = Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
        pages.append(f"## dabiao {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(pages)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ["LANGUAGE"] = "en"
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")
