"""Rubrics of any shape that an official form has: levels, columns, sum rows, blanks, notes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from normalize.clauses import read_rules
from rubrics import Rubric
from rubrics.model import Element, Item

NUMERALS = "一二三四五六七八九"
TITLES = ("安全目标", "机构与职责", "教育培训", "设备设施", "应急救援", "隐患排查与治理", "职业健康", "事故管理")
REQUIREMENTS = (
    "制定年度安全生产目标，并按部门分解落实。",
    "设置安全管理机构，配备专职安全管理人员。\n任命文件齐全。",
    "建立岗位操作规程，从业人员熟知其内容。",
    "定期组织应急演练，记录演练过程与效果。",
    "设备定期检验，检验报告在有效期以内。",
)
CLAUSES = (
    "未制定的，不得分",
    "内容不全的，一处扣2分",
    "每少一次扣1分",
    "查看文件、记录",
    "未考核的，不得分；记录不全的，每次扣0.5分。",
    "1.无计划，扣3分；\n2.未落实，每项扣1分，扣完为止。",
)
VETOES = ("未开展，扣10分。\n（B级否决项）", "未通过验收，扣20分。（A级要素否决项）")
SPECIFICATIONS = ("企业应建立安全生产目标管理制度。", "企业应按规定配备人员与装备。")
POINTS = st.sampled_from([Decimal(n) for n in (2, 3, 5, 10)] + [Decimal("2.5")])


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """Return a rubric whose form can be drawn as an authority would."""
    depth = draw(st.integers(1, 3))
    has_points, has_specification = draw(st.booleans()), draw(st.booleans())
    shape = {
        "points": has_points,
        "specification": has_specification,
        "method": draw(st.booleans()),
        "veto": not has_points,
        "codes": True,
    }
    elements = tuple(_element(draw, shape, depth, number, "") for number in range(1, draw(st.integers(1, 4)) + 1))
    total = sum((element.points or Decimal(0) for element in elements), Decimal(0))
    totals = [{"label": "小计", "of": e.id or str(n), "points": e.points} for n, e in enumerate(elements, 1)]
    totals += [{"label": "总计", "through": str(len(elements)), "points": total}]
    several = draw(st.booleans())
    placed = [e.model_copy(update={"at": f"t{n if several else 1}r2"}) for n, e in enumerate(elements, 1)]
    return Rubric.model_validate(
        {
            "id": "generated",
            "title": draw(st.sampled_from(["某省企业安全生产标准化评分细则", "某市加油站安全评审标准（试行）"])),
            "subtitle": draw(st.sampled_from([None, "（二级）"])),
            "points": total,
            "notes": draw(st.sampled_from([(), ("1、本细则适用于本省企业。", "2、由企业自评。")])),
            "notes_below": draw(st.sampled_from([(), ("注：未列事项按有关规定办理。",)])),
            "elements": placed,
            "form": {"columns": _columns(draw, shape, depth), "totals": totals, "blanks": draw(BLANKS)},
        }
    )


BLANKS = st.sampled_from(
    [
        (),
        ({"label": "自评单位", "field": "unit", "at": "p2"}, {"label": "自评时间", "field": "period", "at": "p2"}),
        ({"label": "企业名称", "field": "unit", "at": "p2"}, {"label": "评审组长签字", "field": "leader", "at": "p9"}),
    ]
)


def _columns(draw: st.DrawFn, shape: dict[str, bool], depth: int) -> list[dict[str, Any]]:
    names = ["一级要素", "二级要素", "三级要素"]
    columns: list[dict[str, Any]] = [{"heading": "序号", "role": "index"}] if draw(st.booleans()) else []
    columns += [{"heading": names[n], "role": "element", "level": n + 1} for n in range(depth)]
    columns += [{"heading": "基本规范要求", "role": "specification"}] if shape["specification"] else []
    columns += [{"heading": "企业达标标准", "role": "requirement"}]
    columns += [{"heading": "标准分值", "role": "points"}] if shape["points"] else []
    columns += [{"heading": "评审方法", "role": "method"}] if shape["method"] else []
    columns += [{"heading": "评分标准/否决项", "role": "veto"}] if shape["veto"] else []
    columns += [{"heading": "评分标准/扣分项" if shape["veto"] else "评分方式", "role": "rules"}]
    one = [{"heading": "自评/评审描述", "role": "description"}, {"heading": "实际得分", "role": "score"}]
    two = [
        *({"heading": "自评摘要", "role": "description", "side": "self"}, {"heading": "自评分", "role": "score", "side": "self"}),
        {"heading": "考评摘要", "role": "description", "side": "review"},
        {"heading": "考评分", "role": "score", "side": "review"},
    ]
    return columns + draw(st.sampled_from([one, two]))


def _element(draw: st.DrawFn, shape: dict[str, bool], depth: int, number: int, parent: str) -> Element:
    name = f"{parent}.{number}" if parent else str(number)
    title = TITLES[(number * 3 + depth * 2 + len(parent)) % len(TITLES)]
    below = draw(st.integers(1, 3))
    elements = tuple(_element(draw, shape, depth - 1, n, name) for n in range(1, below + 1)) if depth > 1 else ()
    items = tuple(_item(draw, shape, f"{name}-{n}") for n in range(1, below + 1)) if depth == 1 else ()
    points = sum((one.points or Decimal(0) for one in (*elements, *items)), Decimal(0)) or Decimal(20)
    rules = (
        read_rules(draw(st.sampled_from(VETOES)), points, veto=True) if shape["veto"] and items and draw(st.booleans()) else ()
    )
    return Element(
        code=name if parent else NUMERALS[number - 1], title=title, points=points, rules=rules, elements=elements, items=items
    )


def _item(draw: st.DrawFn, shape: dict[str, bool], name: str) -> Item:
    points = draw(POINTS) if shape["points"] else None
    text = "；".join(draw(st.lists(st.sampled_from(CLAUSES[:4]), max_size=2, unique=True))) or draw(st.sampled_from(CLAUSES))
    return Item(
        id=name,
        requirement=draw(st.sampled_from(REQUIREMENTS)),
        specification=SPECIFICATIONS[int(name[-1]) > 2] if shape["specification"] else None,
        points=points,
        stars=draw(st.sampled_from([None, 3])) if shape["points"] else None,
        method=draw(st.sampled_from([None, "查资料：\n有关文件。"])) if shape["method"] else None,
        rules=read_rules(text, points),
    )
