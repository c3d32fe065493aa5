"""How wide text is when it is set, near enough to keep what follows it in place."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from lxml import etree

from extract.package import Package
from extract.wordxml import PPR, RPR, VAL, P, W

NARROW_SPACE, HALF_EM = 0.25, 0.5
"""The space of Times New Roman and its like, and of Chinese fonts, in ems."""
_FONTS, _STYLE, _PARAGRAPH_STYLE, _BASED_ON = W + "rFonts", W + "style", W + "pStyle", W + "basedOn"
_ASCII, _STYLE_ID = W + "ascii", W + "styleId"
_CHINESE_FONTS = ("simsun", "simhei", "simkai", "kaiti", "fangsong", "nsimsun", "dengxian", "microsoft yahei", "youyuan", "lisu")
"""Latin names of the fonts that Chinese Word sets forms in; beside these, any name with Chinese signs in it."""
_MAX_BASED_ON = 40


def text_width(text: str, space: float) -> float:
    """Return the width of ``text`` in ems, where a space is ``space`` wide.

    >>> text_width('单位 A', 0.25)
    2.75
    """
    return sum(space if sign in " \u00a0" else 1.0 if unicodedata.east_asian_width(sign) in "WF" else HALF_EM for sign in text)


def space_width(package: Package) -> Callable[[etree._Element], float]:
    """Return what says how wide a space is in a run, by the font of its Latin text."""
    fonts: dict[str | None, str] | None = None

    def of(run: etree._Element) -> float:
        """Return the width of a space in a run; the styles are read when the first run needs them."""
        nonlocal fonts
        own = run.find(f"{RPR}/{_FONTS}")
        name = None if own is None else own.get(_ASCII)
        if name is None:
            fonts = _style_fonts(package) if fonts is None else fonts
            name = fonts.get(_paragraph_style(run), fonts.get(None, ""))
        return HALF_EM if is_chinese_font(name) else NARROW_SPACE

    return of


def is_chinese_font(name: str) -> bool:
    """Tell whether a font is one for Chinese, whose Latin signs are half an em wide.

    >>> is_chinese_font('仿宋_GB2312'), is_chinese_font('SimSun'), is_chinese_font('Times New Roman')
    (True, True, False)
    """
    return any("\u4e00" <= sign <= "\u9fff" for sign in name) or name.lower().startswith(_CHINESE_FONTS)


def _paragraph_style(run: etree._Element) -> str | None:
    paragraph = next(run.iterancestors(P), None)
    style = None if paragraph is None else paragraph.find(f"{PPR}/{_PARAGRAPH_STYLE}")
    return None if style is None else style.get(VAL)


def _style_fonts(package: Package) -> dict[str | None, str]:
    """Return the Latin font of each style; under ``None`` that of the default paragraph style."""
    part = next((r.target for r in package.relationships(package.main_part).values() if r.kind == "styles"), None)
    if part is None or not package.has(part):
        return {}
    root = package.xml(part)
    styles = {style.get(_STYLE_ID, ""): style for style in root.iterchildren(_STYLE)}
    basic = root.find(f"{W}docDefaults/{W}rPrDefault/{RPR}/{_FONTS}")
    default = "" if basic is None else basic.get(_ASCII, "")
    named: dict[str | None, str] = {name: _inherited(name, styles, default) for name in styles}
    for name, style in styles.items():
        if style.get(W + "default") in {"1", "true", "on"} and style.get(W + "type") == "paragraph":
            named[None] = named[name]
    return named


def _inherited(name: str, styles: dict[str, etree._Element], default: str) -> str:
    for _ in range(_MAX_BASED_ON):
        style = styles.get(name)
        if style is None:
            return default
        fonts = style.find(f"{RPR}/{_FONTS}")
        if fonts is not None and fonts.get(_ASCII):
            return fonts.get(_ASCII, "")
        based_on = style.find(_BASED_ON)
        if based_on is None:
            return default
        name = based_on.get(VAL, "")
    return default
