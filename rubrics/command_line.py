"""The command as a whole: it chooses the language, and turns every error into a line or two and an exit status."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from rubrics.catalogue.commands import COMMANDS, SAID
from rubrics.collecting import hardly_collecting
from rubrics.help_pages import Command
from rubrics.messages import LANGUAGES, spoken, translate, use_language

FAILED = 2
INTERRUPTED = 130


class CommandLine(Command, click.Group):
    """A group of commands in which nothing ends with a traceback."""

    command_class = Command

    def __init__(self, *names: Any, homes: Mapping[str, str], **attributes: Any) -> None:
        """Take where each command is defined that is loaded only when it is asked for: ``diff`` at ``commands.revising:diff``."""
        super().__init__(*names, **attributes)
        self.homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the work."""
        return [name for name in COMMANDS if name in self.commands or name in self.homes]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, loaded where it was not yet; ``None`` where there is none of that name."""
        if cmd_name in self.homes and cmd_name not in self.commands:
            module, _, attribute = self.homes[cmd_name].partition(":")
            self.add_command(getattr(import_module(module), attribute))
        return super().get_command(ctx, cmd_name)

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Run a command line and exit with its status."""
        words = list(sys.argv[1:] if args is None else args)
        use_language(_language(words))
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a name or a sign that the terminal cannot show must not end the command
                stream.reconfigure(errors="backslashreplace")
        extra |= {"prog_name": "dabiao", "standalone_mode": False}
        try:
            with hardly_collecting():
                status = super().main(args if words else ["--help"], **extra)
            if sys.stdout is not None:  # it is None where it was closed before the start (>&-)
                sys.stdout.flush()
        except (KeyboardInterrupt, click.Abort):
            status = INTERRUPTED
            click.echo(translate(SAID["interrupted"]), err=True)
        except Exception as problem:  # noqa: BLE001 - the last resort: whatever it is, a person gets a sentence
            is_interrupt = _is_interrupt(problem)
            status = INTERRUPTED if is_interrupt else FAILED
            for line in [translate(SAID["interrupted"])] if is_interrupt else _lines_of(problem):
                click.echo(line, err=True)
            if "--debug" in words:
                import traceback  # noqa: PLC0415 - only where it is asked for

                traceback.print_exception(problem)
        sys.exit(status or 0)


def _language(words: Sequence[str]) -> str | None:
    """Return what ``--lang`` says, wherever it stands; ``None`` where it is absent or click will refuse it."""
    for number, word in enumerate(words):
        value = words[number + 1] if word == "--lang" and number + 1 < len(words) else word.removeprefix("--lang=")
        if value in LANGUAGES and value != word:
            return value
    return None


def _is_interrupt(problem: Exception) -> bool:
    """Tell whether it was Ctrl-C while pydantic built a model: it makes an error of its own of that, which names it."""
    return type(problem).__name__ == "SchemaError" and "KeyboardInterrupt" in str(problem)


def _lines_of(problem: Exception) -> list[str]:
    """Return what is said about an error: what, where, and what to do."""
    from rubrics.errors import DabiaoError  # noqa: PLC0415 - only when something went wrong

    error = translate(SAID["error"])
    if isinstance(problem, DabiaoError):
        return [error.format(problem=line) for line in str(problem).splitlines()]
    if isinstance(problem, click.ClickException):
        context = getattr(problem, "ctx", None)
        command = context.command_path if context else "dabiao"
        return [error.format(problem=problem.format_message()), translate(SAID["try-help"]).format(command=command)]
    if isinstance(problem, MemoryError):
        return [error.format(problem=translate(SAID["out-of-memory"]))]
    if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EIO):
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - what is left in the buffer must not fail again at the end
        return [error.format(problem=_refused("output-failed", problem))]
    if isinstance(problem, OSError) and problem.strerror:
        name = f"{problem.filename}: " if problem.filename is not None else ""
        return [error.format(problem=name + _refused("system-refused", problem))]
    return [error.format(problem=translate(SAID["unexpected"]).format(problem=f"{type(problem).__name__}: {problem}"[:300]))]


def _refused(code: str, problem: OSError) -> str:
    return translate(SAID[code]).format(**spoken({"reason": problem.strerror}))
