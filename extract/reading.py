"""What is known while a document is read: its styles and lists, what is special in it, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from extract.fields import Field, paired_marks
from extract.marks import Marks, find_marks
from extract.numbering import Numbering, read_numbering
from extract.package import Package
from extract.paragraphs import ParagraphProperties
from extract.styles import NO_STYLES, StyleSheet, defaults_are_plain, read_styles
from extract.wordxml import W, integer
from rubrics.diagnostics import Diagnostic, Place

STYLE_LINK = W + "numStyleLink"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote that the text refers to: the kind of part, its id, and where the reference stands."""

    kind: str
    number: str
    place: Place | None


@dataclass
class Reading:
    """The state of one pass over a document, in reading order. ``place`` is where the pass stands."""

    package: Package
    part: str
    place: Place | None = None
    marks: Marks = field(default_factory=Marks)
    styles: StyleSheet = NO_STYLES
    field_marks: set[etree._Element] = field(default_factory=set)
    """the marks of fields that have their partners."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    open_fields: list[Field] = field(default_factory=list)
    pictures: int = 0

    def say(self, code: str, **figures: object) -> None:
        """Note a diagnostic about the place where the pass stands."""
        self.diagnostics.append(Diagnostic(code, self.place, figures=figures))

    def attend(self, root: etree._Element) -> None:
        """Look through a part before it is read."""
        self.marks = find_marks(root)
        if self.styles is NO_STYLES:
            self.styles = self._style_sheet()
        self.marks.mark_styles(self.styles, root)
        self.field_marks = paired_marks(self.marks.fields)

    def _style_sheet(self) -> StyleSheet:
        """Return the styles, read only if the text names one or the default ones say something."""
        part = self.related("styles")
        if part is None or (not self.marks.styled and defaults_are_plain(self.package.read(part))):
            return NO_STYLES
        return read_styles(self.package.xml(part))

    @cached_property
    def numbering(self) -> Numbering:
        """The lists, with their counters where the pass stands."""
        part = self.related("numbering")
        if part is None:
            return Numbering()
        root = self.package.xml(part)
        styles_part = self.related("styles") if next(root.iter(STYLE_LINK), None) is not None else None
        styles = NO_STYLES if styles_part is None else read_styles(self.package.xml(styles_part))
        return read_numbering(root, {name: style.number_id for name, style in styles.styles.items()})

    def related(self, kind: str) -> str | None:
        """Return the name of the part that the main part calls its ``styles``, ``numbering``, ``footnotes`` …, if it is there."""
        targets = (link.target for link in self.package.relationships(self.part).values() if link.kind == kind)
        return next((target for target in targets if self.package.has(target)), None)

    def label(self, properties: ParagraphProperties) -> str:
        """Count a paragraph in its list, if it is in one; return the number that Word shows before its text."""
        style = self.styles.paragraph(properties.style_id)
        number_id = properties.number_id or style.number_id
        if number_id is None or number_id == "0":
            return ""
        level = integer(properties.level, 0)
        if properties.level is None and properties.number_id is None:
            tied = self.numbering.level_of_style(number_id, style.numbered_by)
            level = style.level or 0 if tied is None else tied
        label = self.numbering.next_label(number_id, level)
        if label.is_supposed:
            self.say("number-supposed", number=label.text.strip())
        return label.text
