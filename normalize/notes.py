"""What the paragraphs around the tables say: title, notes, declared figures, policy, blanks to fill.

Each statement is found by a pattern over one sentence, and the sentence is kept as the policy's source. What no sentence
says stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extract.document import Paragraph
from normalize.labels import half_width, on_one_line, squeeze, tidy
from normalize.vocabulary import ATTACHMENT, BLANK_FIELDS, TITLE_ENDINGS, TITLE_TAILS
from rubrics.model import Blank, BlankField, Stated
from rubrics.numerals import CHINESE_NUMERAL, chinese_number
from rubrics.policy import Policy

_N = r"([0-9]{1,6}(?:\.[0-9]{1,3})?)"
_COUNT = rf"([0-9]{{1,4}}|{CHINESE_NUMERAL})"
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_LEVELS = {"一级": 1, "A级": 1, "二级": 2, "B级": 2, "三级": 3, "C级": 3}
_ELEMENT_NOUN = "(?:要素|指标|项目|类目)"
_ITEM_NOUN = "(?:企业达标标准|达标标准|达标要求|考评内容|考核内容|评审内容|检查内容|评价内容|评分项|考评要点|条款)"
_TOTAL = re.compile(rf"(?:共计|总计|总分值?(?:为|是|:)?|满分值?(?:为|是|:)?|合计){_N}分")
_LEVEL_COUNT = re.compile(rf"{_COUNT}[个项条]?([一二三ABC]级){_ELEMENT_NOUN}")
_LEVEL_COUNT_BEHIND = re.compile(rf"([一二三ABC]级){_ELEMENT_NOUN}(?:共|有|为)?{_COUNT}[个项条]")
_ITEM_COUNT = re.compile(rf"{_COUNT}[个项条]{_ITEM_NOUN}")
_FORMULA = re.compile(
    rf"得分.{{0,12}}=.{{1,30}}÷\(?.{{1,40}}[-－−—–].{{0,20}}(?:不参与|缺项|空项|不适用|不涉及|不考评).{{0,20}}\)?[×xX*]{_N}"
)
_PLACES = (
    (re.compile(r"小数点?后?(?:保留)?(?:一|1)位|(?:保留|取)(?:一|1)位小数"), 1),
    (re.compile(r"小数点?后?(?:保留)?(?:两|二|2)位|(?:保留|取)(?:两|二|2)位小数"), 2),
    (re.compile(r"取整|保留整数|整数位"), 0),
)
_HALF_UP = "四舍五入"
_ITEM_FLOOR = re.compile(r"(?:扣完(?:为)?止|不(?:出现|计|得|倒扣)负分|不倒扣)")
_PASS_BEHIND = re.compile(rf"{_N}分(?:\(含\))?(?:及?以上)?为(.{{2,16}}?)(?:合格分|合格|达标分|$|[,。;，；])")
_PASS_BEFORE = re.compile(rf"([一二三四]级)[^0-9。;]{{0,16}}?(?:达到|不低于|不少于|≥|>=|大于等于){_N}分")
_BELOW = re.compile(
    rf"(?:得分|评分)(\(不包括[^)]*\)|\(不含[^)]*\))?低于{_N}分,?(?:的,?)?不(?:能|得|予)(申报|评定|评为|推荐|参评|授予|通过|达标)"
)
_RANKED = re.compile(r"按.{0,12}得分.{0,20}(?:排序|排名)")
_WITH_BONUS = re.compile(r"(?<!不)(?:包括(?:奖励|加分|附加)|含(?:奖励|加分|附加))")
_WITHOUT_BONUS = re.compile(r"不(?:包括|含|计)(?:奖励|加分|附加)")
_GATE = re.compile(r"入门条件|不需评分|不予评分|否则不(?:能|得|予)")
_BLANK = re.compile(
    r"([\u4e00-\u9fff][\u4e00-\u9fff/、（）()A-Za-z ]{0,22}?)\s*[:：]\s*"
    r"(?=从?[\s_＿—年月日至到\u3000]*(?:$|[\u4e00-\u9fff]{2,}[^：:]{0,20}[:：]))"
)
_ATTACHMENT = re.compile(rf"(?:{'|'.join(ATTACHMENT)})\s*(?:[0-9]{{1,2}}(?:[-.][0-9]{{1,2}})?|{CHINESE_NUMERAL})?\s*:?")
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


def read_surroundings(above: Sequence[Paragraph], below: Sequence[Paragraph]) -> Surroundings:
    """Return what the paragraphs above the first and below the last scoring table say."""
    lines = [p for p in above if squeeze(p.text)]
    at = _title_position(lines)
    title = on_one_line(lines[at].text) if at is not None else None
    behind = lines[at + 1 :] if at is not None else lines
    subtitle = _subtitle(behind)
    blanks = [p for p in behind if _is_blank_line(p.text)]
    notes = [tidy(p.text) for p in behind[1 if subtitle else 0 :] if p not in blanks and not _is_heading_again(p.text)]
    closing = [tidy(_BOOKMARK.sub("", p.text)) for p in below if squeeze(p.text) and not _is_blank_line(p.text)]
    sentences = [s for note in (*notes, *closing) for s in _sentences(note)]
    return Surroundings(
        title,
        subtitle,
        tuple(notes),
        tuple(closing),
        tuple(blank for p in (*blanks, *(p for p in below if _is_blank_line(p.text))) for blank in read_blanks(p)),
        read_stated(sentences),
        read_policy(sentences),
    )


def read_stated(sentences: Iterable[str]) -> Stated:
    """Return the figures that a standard declares about itself.

    >>> read_stated(['本评分细则共含6项一级要素，20项二级要素及68条企业达标标准。', '本评分细则共计600分'])
    Stated(points=Decimal('600'), elements=(6, 20), items=68)
    """
    points: Decimal | None = None
    levels: dict[int, int] = {}
    items: int | None = None
    for sentence in map(_plain, sentences):
        if points is None and (match := _TOTAL.search(sentence)):
            points = Decimal(match[1])
        for count, level in _LEVEL_COUNT.findall(sentence):
            levels.setdefault(_LEVELS.get(level, 0), _int(count))
        for level, count in _LEVEL_COUNT_BEHIND.findall(sentence):
            levels.setdefault(_LEVELS.get(level, 0), _int(count))
        if items is None and (match := _ITEM_COUNT.search(sentence)):
            items = _int(match[1])
    declared = [levels[n] for n in sorted(levels) if n]
    known = tuple(declared) if sorted(n for n in levels if n) == list(range(1, len(declared) + 1)) else ()
    return Stated.model_construct(points=points, elements=known, items=items)


def read_policy(sentences: Iterable[str]) -> Policy:
    """Return what the sentences say of formula, rounding, floors, pass marks, gates, bonus and ranking; the rest stays open."""
    found: dict[str, Any] = {}
    sources: list[str] = []
    for sentence in sentences:
        plain = _plain(sentence)
        said: dict[str, Any] = {}
        for reader in (_formula, _rounding, _pool, _grades, _bonus, _ranking, _gates):
            said |= reader(plain)
        if said:
            sources.append(sentence.strip())
            _merge(found, said)
    return Policy.model_validate({**found, "source": tuple(sources)}) if found else Policy()


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


def _is_blank_line(text: str) -> bool:
    return len(text) < 400 and _NUMBERED.match(text) is None and any(map(_asks, _BLANK.finditer(text)))


def _title_position(lines: Sequence[Paragraph]) -> int | None:
    """Return which line is the title: the first short one that ends as titles of standards do."""
    for position, line in enumerate(lines):
        if _is_title(line.text):
            return position
    return None


def _is_title(text: str) -> bool:
    plain = half_width(squeeze(text))
    if (
        not 4 <= len(plain) <= 60
        or _NUMBERED.match(text)
        or any(sign in plain for sign in "。;,:")
        or _ATTACHMENT.fullmatch(plain)
    ):
        return False
    bare = re.sub(rf"\((?:{'|'.join(TITLE_TAILS)}|[^)]{{0,12}})\)$", "", plain)
    return bare.endswith(TITLE_ENDINGS) and len(bare) > 4


def _subtitle(behind: Sequence[Paragraph]) -> str | None:
    """Return the line under the title where it is a bracket of its own, such as （三级）."""
    if not behind:
        return None
    plain = squeeze(behind[0].text)
    return plain if plain[:1] in "（(" and plain[-1:] in "）)" and len(plain) <= 20 else None


def _is_heading_again(text: str) -> bool:
    """Tell whether a line between title and table is a second heading, not a note (评审说明, …评分表)."""
    plain = squeeze(text)
    return _is_title(text) or (len(plain) <= 8 and plain.endswith("说明")) or _ATTACHMENT.fullmatch(half_width(plain)) is not None


def _sentences(note: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(note):
        yield match[0]


def _plain(sentence: str) -> str:
    return half_width(squeeze(sentence)).replace("，", ",")


def _int(text: str) -> int:
    number = chinese_number(text)
    return number if number is not None else int(text)


def _merge(found: dict[str, Any], said: dict[str, Any]) -> None:
    for key, value in said.items():
        if key == "grades":
            found["grades"] = (*found.get("grades", ()), *value)
        elif key == "rounding":
            found["rounding"] = {**found.get("rounding", {}), **value}
        else:
            found.setdefault(key, value)


def _formula(plain: str) -> dict[str, Any]:
    match = _FORMULA.search(plain)
    return {"formula": "percent", "scale": Decimal(match[1]), "not_applicable": "exclude"} if match else {}


def _rounding(plain: str) -> dict[str, Any]:
    if "得分" not in plain and "分" not in plain:
        return {}
    for pattern, places in _PLACES:
        if pattern.search(plain):
            return {"rounding": {"places": places, "mode": "half-up"}} if _HALF_UP in plain else {}
    return {}


def _pool(plain: str) -> dict[str, Any]:
    return {"pool": "item"} if _ITEM_FLOOR.search(plain) and ("考评内容" in plain or "本项" in plain or "该项" in plain) else {}


def _grades(plain: str) -> dict[str, Any]:
    grades: list[dict[str, Any]] = []
    for figure, name in _PASS_BEHIND.findall(plain):
        grades.append({"name": name, "at_least": Decimal(figure)})
    for name, figure in _PASS_BEFORE.findall(plain):
        grades.append({"name": name, "at_least": Decimal(figure)})
    if match := _BELOW.search(plain):
        grades.append({"name": "可" + match[3], "at_least": Decimal(match[2]), "of": "points"})
        return {"grades": tuple(grades), "below_all": "不能" + match[3], "formula": "points"}
    return {"grades": tuple(grades)} if grades else {}


def _bonus(plain: str) -> dict[str, Any]:
    if _WITHOUT_BONUS.search(plain):
        return {"bonus": {"counts_in": ["ranking"]}}
    return {}


def _ranking(plain: str) -> dict[str, Any]:
    if not _RANKED.search(plain):
        return {}
    return {"ranking": {"by": "with_bonus" if _WITH_BONUS.search(plain) else "result"}}


def _gates(plain: str) -> dict[str, Any]:
    return {"gates": "fail"} if _GATE.search(plain) and "条件" in plain else {}
