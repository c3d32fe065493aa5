"""From the words of a cell to the score: what a person takes from the clause is what the engine comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.clauses import read_rules
from rubrics.model import Element, Item, Rubric
from rubrics.policy import Policy
from tests.scoring.notation import card

CASES = [
    # (the cell, what the item is worth, what was found, what is left of it)
    ("未建档的，不得分；记录不全的，一处扣2分，最多扣4分", 10, "2x3", "6"),
    ("未建档的，不得分；记录不全的，一处扣2分，最多扣4分", 10, "1 2x3", "0"),
    ("1处不合格扣2分，2处不合格扣5分，3处及以上不得分", 10, "1@2", "5"),
    ("1处不合格扣2分，2处不合格扣5分，3处及以上不得分", 10, "1@4", "0"),
    ("3项及以上得5分，2项得3分，1项得1分，没有不得分", 5, "1@2", "3"),
    ("3项及以上得5分，2项得3分，1项得1分，没有不得分", 5, "1@7", "5"),
    ("3项及以上得5分，2项得3分，1项得1分，没有不得分", 5, "2", "0"),
    ("满意率≥95%得10分，每下降一个百分点扣0.5分，扣完为止", 10, "2@93", "9"),
    ("满意率≥95%得10分，每下降一个百分点扣0.5分，扣完为止", 10, "1", "10"),
    ("培训率低于80%扣5分，低于60%扣10分", 10, "1@79.9", "5"),
    ("培训率低于80%扣5分，低于60%扣10分", 10, "1@80", "10"),
    ("完成80%（含）以上的得5分；60%（含）至80%（不含）的得3分；60%以下的不得分", 5, "1@80", "5"),
    ("完成80%（含）以上的得5分；60%（含）至80%（不含）的得3分；60%以下的不得分", 5, "1@79.9", "3"),
    ("完成80%（含）以上的得5分；60%（含）至80%（不含）的得3分；60%以下的不得分", 5, "1@59", "0"),
    ("优：8-10分；良：5-7分；一般：1-4分；差：0分", 10, "1+6~良", "6"),
    ("优：8-10分；良：5-7分；一般：1-4分；差：0分", 10, "1~差", "0"),
    ("达到要求得满分；基本达到扣1～2分；未达到扣3～5分；未开展不得分。", 10, "2$1.5", "8.5"),
    ("达到要求得满分；基本达到扣1～2分；未达到扣3～5分；未开展不得分。", 10, "4", "0"),
    ("每提供一个类似项目业绩得1分，满分5分。", 8, "1x7", "5"),
    ("每降5%（不足5%按5%计）扣1分", 10, "1x11", "7"),
    ("每满10人扣1分", 10, "1x25", "8"),
    ("每缺一项扣叁分，扣完为止", 10, "1x2", "4"),
    ("未公示的，扣.5分；未备案的扣1分半", 10, "1 2", "8"),
    ("每处扣0.5分，满2分为止", 10, "1x9", "8"),
    ("每处扣0.5分，最多扣本项分值的50%", 6, "1x9", "3"),
    ("得分=实际完成数/计划数×分值", 6, "1@50", "3"),
    ("缺项按该项满分的60%计分", 5, "1", "3"),
    ("未培训上岗的，不得分，并追加扣除10分", 5, "1", "0"),
    ("建立得2分，未建立不得分；每完善一处加0.5分，最多加1分", 3, "1 3x4", "3"),
    ("符合要求得满分，有一项不符合扣2分", 8, "2x3", "2"),
]


@pytest.mark.parametrize(("cell", "points", "findings", "score"), CASES)
def test_what_a_person_reads_in_a_clause_is_what_the_engine_comes_to(cell: str, points: int, findings: str, score: str) -> None:
    item = Item(id="1-1", requirement="要求", points=Decimal(points), rules=read_rules(cell, Decimal(points)))
    drawn = Rubric(
        id="demo",
        title="样例",
        policy=Policy(formula="points", pool="item"),
        elements=(Element(code="1", title="要素", items=(item,)),),
    )
    assert card(drawn, f"1-1 {findings}").items["1-1"].score == Decimal(score)
