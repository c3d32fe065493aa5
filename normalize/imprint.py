"""What a standard says of its own issue: edition, day, issuing body, day of effect, what it replaces.

Only what is said plainly is taken: a line that is nothing but a document number, a labelled line, a sentence whose subject
is this standard (本细则自…起施行). Numbers and days of other documents, of which lists of laws are full, are not. Where a
document says two different things, neither is taken, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from normalize.labels import half_width, squeeze
from rubrics.diagnostics import Diagnostic
from rubrics.numerals import chinese_number

_DAY = (
    r"(?P<{0}>[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日|[0-9]{{4}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}"
    r"|二[〇○O零一二三四五六七八九]{{3}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日)"
)
_DATE, _EFFECTIVE = _DAY.format("date"), _DAY.format("effective")
_BODY = (  # issuing bodies end so; of ministries only those by name, for firms have 安全管理部 too
    r"(?P<issuer>[\u4e00-\u9fff、]{2,30}(?:局|厅|委员会|人民政府|办公室|协会|交通运输部|应急管理部|建设部|水利部|工业和信息化部|农业农村部))"
)
_DOCUMENT_NUMBER = r"[\u4e00-\u9fff]{2,12}(?:字)?[〔\[(][0-9]{4}[〕\])]第?[0-9]{1,5}号"  # 苏安监〔2012〕45号
_STANDARD_NUMBER = (  # GB/T 33000—2016, AQ/T 9006-2010, DB32/T 4321.1—2022, T/COSHA 4-2020, JGJ 59-2011
    r"(?:GB|AQ|JT|JGJ|JB|HG|SL|DL|WS|XF|SB|CJ|CJJ|SY|LD|YB|DB[0-9]{2,4}|T)(?:/[A-Z]{1,10})?[0-9]{1,5}(?:\.[0-9]{1,3})?[-—–－](?:19|20)[0-9]{2}"
)
_EDITION = (
    r"(?:[12][0-9]{3}年?(?:修订|修正)?版|(?:19|20)[0-9]{2}年(?:修订|修正)|第[一二三四五六七八九十0-9]{1,3}版"
    r"|[Vv][0-9]{1,2}(?:\.[0-9]{1,3}){0,2}版?)"
)
_THIS = r"(?:[0-9一二三四五六七八九十]{1,3}[、.)])?(?:本|该)[\u4e00-\u9fff]{0,10}(?:细则|标准|办法|规定|规范|指标|考评表|评分表)"

_IN_TITLE = re.compile(rf"[(]?(?P<version>{_EDITION})[)]?$")  # …评分细则（2024年版）
_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[(]?(?P<number>{_DOCUMENT_NUMBER})[)]?",
        rf"[(]?(?P<standard>{_STANDARD_NUMBER})[)]?",
        rf"[(]?(?P<version>{_EDITION})[)]?",
        r"版本号?:(?P<version>[^:;,。]{1,30})",
        rf"(?:发文字号|文号):(?P<number>{_DOCUMENT_NUMBER})",
        rf"标准编?号:(?P<standard>{_STANDARD_NUMBER})",
        rf"(?:发布|印发|发文|成文|颁布)(?:日期|时间):{_DATE}",
        rf"(?:施行|实施|执行|生效)(?:日期|时间):{_EFFECTIVE}",
        r"(?:发布|印发|发文|颁布|制定)(?:单位|机关|机构|部门):(?P<issuer>[\u4e00-\u9fff、()]{4,40})",
        rf"{_DATE}(?:发布|印发|颁布)(?:{_EFFECTIVE}(?:实施|施行))?",  # the cover of a numbered standard
        rf"{_EFFECTIVE}(?:起)?(?:实施|施行)",
        rf"{_BODY}(?:发布|印发|颁布|制定)",
        rf"[(]?{_BODY}{_DATE}(?:发布|印发|颁布|制定)?[)]?",
        rf"(?:代替|替代)(?P<supersedes>{_STANDARD_NUMBER})",
    )
)
"""Whole lines above the table, without white space and in half-width signs."""
_SIGNATURE = (re.compile(_BODY), re.compile(_DATE))
"""Two lines, one below the other: who issued, and when."""
_SENTENCES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_THIS}自{_EFFECTIVE}起?(?:正式|试行)?(?:施行|实施|执行|生效|试行)",
        rf"^{_THIS}(?:代替|替代|取代)(?P<supersedes>[^,;。]{{4,60}})",
        r"^(?:[0-9一二三四五六七八九十]{1,3}[、.)])?原?(?P<supersedes>《[^》]{4,60}》(?:\([^)]{4,30}\))?)(?:同时|即行|相应)废止",
        rf"^{_THIS}.*[,。]原?(?P<supersedes>《[^》]{{4,60}}》(?:\([^)]{{4,30}}\))?)(?:同时|即行|相应)废止",
    )
)
_FIELDS = ("version", "date", "effective", "issuer", "supersedes")
_FIGURES = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of its own issue; days as YYYY-MM-DD, the rest in its own words."""

    version: str | None = None
    date: str | None = None
    effective: str | None = None
    issuer: str | None = None
    supersedes: str | None = None


def read_imprint(title: str | None, above: Sequence[str], sentences: Iterable[str]) -> tuple[Imprint, tuple[Diagnostic, ...]]:
    """Return the imprint from the title, the lines above the table, and the sentences of the notes above and below it.

    >>> read_imprint('某省评分细则（2024年版）', ['某省应急管理厅', '2024年5月1日'], ['本细则自2024年7月1日起施行。'])[0]
    Imprint(version='2024年版', date='2024-05-01', effective='2024-07-01', issuer='某省应急管理厅', supersedes=None)
    """
    said: dict[str, dict[str, None]] = {}
    for name, words in _said(title, [_plain(line) for line in above], [_plain(one) for one in sentences]):
        fact = _day(words) if name in ("date", "effective") else words
        if fact is not None:
            said.setdefault(name, {})[fact] = None
    said["version"] = next((said[key] for key in ("version", "standard", "number") if key in said), {})
    found = {name: list(said.get(name, ())) for name in _FIELDS}
    told = (
        Diagnostic("imprint-twice", None, None, {"imprint": name, "first": words[0], "second": words[1]})
        for name, words in found.items()
        if len(words) > 1
    )
    return Imprint(**{name: words[0] for name, words in found.items() if len(words) == 1}), tuple(told)


def _said(title: str | None, lines: Sequence[str], sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what is said and the words, in the order of the document; the same may be said twice."""
    matches = [_IN_TITLE.search(_plain(title or ""))]
    matches += [pattern.fullmatch(line) for line in lines for pattern in _LINES]
    for body, day in pairwise(lines):
        signed = [pattern.fullmatch(line) for pattern, line in zip(_SIGNATURE, (body, day), strict=True)]
        matches += signed if all(signed) else []
    matches += [pattern.search(sentence) for sentence in sentences for pattern in _SENTENCES]
    for match in filter(None, matches):
        yield from ((name, words) for name, words in match.groupdict().items() if words)


def _plain(text: str) -> str:
    return half_width(squeeze(text)).replace("，", ",").replace("：", ":").strip("。;")


def _day(words: str) -> str | None:
    """Return a day as YYYY-MM-DD, ``None`` where the calendar has no such day.

    >>> _day('2024年5月1日'), _day('2024-05-01'), _day('二〇一二年三月五日'), _day('2024-13-01')
    ('2024-05-01', '2024-05-01', '2012-03-05', None)
    """
    figures = [int(figure) for figure in _FIGURES.findall(words)]
    if len(figures) != 3:
        year, month, day = re.split("[年月]", words.rstrip("日"))
        figures = [int(year.translate(_CHINESE_DIGITS)), chinese_number(month) or 0, chinese_number(day) or 0]
    try:
        return date(*figures).isoformat()
    except ValueError:
        return None


_CHINESE_DIGITS = str.maketrans("〇○O零一二三四五六七八九", "0000123456789")
