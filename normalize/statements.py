"""What a standard says of itself in sentences: declared figures, and the policy by which item scores become a result.

Each statement is found by a pattern over one sentence, without white space and with half-width signs; the sentence is kept as
the policy's source. What no sentence says stays open. A sentence that speaks of results and is not understood is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from normalize.labels import half_width, squeeze
from rubrics.diagnostics import Diagnostic
from rubrics.model import Stated
from rubrics.numerals import CHINESE_NUMERAL, chinese_number
from rubrics.policy import Policy

_N = r"([0-9]{1,6}(?:\.[0-9]{1,3})?)"
_COUNT = rf"([0-9]{{1,4}}|{CHINESE_NUMERAL})"
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")

_LEVELS = {"一级": 1, "A级": 1, "二级": 2, "B级": 2, "三级": 3, "C级": 3}
_ELEMENT_NOUN = "(?:要素|指标|项目|类目)"
_ITEM_NOUN = "(?:企业达标标准|达标标准|达标要求|考评内容|考核内容|评审内容|检查内容|评价内容|评分项|考评要点|条款)"
_TOTAL = re.compile(rf"(?:共计|总计|总分值?(?:为|是|:)?|满分值?(?:为|是|:)?|合计){_N}分")  # jiangsu: 共计600分
_LEVEL_COUNT = re.compile(rf"{_COUNT}[个项条]?([一二三ABC]级){_ELEMENT_NOUN}")  # jiangsu: 6项一级要素
_LEVEL_COUNT_BEHIND = re.compile(rf"([一二三ABC]级){_ELEMENT_NOUN}(?:共|有|为)?{_COUNT}[个项条]")
_ITEM_COUNT = re.compile(rf"{_COUNT}[个项条]{_ITEM_NOUN}")  # jiangsu: 68条企业达标标准

_ABSENT = "(?:不参与|缺项|空项|不适用|不涉及|不考评|不具备)"
_FORMULA = re.compile(  # jiangsu: =评定得分÷（600－不参与考评内容分数之和）×100; 水利, 机械 with / and 应得分
    rf"=[^=]{{1,30}}[÷/][(\[]?[^=]{{1,40}}[-－−—–][^=]{{0,20}}{_ABSENT}[^=]{{0,20}}[)\]]?[×xX*]{_N}"
)
_PLACES = (  # jiangsu: 取小数点后一位数; 水利: 取整数
    (re.compile(r"小数点?后?(?:保留)?(?:一|1)位|(?:保留|取)(?:一|1)位小数"), 1),
    (re.compile(r"小数点?后?(?:保留)?(?:两|二|2)位|(?:保留|取)(?:两|二|2)位小数"), 2),
    (re.compile(r"取整|保留整数|整数位"), 0),
)
_HALF_UP = "四舍五入"
_FLOOR = re.compile(r"扣完(?:为)?止|不(?:出现|计|得|记|产生)负分|不倒扣")  # jiangsu
_FLOOR_OF_ITEM = re.compile(r"考评内容|评审内容|考核内容|本项|该项|每项|各项|单项")
_GRADE_NAME = r"([^,。;:0-9]{0,10}?(?:级|优秀|良好|合格|达标|优|良|示范)[^,。;:0-9]{0,6}?)"
_NOT_A_BOUND = r"(?<![0-9.])(?<![-~～—–至到])(?<!低于)(?<!不足)(?<!小于)(?<!不满)(?<!扣)(?<!得)"
_GRADE_RANGE = re.compile(rf"(?<![0-9.]){_N}分?[-~～—–至到]{_N}分[^,。;]{{0,8}}?为{_GRADE_NAME}(?:$|[,。;])")
_GRADE_BEHIND = re.compile(  # jiangsu: 60分为三级达标合格分; 90分以上(含90分)为一级
    rf"{_NOT_A_BOUND}{_N}分(?:\([^)]{{0,8}}\))?(?:及?以上)?(?:\([^)]{{0,8}}\))?(?:者|的)?为{_GRADE_NAME}(?:合格分|合格线)?(?:$|[,。;])"
)
_GRADE_BEFORE = re.compile(  # 工贸: 一级：得分≥90分; 危化: 二级企业得分不低于80分
    rf"((?:[一二三四五]级|优秀|良好|合格|达标)[^,。;:0-9≥>]{{0,8}}?):?[^0-9,。;]{{0,10}}?(达到|不低于|不少于|≥|>=|大于等于|大于|>|高于|超过){_N}分"
)
_MORE_THAN = frozenset({"大于", ">", "高于", "超过"})  # 电力
_BELOW = re.compile(  # hangzhou: 审查评分（不包括奖励项）低于85分，不能申报
    rf"(?:得分|评分)(?:\(不(?:包括|含)[^)]*\))?低于{_N}分,?(?:的,?)?不(?:能|得|予)(申报|评定|评为|推荐|参评|授予|通过|达标)"
)
_RANKED = re.compile(r"按.{0,12}得分.{0,20}(?:排序|排名)")  # hangzhou
_WITH_BONUS = re.compile(r"(?<!不)(?:包括|含)(?:奖励|加分|附加)")
_WITHOUT_BONUS = re.compile(r"不(?:包括|含|计)(?:奖励|加分|附加)")
_GATE = re.compile(r"条件.*(?:入门条件|不需评分|不予评分|否则不(?:能|得|予))|入门条件")  # hangzhou
_SPEAKS_OF_RESULTS = re.compile(rf"[0-9]分.*(?:级|达标|合格)|否决|四舍五入|{_ABSENT}|负分|得分.*=")


def sentences_of(notes: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of notes, with the marks that end them."""
    for note in notes:
        for match in _SENTENCE.finditer(note):
            yield match[0]


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
            levels.setdefault(_LEVELS[level], _int(count))
        for level, count in _LEVEL_COUNT_BEHIND.findall(sentence):
            levels.setdefault(_LEVELS[level], _int(count))
        if items is None and (match := _ITEM_COUNT.search(sentence)):
            items = _int(match[1])
    known = tuple(levels[n] for n in sorted(levels)) if sorted(levels) == list(range(1, len(levels) + 1)) else ()
    return Stated.model_construct(points=points, elements=known, items=items)


def read_policy(sentences: Iterable[str]) -> tuple[Policy, tuple[Diagnostic, ...]]:
    """Return what the sentences say of formula, rounding, floors, grades, gates, bonus and ranking, and what was not understood.

    >>> read_policy(['60分为三级达标合格分。'])[0].grades[0].at_least
    Decimal('60')
    """
    found: dict[str, Any] = {}
    sources: list[str] = []
    puzzling: list[Diagnostic] = []
    for sentence in sentences:
        plain = _plain(sentence)
        said: dict[str, Any] = {}
        for reader in (_formula, _rounding, _pool, _grades, _bonus, _ranking, _gates):
            said |= reader(plain)
        if said:
            sources.append(sentence.strip())
            _merge(found, said)
        elif _SPEAKS_OF_RESULTS.search(plain):
            puzzling.append(Diagnostic("note-not-understood", None, None, {"text": sentence.strip()[:80]}))
    return (Policy.model_validate({**found, "source": tuple(sources)}) if found else Policy()), tuple(puzzling)


def _plain(sentence: str) -> str:
    return half_width(squeeze(sentence)).replace("，", ",").replace("：", ":")


def _int(text: str) -> int:
    number = chinese_number(text)
    return number if number is not None else int(text)


def _merge(found: dict[str, Any], said: dict[str, Any]) -> None:
    for key, value in said.items():
        if key == "grades":
            found["grades"] = tuple(sorted((*found.get("grades", ()), *value), key=_threshold, reverse=True))
        else:
            found.setdefault(key, value)


def _threshold(grade: dict[str, Any]) -> Decimal:
    return Decimal(grade.get("at_least", grade.get("more_than", 0)))


def _formula(plain: str) -> dict[str, Any]:
    match = _FORMULA.search(plain)
    return {"formula": "percent", "scale": Decimal(match[1]), "not_applicable": "exclude"} if match else {}


def _rounding(plain: str) -> dict[str, Any]:
    places = next((places for pattern, places in _PLACES if pattern.search(plain)), None)
    if places is None or _HALF_UP not in plain:
        return {}
    return {"rounding": {"places": places, "mode": "half-up"}}


def _pool(plain: str) -> dict[str, Any]:
    return {"pool": "item"} if _FLOOR.search(plain) and _FLOOR_OF_ITEM.search(plain) else {}


def _grades(plain: str) -> dict[str, Any]:
    grades: list[dict[str, Any]] = []
    ranges = {match[2]: match for match in _GRADE_RANGE.finditer(plain)}
    grades += [{"name": match[3], "at_least": Decimal(match[1])} for match in ranges.values()]
    grades += [{"name": name, "at_least": Decimal(figure)} for figure, name in _GRADE_BEHIND.findall(plain) if "不" not in name]
    for before, sign, figure in _GRADE_BEFORE.findall(plain):
        name = before.removesuffix("得分").removesuffix("企业")
        grades.append({"name": name, "more_than" if sign in _MORE_THAN else "at_least": Decimal(figure)})
    if match := _BELOW.search(plain):
        grades.append({"name": "可" + match[2], "at_least": Decimal(match[1]), "of": "points"})
        return {"grades": tuple(grades), "below_all": "不能" + match[2], "formula": "points"}
    return {"grades": tuple(grades)} if grades else {}


def _bonus(plain: str) -> dict[str, Any]:
    return {"bonus": {"counts_in": ["ranking"]}} if _WITHOUT_BONUS.search(plain) else {}


def _ranking(plain: str) -> dict[str, Any]:
    if not _RANKED.search(plain):
        return {}
    return {"ranking": {"by": "with_bonus" if _WITH_BONUS.search(plain) else "result"}}


def _gates(plain: str) -> dict[str, Any]:
    return {"gates": "fail"} if _GATE.search(plain) else {}
