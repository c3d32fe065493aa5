"""What the symbol fonts of Word draw: the letters in them are codes, and a reader sees ☑ where the file holds ``R``.

The tables give, for each font, runs of codes and the characters that they show, in the plain signs that standards and forms
use (□ for every empty box, ☑ for every ticked one) rather than in each font's own weight of them. Codes that no table
knows come out as U+FFFD, with a diagnostic.
"""

from __future__ import annotations

from lxml import etree

from extract.wordxml import W

UNKNOWN = "\ufffd"

# Each line: the first code, and what it and the codes after it show (a blank: not known).
WINGDINGS = {
    0x22: "✂✁",
    0x28: "☎✆✉",
    0x36: "⌛",
    0x3E: "✇✍",
    0x41: "✌",
    0x45: "☜☞☝☟",
    0x4A: "☺ ☹",
    0x51: "✈☼ ❄ ✞ ✠✡☪☯",
    0x5E: "♈♉♊♋♌♍♎♏♐♑♒♓",
    0x6C: "●❍■□□❑❒⬧⧫◆❖⬥☒⍓⌘❀✿❝❞",  # l … ~ ; 0x6F, 0x70 and 0xA8 are the boxes of check lists
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x9E: "·•▪○○○◉◎○▪□",
    0xAA: "✦★✶✴✹✵",
    0xB1: "⌖⟡⌑",
    0xB5: "✪✰",
    0xD5: "⌫⌦",
    0xD8: "➢",  # the arrowhead of Word's own bullet list
    0xDC: "➲",
    0xDF: "←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳",
    0xFB: "✗✓☒☑",
}
WINGDINGS_2 = {
    0x4F: "✗✓☒☑☒☒⊗⊗",  # O … V; R and £ (0xA3) are the ticked and the empty box of many Chinese forms
    0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x80: "☉",
    0x95: "·••●○○○○⊙⦿▪▪◾■□□□□▣▣▣",
    0xAD: "◆◆◇ ◈",
    0xB8: "◊",
    0xE9: "★★✶",
}
WINGDINGS_3 = {
    0x21: "←→↑↓↖↗↙↘",
    0x70: "▲▼△▽◀▶◁▷◣◢◤◥ ▶",
}
WEBDINGS = {
    0x33: "◀▶▲▼",
    0x61: "✓",
    0x63: "□",
    0x67: "■",
    0x69: "ℹ",
    0x6E: "●",
    0x72: "✗",
}
SYMBOL = {
    0x21: "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|―↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
    0xF1: "〉∫",
}
FONTS = {
    "wingdings": WINGDINGS,
    "wingdings 2": WINGDINGS_2,
    "wingdings 3": WINGDINGS_3,
    "webdings": WEBDINGS,
    "symbol": SYMBOL,
}
PRIVATE_USE = range(0xF000, 0xF100)
"""Where Word writes the codes of symbol fonts in w:sym and, for text typed in them, in w:t (ECMA-376 part 1, 17.3.3.30)."""


def _codes(runs: dict[int, str]) -> dict[int, str]:
    return {first + step: shown for first, row in runs.items() for step, shown in enumerate(row) if shown != " "}


_SHOWN = {font: {**_codes(runs), 0x20: " "} for font, runs in FONTS.items()}


def symbol(font: str, code: int) -> str:
    """Return what a code of a symbol font shows; U+FFFD where no table knows it. A plain font shows its own character.

    >>> symbol("Wingdings 2", 0xF052), symbol("Symbol", 0x61), symbol("宋体", 0x2605), symbol("Wingdings", 0x21)
    ('☑', 'α', '★', '\ufffd')
    """
    shown = _SHOWN.get(font.strip().lower())
    if shown is None:
        return UNKNOWN if code in PRIVATE_USE or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
    return shown.get(code - PRIVATE_USE.start if code in PRIVATE_USE else code, UNKNOWN)


def symbols(font: str, text: str) -> str:
    """Return what text typed in a symbol font shows: its letters and private-use characters are codes, others themselves."""
    return "".join(symbol(font, ord(sign)) if ord(sign) < 0x100 or ord(sign) in PRIVATE_USE else sign for sign in text)


def symbol_font(fonts: etree._Element) -> str | None:
    """Return the symbol font that a ``w:rFonts`` sets for Latin letters, if it is one that a table knows."""
    name = (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "").strip().lower()
    return name if name in FONTS else None
