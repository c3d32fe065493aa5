"""Carrying over what was said of whole elements: vetoes found, one that does not apply, one answer for each object."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.assessment import Answer, Assessment, ElementAnswer, Finding, ObjectAnswer, OldAnswer, OldElementAnswer, Reason, Why
from rubrics.model import Element
from rubrics.revision.crossing import Crossing
from rubrics.revision.holding import Holding
from rubrics.revision.model import Kind, Pair
from rubrics.revision.placing import Carried, Draft, has_content, place


def carry_elements(way: Crossing, assessment: Assessment, draft: Draft) -> None:
    """Give each answer about an element its place, and ask about rules of elements that nobody has judged yet."""
    for name, answer in assessment.elements.items():
        if not has_content(answer):
            continue
        if answer.not_applicable is not None:
            _carry_absent(way, draft, name, answer)
        elif answer.objects:
            _carry_objects(way, draft, name, answer)
        else:
            _carry_findings(way, draft, name, answer)
    for pair in way.revision.elements:
        reasons = tuple(_unjudged(way, pair))
        for name in pair.new:
            if reasons and _costs(way.new.by_element[name]):
                draft.ask_element(name, reasons)


def _unjudged(way: Crossing, pair: Pair) -> Iterator[Reason]:
    """Yield why somebody has to look at the own rules of a pair's new elements, whatever was found before."""
    held = way.elements.get(pair.old[0]) if pair.old else None
    if held is not None:
        yield from held.clauses
    elif not pair.old:
        yield Reason(why=Why.NEW)
    elif any(_costs(way.old.by_element[name]) for name in pair.old) or any(_costs(way.new.by_element[name]) for name in pair.new):
        yield Reason(why=Why.SPLIT if pair.kind is Kind.SPLIT else Why.MERGED)


def _costs(element: Element) -> bool:
    return any(rule.costs for rule in element.rules)


def _carry_findings(way: Crossing, draft: Draft, name: str, answer: ElementAnswer) -> None:
    """Carry findings under an element's own rules; those under a rule that is gone are kept in the appendix."""
    pair, held = way.revision.by_old_element.get(name), way.elements.get(name)
    if pair is None or not pair.new:
        draft.left_elements.append(OldElementAnswer(element=name, answer=answer))
    elif held is None:
        for new in pair.new:
            why = Why.SPLIT if pair.kind is Kind.SPLIT else Why.MERGED
            draft.ask_element(new, (Reason(why=why),), OldElementAnswer(element=name, answer=answer))
    elif reasons := _against(held, answer.findings) or (() if answer.findings else held.clauses):
        draft.ask_element(pair.new[0], reasons, OldElementAnswer(element=name, answer=answer))
    else:
        left, holds = _parted(held, answer.findings)
        draft.elements[pair.new[0]] = answer.model_copy(update={"findings": held.renumbered(holds)})
        if left:
            draft.left_elements.append(OldElementAnswer(element=name, answer=ElementAnswer(findings=left)))


def _against(held: Holding, findings: tuple[Finding, ...]) -> tuple[Reason, ...]:
    """Return why findings under an element's own rules do not hold; that a rule is gone is no reason, it can take nothing."""
    own = [reason for one in findings for reason in held.against_finding(one) if reason.why is not Why.CLAUSE_GONE]
    return tuple(dict.fromkeys((*held.whole, *held.clauses, *own))) if findings else ()


def _parted(held: Holding, findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings whose rule is gone, and the others."""
    gone = tuple(one for one in findings if one.rule not in held.numbers)
    return gone, tuple(one for one in findings if one.rule in held.numbers)


def _carry_absent(way: Crossing, draft: Draft, name: str, answer: ElementAnswer) -> None:
    """Carry that an element does not apply: of the whole where the same items stand below it, else of each item that stayed."""
    held, pair = way.elements.get(name), way.revision.by_old_element.get(name)
    below = way.below_old.get(name, ())
    if held is not None and pair is not None and not held.whole and _holds_the_same(way, below, pair.new[0]):
        draft.elements[pair.new[0]] = answer
        return
    each = Answer(not_applicable=answer.not_applicable, note=answer.note)
    for item in below:
        place(way, draft, OldAnswer(item=item, element=name, answer=each))
    if not below:
        draft.left_elements.append(OldElementAnswer(element=name, answer=answer))


def _holds_the_same(way: Crossing, below: tuple[str, ...], new: str) -> bool:
    """Tell whether what stands below a new element is what stood below the old one, and means the same."""
    pairs = [way.revision.by_old_item[item] for item in below]
    is_plain = all(item in way.items and not way.items[item].whole for item in below)
    return is_plain and {name for pair in pairs for name in pair.new} == set(way.below_new[new])


def _carry_objects(way: Crossing, draft: Draft, name: str, answer: ElementAnswer) -> None:
    """Carry one answer for each object, where the element is still one of the first level."""
    held, pair = way.elements.get(name), way.revision.by_old_element.get(name)
    if held is None or held.whole or pair is None or pair.new[0] not in way.firsts:
        for one in answer.objects:
            for item, said in one.items.items():
                place(way, draft, OldAnswer(item=item, object=one.name, answer=said), may_hold=False)
        own = tuple(ObjectAnswer(name=one.name, findings=one.findings) for one in answer.objects)
        rest = OldElementAnswer(element=name, answer=answer.model_copy(update={"objects": own}))
        says_more = answer.note is not None or any(one.findings for one in answer.objects)
        targets = pair.new if pair is not None and says_more else ()
        for new in targets:
            draft.ask_element(new, (Reason(why=Why.PLACE),), rest)
        if not targets:
            draft.left_elements.append(rest)
        return
    objects = tuple(_carried_object(way, draft, pair, held, one) for one in answer.objects)
    draft.elements[pair.new[0]] = answer.model_copy(update={"objects": objects})


def _carried_object(way: Crossing, draft: Draft, element: Pair, held: Holding, one: ObjectAnswer) -> ObjectAnswer:
    """Return what holds of the answers about one object, and give the rest its place."""
    name, new = element.old[0], element.new[0]
    items: dict[str, Answer] = {}
    for item, said in one.items.items():
        pair, own = way.revision.by_old_item.get(item), way.items.get(item)
        stays = own is not None and pair is not None and pair.new[0] in way.below_new[new] and not own.against(said)
        if own is not None and pair is not None and stays:
            items[pair.new[0]] = own.carried(said)
            draft.carried[pair.new[0]] = Carried(item, own.touches)
        else:
            place(way, draft, OldAnswer(item=item, object=one.name, answer=said), may_hold=False)
    reasons = _against(held, one.findings)
    left, holds = (one.findings, ()) if reasons else _parted(held, one.findings)
    if left:
        own_part = ElementAnswer(objects=(ObjectAnswer(name=one.name, findings=left),))
        old = OldElementAnswer(element=name, answer=own_part)
        if reasons:
            draft.ask_element(new, reasons, old)
        else:
            draft.left_elements.append(old)
    return ObjectAnswer(name=one.name, findings=held.renumbered(holds), items=items)
