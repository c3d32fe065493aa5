"""The mapping file: which element or item of the new edition is which of the old one, where a person says so."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rubrics.values import Identifier, Model, Text

MAPPING_SCHEMA = "dabiao/mapping/v1"
Ids = Text | tuple[Text, ...]


class Match(Model):
    """One match. Several ids on one side: split or merged. One side only: gone, or new."""

    old: Ids = Field((), description="id in the old edition, or a list of them")
    new: Ids = Field((), description="id in the new edition, or a list of them")
    settled: bool = Field(True, description="false: only proposed, it does not count; remove it once the match is right")
    note: Text | None = Field(None, description="why, for whoever reads the file")

    @property
    def olds(self) -> tuple[str, ...]:
        """The ids in the old edition."""
        return (self.old,) if isinstance(self.old, str) else self.old

    @property
    def news(self) -> tuple[str, ...]:
        """The ids in the new edition."""
        return (self.new,) if isinstance(self.new, str) else self.new

    @model_validator(mode="after")
    def _something(self) -> Match:
        if not self.olds and not self.news:
            raise ValueError("one of old and new is needed")
        if len(self.olds) > 1 and len(self.news) > 1:
            raise ValueError("several ids on one side only")
        return self


class Mapping(Model):
    """The matches of two editions that a person settled, or that were proposed to one."""

    schema_: Annotated[Literal["dabiao/mapping/v1"], Field(alias="schema")] = "dabiao/mapping/v1"
    old: Identifier = Field(description="id of the old edition")
    new: Identifier = Field(description="id of the new edition")
    elements: tuple[Match, ...] = ()
    items: tuple[Match, ...] = ()
