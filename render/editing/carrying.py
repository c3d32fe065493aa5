"""What a cell says after an edit, in the arrangement of the published cell: its breaks and spaces stay where its words do."""

from __future__ import annotations

from difflib import SequenceMatcher

from rubrics.model import ColumnRole


def carried_over(printed: str, old: str, new: str, role: ColumnRole | None = None) -> str | None:
    r"""Return ``printed`` with the change from ``old`` to ``new`` in it; ``None`` where it does not say ``old``.

    White space is no difference: a label printed on one line stays on one line.

    >>> carried_over('1.1 安全目标（10分）', '1.1安全目标\n（10分）', '1.1安全目标\n（12分）')
    '1.1 安全目标（12分）'
    >>> carried_over('安全制度\n23分', '安全制度 23分', '安全制度管理 23分', ColumnRole.ELEMENT)
    '安全制度管理\n23分'
    >>> carried_over('10分', '10', '12')
    '12分'
    >>> carried_over('其他', '10', '12') is None
    True
    """
    if _tight(printed) == _tight(old):
        keeps = role is None or role not in {ColumnRole.ELEMENT, ColumnRole.POINTS}
        return _woven(printed, old, new, keeps_breaks=keeps)
    if old and printed.count(old) == 1:
        return printed.replace(old, new)
    return None


def _woven(printed: str, old: str, new: str, *, keeps_breaks: bool) -> str:
    """Return the signs of ``new``; those that were in ``old`` bring the white space behind them from ``printed``.

    Where signs come in between, the white space that stood there stands behind them.
    """
    before, now, shown = _signs(old), _signs(new), _signs(printed)
    made, waiting = [], ""
    for kind, a, b, c, d in SequenceMatcher(None, [s for s, _ in before], [s for s, _ in now], autojunk=False).get_opcodes():
        if kind != "equal":
            made += [(sign, space if keeps_breaks else "") for sign, space in now[c:d]]
            made[-1:] = [(sign, space or waiting) for sign, space in made[-1:]]
            waiting = ""
            continue
        for at, (sign, space) in zip(range(a, b), now[c:d], strict=True):
            known = shown[at][1] if before[at][1] == space or not keeps_breaks else space
            is_last = at == b - 1 and (b, d) != (len(before), len(now))
            waiting = known if is_last and not keeps_breaks else ""
            made.append((sign, (space if keeps_breaks else "") if is_last else known))
    return "".join(sign + space for sign, space in made).strip()


def _signs(text: str) -> list[tuple[str, str]]:
    """Return each sign that is no white space with the white space behind it."""
    signs: list[tuple[str, str]] = []
    for sign in text:
        if not sign.isspace():
            signs.append((sign, ""))
        elif signs:
            signs[-1] = (signs[-1][0], signs[-1][1] + sign)
    return signs


def _tight(text: str) -> str:
    return "".join(text.split())
