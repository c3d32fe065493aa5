"""Office Math as one line of text (ECMA-376 part 1, 22.1): a fraction must not read as the number that its digits make."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from extract.limits import check_nesting
from extract.wordxml import MATH

M_VAL = MATH + "val"
SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_PROPERTIES = frozenset(
    MATH + name for name in ("rPr", "ctrlPr", "fPr", "dPr", "radPr", "naryPr", "sSupPr", "sSubPr", "oMathParaPr")
)


def equation_text(element: etree._Element, depth: int = 0) -> str:
    """Return a formula as text: ``a/b``, ``√(x)``, ``x²``, ``x^(n+1)``, ``x_i``, brackets as they are drawn."""
    check_nesting(depth)
    if element.tag == MATH + "t":
        return element.text or ""
    if element.tag in _PROPERTIES or not isinstance(element.tag, str):
        return ""
    write = _WRITERS.get(element.tag.removeprefix(MATH))
    if write is not None:
        return write(element, lambda name: _part(element, name, depth))
    return "".join(equation_text(child, depth + 1) for child in element)


def _part(element: etree._Element, name: str, depth: int) -> str:
    """Return the text of an element's parts of that name, those of a bracket with the sign between them."""
    between = _sign(element, "dPr/{m}sepChr", "|")
    return between.join(equation_text(child, depth + 1) for child in element.iterchildren(MATH + name))


def raised(text: str) -> str:
    """Return superscript text as a reader sees it apart from what it stands on.

    >>> raised("2"), raised("n"), raised("n+1"), raised("")
    ('²', '^n', '^(n+1)', '')
    """
    return text.translate(SUPERSCRIPT) if can_be_raised(text) else "^" + _grouped(text)


def can_be_raised(text: str) -> bool:
    """Tell whether each character of a text has a raised form of its own (digits and signs have)."""
    return all(ord(character) in SUPERSCRIPT for character in text)


def _subscript(text: str) -> str:
    return "_" + _grouped(text) if text else ""


def _grouped(text: str) -> str:
    return text if text.isalnum() or (text.startswith("(") and text.endswith(")")) else f"({text})"


def _sign(element: etree._Element, path: str, default: str) -> str:
    found = element.find(MATH + path.format(m=MATH))
    return default if found is None else found.get(M_VAL, "")


_Part = Callable[[str], str]
_WRITERS: dict[str, Callable[[etree._Element, _Part], str]] = {
    "f": lambda _, part: f"{_grouped(part('num'))}/{_grouped(part('den'))}",
    "rad": lambda _, part: f"{part('deg')}√{_grouped(part('e'))}",
    "sSup": lambda _, part: part("e") + raised(part("sup")),
    "sSub": lambda _, part: part("e") + _subscript(part("sub")),
    "sSubSup": lambda _, part: part("e") + _subscript(part("sub")) + raised(part("sup")),
    "nary": lambda nary, part: _sign(nary, "naryPr/{m}chr", "∫") + _subscript(part("sub")) + raised(part("sup")) + part("e"),
    "d": lambda bracket, part: _sign(bracket, "dPr/{m}begChr", "(") + part("e") + _sign(bracket, "dPr/{m}endChr", ")"),
}
