"""What stands around the tables of a standard: title, notes, and blanks to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.document import Paragraph
from normalize.imprint import Imprint, read_imprint
from normalize.labels import half_width, on_one_line, read_label, squeeze, tidy
from normalize.statements import read_policy, read_stated, sentences_of
from normalize.vocabulary import ATTACHMENT, BLANK_FIELDS, TITLE_ENDINGS, TITLE_TAILS
from rubrics.diagnostics import Diagnostic
from rubrics.model import Blank, BlankField, Heading, Stated
from rubrics.numerals import CHINESE_NUMERAL
from rubrics.policy import Policy

_FARTHEST = 60
"""So many paragraphs above a table its title may stand; what is farther belongs to something else."""
_BLANK = re.compile(
    r"([\u4e00-\u9fff][\u4e00-\u9fff/、（）()A-Za-z ]{0,22}?)\s*[:：]\s*"
    r"(?=从?[\s_＿—年月日至到\u300020]*(?:$|[\u4e00-\u9fff]{2,}[^：:]{0,20}[:：]))"
)
_ATTACHMENT = re.compile(rf"(?:{'|'.join(ATTACHMENT)})\s*(?:[0-9]{{1,2}}(?:[-.][0-9]{{1,2}})?|{CHINESE_NUMERAL})?\s*:?")
_SENTENCE_SIGNS = frozenset("。;,:")
_TAIL = re.compile(rf"\((?:{'|'.join(TITLE_TAILS)}|[^)]{{0,12}})\)$")
_BOOKMARK = re.compile(r"^\[bookmark: [^\]]{1,80}\]")
_NUMBERED = re.compile(r"^\s*(?:[0-9]{1,2}[、.．)）]|[（(][0-9一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,3}、)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the tables of a standard."""

    title: str | None
    subtitle: str | None
    notes: tuple[str, ...]
    notes_below: tuple[str, ...]
    blanks: tuple[Blank, ...]
    stated: Stated
    policy: Policy
    imprint: Imprint
    headings: tuple[Heading, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def title_position(lines: Sequence[Paragraph]) -> int | None:
    """Return which line is the title: the first behind the last 附件 mark that ends as titles of standards do."""
    marks = [n for n, line in enumerate(lines) if _ATTACHMENT.fullmatch(half_width(squeeze(line.text)))]
    for start in (marks[-1] + 1 if marks else 0, 0):
        titles = [n for n, line in enumerate(lines) if n >= start and is_title(line.text)]
        if titles:
            return next((n for n in titles if not is_caption(lines[n].text)), titles[0])
    return None


def is_caption(text: str) -> bool:
    """Tell whether a line is the numbered caption of a table.

    >>> is_caption('表2 仓库管理评分表'), is_caption('仓库管理评分表')
    (True, False)
    """
    return read_label(text).code.startswith("表")


def attachment_position(lines: Sequence[Paragraph]) -> int | None:
    """Return where the matter of the next standard begins: its 附件 mark, else its title."""
    at = title_position(lines)
    if at and _ATTACHMENT.fullmatch(half_width(squeeze(lines[at - 1].text))):
        return at - 1
    return at


def is_title(text: str) -> bool:
    """Tell whether a line could be the title of a standard: short, no sentence, ending as titles do.

    >>> is_title('某某行业安全生产标准化评分细则（试行）'), is_title('3、本标准由某某局发布。')
    (True, False)
    """
    plain = half_width(squeeze(text))
    if not 4 < len(plain) <= 60 or _NUMBERED.match(text) or not _SENTENCE_SIGNS.isdisjoint(plain):
        return False
    if _ATTACHMENT.fullmatch(plain):
        return False
    return _TAIL.sub("", plain).endswith(TITLE_ENDINGS)


def read_surroundings(above: Sequence[Paragraph], below: Sequence[Paragraph]) -> Surroundings:
    """Return what the paragraphs above the first and below the last scoring table say."""
    lines = [p for p in above if squeeze(p.text)][-_FARTHEST:]
    at = title_position(lines)
    title = on_one_line(lines[at].text) if at is not None else None
    behind = lines[at + 1 :] if at is not None else lines
    subtitle = _subtitle(behind)
    headings = tuple(_headings(lines[:at] if at is not None else (), behind[1 if subtitle else 0 :]))
    blanks = [p for p in behind if is_blank_line(p.text)]
    notes = [tidy(p.text) for p in behind[1 if subtitle else 0 :] if p not in blanks and not _is_heading_again(p.text)]
    closing = [tidy(_BOOKMARK.sub("", p.text)) for p in below if squeeze(p.text) and not is_blank_line(p.text)]
    sentences = list(sentences_of((*notes, *closing)))
    policy, puzzling = read_policy(sentences)
    imprint, twice = read_imprint(title, [p.text for p in lines], sentences)
    return Surroundings(
        title,
        subtitle,
        tuple(notes),
        tuple(closing),
        tuple(blank for p in (*blanks, *(p for p in below if is_blank_line(p.text))) for blank in read_blanks(p)),
        read_stated([*([title] if title and not is_caption(title) else []), *([subtitle] if subtitle else []), *sentences]),
        policy,
        imprint,
        headings,
        (*twice, *puzzling),
    )


def read_blanks(paragraph: Paragraph) -> Iterator[Blank]:
    """Yield the blanks of a line such as 自评/评审单位：      自评/评审时间：从   年 月 日."""
    for match in filter(_asks, _BLANK.finditer(paragraph.text)):
        label = on_one_line(match[1]).strip(" 、")
        if label:
            yield Blank.model_construct(label=label, field=_field_of(label), at=str(paragraph.place))


def _asks(match: re.Match[str]) -> bool:
    """Tell whether a label before a colon asks for something: by a known word, or by the room that is left for it."""
    room = match.string[match.end() : match.end() + 2]
    return any(word in match[1] for word, _ in BLANK_FIELDS) or (len(room) == 2 and not room.strip("_＿ 　"))


def _field_of(label: str) -> BlankField:
    return next((field for word, field in BLANK_FIELDS if word in label), "other")


def is_blank_line(text: str) -> bool:
    """Tell whether a line asks for something: 自评单位：      自评时间：."""
    return len(text) < 400 and _NUMBERED.match(text) is None and any(map(_asks, _BLANK.finditer(text)))


def _subtitle(behind: Sequence[Paragraph]) -> str | None:
    """Return the line under the title where it is a bracket of its own, such as （三级）."""
    if not behind:
        return None
    plain = squeeze(behind[0].text)
    return plain if plain[:1] in "（(" and plain[-1:] in "）)" and len(plain) <= 20 else None


def _headings(before: Sequence[Paragraph], behind: Sequence[Paragraph]) -> Iterator[Heading]:
    """Yield the lines between the others that are neither notes nor blanks: the 附件 mark above the title, second headings."""
    if before and _ATTACHMENT.fullmatch(half_width(squeeze(before[-1].text))):
        yield Heading(text=tidy(before[-1].text), before="title")
    has_notes = False
    for line in behind:
        if is_blank_line(line.text):
            continue
        if _is_heading_again(line.text):
            yield Heading(text=tidy(line.text), before="blanks" if has_notes else "notes")
        else:
            has_notes = True


def _is_heading_again(text: str) -> bool:
    """Tell whether a line between title and table is a second heading, not a note (评审说明, …评分表)."""
    plain = squeeze(text)
    return is_title(text) or (len(plain) <= 8 and plain.endswith("说明")) or _ATTACHMENT.fullmatch(half_width(plain)) is not None
