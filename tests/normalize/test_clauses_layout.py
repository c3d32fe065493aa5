"""The words of a clause stand as printed, without what only the layout put there."""

from __future__ import annotations

from normalize.clauses import read_rules


def texts(cell: str) -> list[tuple[str, str | None]]:
    return [(rule.text, rule.end) for rule in read_rules(cell)]


def test_the_mark_is_kept_only_where_it_is_not_the_usual_one():
    assert texts("未建档，不得分；记录不全，扣2分。") == [("未建档，不得分", None), ("记录不全，扣2分", None)]
    assert texts("未建档，不得分;记录不全，扣2分；") == [("未建档，不得分", ";"), ("记录不全，扣2分", "；")]
    assert texts("未建档，不得分。记录不全，扣2分") == [("未建档，不得分", "。"), ("记录不全，扣2分", "")]


def test_a_line_break_after_a_clause_is_part_of_its_mark():
    assert texts("1.未建档，扣2分；\n\n  2.未检查，扣1分。\n") == [("1.未建档，扣2分", "；\n"), ("2.未检查，扣1分", None)]


def test_space_beside_punctuation_is_the_layouts_and_other_space_the_authors():
    assert texts("　　不相符的， 一处扣2分。") == [("不相符的，一处扣2分", None)]
    assert texts("2. 站长不清楚 GB 50140，扣2 分") == [("2. 站长不清楚 GB 50140，扣2 分", "")]


def test_a_wrapped_line_is_joined_again():
    assert texts("地质观测不\n及时，1处扣 2\n分") == [("地质观测不及时，1处扣 2分", "")]
    assert texts("未做到\r\nGB\r\n50016要求的，扣2分") == [("未做到GB 50016要求的，扣2分", "")]
    assert texts("未投入的,(按2%提取。\n新建企业按1%)不得分") == [("未投入的,(按2%提取。新建企业按1%)不得分", "")]


def test_the_lines_of_a_list_stay_lines():
    assert texts("1.应制定：\n（1）责任制；\n\n（2）例会制度。\n2.每缺一项扣1分。") == [
        ("1.应制定：\n（1）责任制；\n（2）例会制度", "。\n"),
        ("2.每缺一项扣1分", None),
    ]


def test_a_figure_that_a_line_break_parts_is_not_put_together():
    (rule,) = read_rules("未做的，扣1\n5分")
    assert (rule.deduct, rule.manual, rule.doubt) == (None, True, ("number-unused",))


def test_an_empty_cell_has_no_clauses():
    assert read_rules("") == read_rules(" \n\u3000") == ()
