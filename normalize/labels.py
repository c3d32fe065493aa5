r"""What a label, a points cell and a requirement say: code, title, points, weight, stars, number.

Seen: 一、基础管理（140分）; 1.2\n机构与职责（24分）; 安全理念\n15分; 10.1应急救援机构与队伍(10分); 5★★★; 岗位工作情况（70%）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from normalize.vocabulary import CONTINUED, ITEM_MARKS, STARS
from rubrics.numerals import CHINESE_NUMERAL, chinese_number, plain_code
from rubrics.values import show

_HALF = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}
_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,4})?"
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’"
_WHITE = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")
_WHITE_IN_CJK = re.compile(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])")
_NO_WORTH = "".join(
    f"(?<!{word})" for word in ("每项", "每条", "每个", "每处", "每次", "每", "低于", "少于", "高于", "达到", "加分")
)
"""What stands before a figure that is a price or a bound, not what a label is worth: （每项5分）, 不低于80分."""
_LABEL_POINTS = re.compile(  # but not 扣分项（-20分）, 扣分项（最多扣20分）
    rf"[(\[【〔,:]?\s*(?:小计|合计|共计|总计|共|计|满分|分值)?\s*:?\s*(?<![扣减0-9.+/×])(?<![0-9],)(?<!\([-–—]){_NO_WORTH}({_NUMBER})\s*分\s*[)\]】〕]?$"
)
_LABEL_BOTH = re.compile(
    rf"\(\s*(?:满分)?({_NUMBER})分\s*[,;、/]\s*(?:权重|占)?:?({_NUMBER})%\s*\)$"  # （100分，权重20%）
    rf"|\(\s*(?:权重|占)?:?({_NUMBER})%\s*[,;、/]\s*(?:满分)?({_NUMBER})分\s*\)$"
)
_LABEL_WEIGHT = re.compile(rf"\(\s*(?:权重|占)?\s*:?\s*({_NUMBER})\s*%\s*\)$")
_POINTS = re.compile(r"[0-9]\s*分")
_LABEL_FULL = re.compile(rf"[(\[【,:]?\s*满分值?\s*:?\s*({_NUMBER})\s*[)\]】]?$")  # 水面 满分40
_LABEL_SHARE = re.compile(r"\(\s*权重\s*:?\s*(0\.[0-9]{1,3}|1)\s*\)$")  # （权重0.5）
_CIRCLED = "①-⑳㉑-㉟㊱-㊿"
_ROMAN = "Ⅰ-Ⅻⅰ-ⅻ"
_CODE = re.compile(
    rf"(?P<chapter>第(?:{CHINESE_NUMERAL}|[0-9]{{1,3}})[章节部分条篇]+)[、.:\s]*"
    rf"|(?P<caption>表\s?(?:[A-Z]\.)?[0-9]{{1,3}}(?:[.-][0-9]{{1,3}})*)(?:[、.:]|\s+|(?=[\u4e00-\u9fff《“]))"  # 表1 基础管理
    rf"|\((?P<bracket>{CHINESE_NUMERAL}|[0-9]{{1,3}}(?:[.-][0-9]{{1,3}})*|[{_ROMAN}])\)[、.\s]*"
    rf"|(?P<chinese>{CHINESE_NUMERAL})(?:[、.,:)]|\s+)"
    rf"|(?P<circle>[{_CIRCLED}])"
    rf"|(?P<roman>[{_ROMAN}](?:[.-][0-9]{{1,3}})*)[、.:)\s]*"
    r"|(?P<letters>[A-Z]{1,3}[0-9]{1,3}(?:[.-][0-9]{1,3})*)(?:[、.:]|\s+|(?=[\u4e00-\u9fff]))"
    r"|(?P<letter>[A-Z])(?:[、.:)]|\s+)|(?P<abbreviation>[A-Z]{2,3})[、.:]"  # but EHS方针 is a title
    r"|(?P<dashed>[0-9]{1,3}(?:[-–][0-9]{1,3})+)(?:[、.):]|\s+|(?=[\u4e00-\u9fff《“])(?![年月日天个名次级%岁]))"
    r"|(?P<digits>[0-9]{1,3}(?:\.[0-9]{1,3})*)(?:[、.):]|\s+|(?=[\u4e00-\u9fff《“]))"
)
_POINTS_CELL = re.compile(
    rf"\(?(?:满分值?|分值|标准分|最高|共|计|加|\+|≤)?:?({_NUMBER}|\.[0-9]{{1,2}})(?:分|[′'])?(?:值)?\)?(?:\((?:扣完为止|封顶|满分|最高分?|上限)\))?"
)
_CHINESE_POINTS = re.compile(rf"\(?({CHINESE_NUMERAL})分\)?")  # 三十分
_FOOTNOTED = re.compile(r"[*※#△▲◆●]$|^[*※#△▲◆●]")
"""Signs beside a figure that a note explains: 50※, *5."""
_VETO_MARKS = ("否决", "一票否决", "必备", "必备条件", "前提")
"""What stands in the points column of an item that has no points because it decides by itself."""
_INFERRED = re.compile(r"〔(.+)〕")
_POINTS_INSIDE = re.compile(rf"[(【\[〔]([^()【】\[\]〔〕]{{0,20}}?(?<![0-9.]){_NUMBER}分[^()【】\[\]〔〕]{{0,20}})[)】\]〕]")
_BARE_POINTS = re.compile(rf"\(({_NUMBER})\)$")
_POINTS_RANGE = re.compile(rf"\(?({_NUMBER})分?[-~〜—–至到]+({_NUMBER})分?\)?")
_STARRED = re.compile(f"[{STARS}]+")
_MARKED = re.compile(rf"[(【\[<]([^()【】\[\]<>]{{0,8}}(?:{'|'.join(sorted(ITEM_MARKS, key=len, reverse=True))}))[)】\]>]")
_ITEM_NUMBER = re.compile(
    rf"\((?P<bracket>[0-9]{{1,3}}|{CHINESE_NUMERAL})\)|(?P<circle>[{_CIRCLED}])"
    r"|(?P<digits>[0-9]{1,3}(?:\.[0-9]{1,3})*)(?:[、.)]|\s)(?![0-9])"
)


_SIDE_BY_SIDE = re.compile(r"[0-9]\s+[0-9]")
_SPACED_OUT = re.compile(r"(?<![0-9])[0-9](?:\s+0)+(?![0-9])")  # 1 0, 1 0 0: one figure with room between its signs
_OPEN_UNIT = re.compile(r"(?<=[，,、；;的者])每[^，,。；;：:\s]{1,8}$")


_LONGEST_FIGURE = 60
"""No figure with its stars and marks has more signs."""
_MOST_STARS = 9
"""More of them side by side are an ornament."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a label of the tree says; ``code`` as printed without the marks around it, empty where none is printed."""

    code: str
    title: str
    points: Decimal | None = None
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PointsCell:
    """What a points cell says: ``points`` is ``None`` where there is no figure; ``unread`` where there is another text."""

    points: Decimal | None
    stars: int | None = None
    mark: str | None = None
    unread: bool = False
    inferred: bool = False
    """The figure stands in 〔〕: it was lost in the source and worked out, as a rebuilt form says."""


def half_width(text: str) -> str:
    """Return ``text`` with full-width letters, digits and signs as half-width ones; every sign keeps its position.

    >>> half_width('（１００分）')
    '(100分)'
    """
    return text.translate(_HALF)


def squeeze(text: str) -> str:
    r"""Return ``text`` without any white space: for comparing labels and headings.

    >>> squeeze('自评/评审\n\n描    述')
    '自评/评审描述'
    """
    bare = "".join(text.split())
    return bare.replace("\u200b", "").replace("\ufeff", "")


def on_one_line(text: str) -> str:
    r"""Return ``text`` on one line: white space between Chinese signs falls away, elsewhere it becomes one blank.

    >>> on_one_line('4.1 \n隐患\n排查'), on_one_line('ISO 9001\n认证')
    ('4.1隐患排查', 'ISO 9001认证')
    """
    return _WHITE_IN_CJK.sub("", _WHITE.sub(" ", text).strip())


def tidy(text: str) -> str:
    r"""Return ``text`` line by line without the white space around lines and without empty lines; the words as they are.

    >>> tidy('  查资料：\n\n    方针文件。')
    '查资料：\n方针文件。'
    """
    return "\n".join(stripped for line in text.split("\n") if (stripped := line.strip()))


def without_continued(text: str) -> str:
    """Return a label without its （续）."""
    for mark in CONTINUED:
        if text.endswith(mark):
            return text[: -len(mark)].rstrip()
    return text


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    r"""Return code, title, points and weight of a label.

    >>> read_label('一、基础管理（140分）')
    Label(code='一', title='基础管理', points=Decimal('140'), weight=None)
    >>> read_label('10.1\n应急救援机构与队伍\n(10分)')
    Label(code='10.1', title='应急救援机构与队伍', points=Decimal('10'), weight=None)
    >>> read_label('安全理念\n15分')
    Label(code='', title='安全理念', points=Decimal('15'), weight=None)
    >>> read_label('5．制度执行及档案管理').code, read_label('12 本地区的要求（100分）').code, read_label('5S管理').code
    ('5', '12', '')

    A figure that is a price, a bound or one of several is not what the label is worth:

    >>> [read_label(f'基础（{said}）').points for said in ('50分+5分', '1,000分', '4项，每项5分', '50分，含附加10分')]
    [None, None, None, None]
    """
    line = without_continued(on_one_line(text))
    rest, points, weight = _take_both(line)
    if points is None:
        rest, points = _take(_LABEL_POINTS, line)
    if points is None:
        rest, points = _take(_LABEL_FULL, line)
    if points is None:
        rest, weight = _take(_LABEL_WEIGHT, line)
    if points is None and weight is None:
        rest, share = _take(_LABEL_SHARE, line)
        weight = None if share is None else Decimal(show(share * 100))
    if half_width(rest).count("(") > half_width(rest).count(")"):  # 特色项目（加分，最高5分）: the bracket says more
        opened = half_width(rest).rpartition("(")[2]
        points = None if _POINTS.search(opened) else points  # （50分，含附加10分）: which of the two is open
        rest = line
    rest = without_continued(rest)
    match = _CODE.match(half_width(rest))
    title = rest[match.end() :].strip() if match else ""
    if match is None or not title:
        return Label("", rest, points, weight)
    return Label(next(group for group in match.groups() if group), title, points, weight)


def label_pattern(text: str) -> str:
    r"""Return how a label is printed, on one line: with ``{code}``, ``{title}``, ``{points}`` or ``{weight}`` for what it says.

    >>> label_pattern('一、基础管理（140分）'), label_pattern('2机构和职责\n(100分）'), label_pattern('安全理念\n15分')
    ('{code}、{title}（{points}分）', '{code}{title}({points}分）', '{title}{points}分')
    """
    line, label = without_continued(on_one_line(text)), read_label(text)
    before, title, behind = line.rpartition(label.title) if label.title else ("", "", line)
    if not title:
        return "{title}"
    for name, figure in (("{points}", label.points), ("{weight}", label.weight)):
        if figure is not None:
            behind = _with_name(behind, re.search(_NUMBER, half_width(behind)), name)
    if label.code:
        before = _with_name(before, re.search(re.escape(label.code), half_width(before)), "{code}")
    return f"{before}{{title}}{behind}"


def _with_name(text: str, found: re.Match[str] | None, name: str) -> str:
    return text if found is None else text[: found.start()] + name + text[found.end() :]


def _take_both(text: str) -> tuple[str, Decimal | None, Decimal | None]:
    """Return ``text`` without the bracket at its end that holds points and a weight, and the two."""
    match = _LABEL_BOTH.search(half_width(text))
    if match is None or match.start() == 0:
        return text, None, None
    return text[: match.start()].strip(), Decimal(match[1] or match[4]), Decimal(match[2] or match[3])


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, Decimal | None]:
    """Return ``text`` without the figure that ``pattern`` finds at its end, and the figure."""
    match = pattern.search(half_width(text))
    if match is None or match.start() == 0:
        return text, None
    return text[: match.start()].strip(), Decimal(match[1])


@lru_cache(maxsize=4096)
def read_points(text: str) -> PointsCell:
    r"""Return figure, stars and mark of a points cell.

    >>> read_points('15\n★★★').stars, read_points('2.5').points, read_points('').points
    (3, Decimal('2.5'), None)
    >>> read_points('6 4 5').unread, read_points('1 0 0').points, read_points('三十分').points, read_points('50※').mark
    (True, Decimal('100'), Decimal('30'), '※')
    >>> read_points('见附表').unread, read_points('〔0.5〕').inferred, read_points('3\n2\n5').unread
    (True, True, True)
    """
    if len(text) > _LONGEST_FIGURE or sum(map(_has_digit, text.split("\n"))) > 1:  # several figures, one below the other
        return PointsCell(None, unread=True)
    half = half_width(text)
    if _SIDE_BY_SIDE.search(half) and not _SPACED_OUT.search(half):
        return PointsCell(None, unread=True)
    plain = squeeze(half)
    stars = sum(plain.count(star) for star in STARS) or None
    if stars is not None and stars > _MOST_STARS:
        return PointsCell(None, unread=True)
    for star in STARS:
        plain = plain.replace(star, "").replace("()", "")
    mark = next((mark for mark in ITEM_MARKS if mark in plain), None)
    plain = plain.replace(mark, "").strip("(),") if mark else plain
    if mark is None and (footnoted := _FOOTNOTED.search(plain)):
        mark, plain = footnoted[0], _FOOTNOTED.sub("", plain, count=1)
    if chinese := _CHINESE_POINTS.fullmatch(plain):
        plain = str(chinese_number(chinese[1]))
    inferred = _INFERRED.fullmatch(plain)
    match = _POINTS_CELL.fullmatch(inferred[1] if inferred else plain)
    if match:
        return PointsCell(Decimal(match[1]), stars, mark, inferred=bool(inferred))
    if mark is None and plain in _VETO_MARKS:
        mark, plain = plain, ""
    return PointsCell(None, stars, mark, unread=plain not in ("", "/", "-", "—", "——", "无"))


def _has_digit(line: str) -> bool:
    return any(sign.isdigit() for sign in line)


def points_inside(requirement: str) -> tuple[str, ...]:
    """Return the figures of points that stand in brackets in a requirement, each with its mark, in order.

    >>> points_inside('建立制度（2分，关键项）'), points_inside('缺一项扣2分。'), points_inside('1.甲（3分）；2.乙（2分）')
    (('2分,关键项',), (), ('3分', '2分'))
    """
    found = (match[1] for match in _POINTS_INSIDE.finditer(half_width(requirement)))
    return tuple(text for text in found if read_points(text).points is not None)


def bare_points(text: str) -> str:
    """Return the figure that stands alone in brackets at the end: points where the heading says so (二级指标（分值）).

    >>> bare_points('1.场地（20）'), bare_points('1.场地')
    ('20', '')
    """
    match = _BARE_POINTS.search(half_width(text.rstrip()))
    return match[1] if match else ""


def top_of_range(text: str) -> Decimal | None:
    """Return the upper end of a range of points, ``None`` where a points cell is none.

    >>> top_of_range('0-10分'), top_of_range('10'), top_of_range('10-5')
    (Decimal('10'), None, None)
    """
    match = _POINTS_RANGE.fullmatch(squeeze(half_width(text))) if len(text) <= _LONGEST_FIGURE else None
    return Decimal(match[2]) if match and Decimal(match[1]) < Decimal(match[2]) else None


def marks_inside(requirement: str) -> tuple[int | None, str | None]:
    """Return the stars and the mark that a requirement prints: of stars none where its parts print different ones.

    >>> marks_inside('★' * 12 + '附则')
    (None, None)
    >>> marks_inside('★★企业应设置安全机构。'), marks_inside('1.许可证有效【关键项】'), marks_inside('①甲★②乙★★')
    ((2, None), (None, '关键项'), (None, None))
    """
    stars = {len(match[0]) for match in _STARRED.finditer(requirement)}
    marked = _MARKED.search(half_width(requirement))
    return (stars.pop() if len(stars) == 1 and max(stars) <= _MOST_STARS else None), (marked[1] if marked else None)


def item_number(requirement: str) -> str | None:
    """Return the number with which a requirement opens, in Arabic numerals, ``None`` where it opens with none.

    >>> item_number('②制定实现措施'), item_number('3．总平面布置'), item_number('3年以上'), item_number('1.2.3 目标')
    ('2', '3', None, '1.2.3')
    """
    match = _ITEM_NUMBER.match(half_width(requirement.lstrip()[:20]))
    return plain_code(next(group for group in match.groups() if group)) if match else None


def parts_of(requirement: str) -> int:
    r"""Return how many lines of a requirement open with a number each; 0 where one of them opens with none.

    >>> parts_of('①持证上岗\n②定期培训'), parts_of('持证上岗\n②定期培训')
    (2, 0)
    """
    numbers = [item_number(line) for line in requirement.split("\n")]
    return len(numbers) if None not in numbers else 0


def open_unit(requirement: str) -> str:
    """Return the unit with which a requirement ends, whose price stands in another cell; empty where it ends with none.

    >>> open_unit('生产、储存剧毒化学品的，每一种'), open_unit('每月组织一次')
    ('每一种', '')
    """
    match = _OPEN_UNIT.search(requirement.rstrip())
    return match[0] if match else ""
