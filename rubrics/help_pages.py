"""Commands, options and help pages of click whose words stand in the message catalogue, in the language in use.

click takes help texts when a command is defined, which is before the language is known; here they are looked up when they
are shown. Lines are broken by what they take on a terminal, where a Chinese sign takes two columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from rubrics.catalogue.commands import COMMANDS, PARAMETERS, SAID
from rubrics.messages import LANGUAGES, translate

PATH = click.Path(path_type=Path)
F = TypeVar("F", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help is looked up when it is shown, in the language in use then."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help as they stand in a help page."""
        with _in_the_language_in_use(self):
            return super().get_help_record(ctx)


class Argument(click.Argument):
    """An argument whose help is looked up when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the argument and its help as they stand in a help page."""
        return super().get_help_record(ctx)[0], translate(self.help or "")


@contextmanager
def _in_the_language_in_use(option: click.Option) -> Iterator[None]:
    english, option.help = option.help, translate(option.help or "")
    try:
        yield
    finally:
        option.help = english


def option(*names: str, says: str | None = None, **attributes: Any) -> Callable[[F], F]:
    """Return click's option with the help that the catalogue holds under ``says`` (its own name where it is not given)."""
    own = [name for name in names if name.startswith("--")][-1].removeprefix("--")
    return click.option(*names, cls=Option, help=PARAMETERS[says or own], **attributes)


def argument(name: str, says: str | None = None, *, path: bool = True, **attributes: Any) -> Callable[[F], F]:
    """Return click's argument with the help that the catalogue holds under ``says``, a path unless it is told not to be."""
    return click.argument(name, cls=Argument, type=PATH if path else None, help=PARAMETERS[says or name], **attributes)


class Formatter(click.HelpFormatter):
    """Help pages whose lines are broken by what they take on a terminal, where a Chinese sign takes two columns."""

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(" " * self.current_indent + translate(SAID["heading"]).format(heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        from rubrics.widths import wrap  # noqa: PLC0415 - only when help is shown

        margin = " " * self.current_indent
        for line in wrap(text, self.width - self.current_indent):
            self.write(f"{margin}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with what they mean, as two columns."""
        from rubrics.widths import pad, wrap  # noqa: PLC0415 - only when help is shown

        given = list(rows)
        first = min(col_max, max(len(name) for name, _ in given)) + col_spacing
        for name, text in given:
            lines = wrap(text, self.width - self.current_indent - first)
            if len(name) > first - col_spacing:
                lines = ["", *lines]
            for number, line in enumerate(lines or [""]):
                self.write(f"{' ' * self.current_indent}{pad('' if number else name, first)}{line}".rstrip() + "\n")


class Context(click.Context):
    """click's context, with help pages of ours."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help stands in the catalogue, with the options that every command has."""

    context_class = Context

    def __init__(self, *names: Any, **attributes: Any) -> None:
        super().__init__(*names, **{**attributes, "add_help_option": False})
        self.params += [
            Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=PARAMETERS["lang"]),
            Option(["--debug"], is_flag=True, expose_value=False, help=PARAMETERS["debug"]),
            Option(["--help"], is_flag=True, expose_value=False, is_eager=True, callback=_show_help, help=PARAMETERS["help"]),
        ]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words after the command's name in the first line of its help."""
        return [translate(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - the line is written to fit
        """Return the line for the list of commands."""
        return translate(COMMANDS[str(self.name)].short)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write what the command does, and an example."""
        words = COMMANDS[str(self.name)]
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translate(words.text))
        with formatter.section(translate(SAID["example"])):
            formatter.write(f"{' ' * formatter.current_indent}{words.example}\n")


def _show_help(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's signature
    if wanted:
        click.echo(context.get_help())
        context.exit()
