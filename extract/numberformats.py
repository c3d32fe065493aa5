"""Numbers as Word writes them in lists: 3 as ``三``, ``③``, ``iii``, ``(3)`` … (ST_NumberFormat, ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
TRADITIONAL_LEGAL_DIGITS = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
CIRCLED_HAN = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
IN_PARENTHESES = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
WITH_FULL_STOP = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
MAX_WORDS = 99_999
"""Up to here counting systems in words are written in words, beyond in digits, as Word does."""


def written(number: int, number_format: str) -> str | None:
    """Return a list number in one of Word's formats; ``None`` for a format that is not known.

    >>> [written(12, f) for f in ("chineseCountingThousand", "decimalEnclosedCircle", "upperRoman", "lowerLetter", "abjad")]
    ['十二', '⑫', 'XII', 'l', None]
    """
    write = FORMATS.get(number_format)
    return None if write is None else write(number)


def padded(sample: str, number: int) -> str:
    """Return a number as wide as the sample of a custom format (``001, 002, 003, ...``).

    >>> padded("001, 002, 003, ...", 7)
    '007'
    """
    first = sample.partition(",")[0].strip()
    return str(number).rjust(len(first), "0") if first.isdecimal() else str(number)


def _roman(number: int) -> str:
    steps = (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    if not 0 < number < 32768:
        return str(number)
    letters = ""
    for value, letter in steps:
        letters += letter * (number // value)
        number %= value
    return letters


def _letters(number: int) -> str:
    """Return A … Z, AA, BB … ZZ, AAA …: Word repeats the letter."""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _ordinal(number: int) -> str:
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _by_digit(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(digit)] if digit.isdecimal() else digit for digit in str(number))


def _sexagenary(number: int) -> str:
    return STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12] if number > 0 else str(number)


def _counted(
    digits: str, units: str, zero: str, ten_thousand: str, *, bare_ten: bool, one_before: bool = True
) -> Callable[[int], str]:
    """Return a writer of numbers in words: ``units`` are ten, hundred, thousand; ``bare_ten`` writes 十二, not 一十二."""

    def below_ten_thousand(number: int) -> str:
        """Return a number of up to four digits in words, nothing for 0."""
        words, pending = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit == 0:
                pending = pending or bool(words)
                continue
            words += zero if pending else ""
            pending = False
            words += ("" if digit == 1 and power and not one_before else digits[digit]) + (units[power - 1] if power else "")
        return words

    def write(number: int) -> str:
        """Return a number in words, in digits where it is out of reach."""
        if number == 0:
            return digits[0]
        if not 0 < number <= MAX_WORDS:
            return str(number)
        high, low = divmod(number, 10_000)
        words = (below_ten_thousand(high) + ten_thousand if high else "") + (zero if high and 0 < low < 1000 else "")
        words += below_ten_thousand(low)
        return words[1:] if bare_ten and 10 <= number < 20 and words.startswith(digits[1] + units[0]) else words

    return write


_THOUSANDS = _counted("零" + DIGITS[1:], "十百千", "零", "万", bare_ten=True)
_TAIWANESE = _counted("零" + DIGITS[1:], "十百千", "零", "萬", bare_ten=True)
_JAPANESE = _counted(DIGITS, "十百千", "", "万", bare_ten=True, one_before=False)
_LEGAL = _counted(LEGAL_DIGITS, "拾佰仟", "零", "万", bare_ten=False)
_TRADITIONAL_LEGAL = _counted(TRADITIONAL_LEGAL_DIGITS, "拾佰仟", "零", "萬", bare_ten=False)

_DIGIT_BY_DIGIT = _by_digit("○" + DIGITS[1:])
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _: "",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _one_of(CIRCLED[:20]),
    "decimalEnclosedCircleChinese": _one_of(CIRCLED[:10]),
    "decimalEnclosedParen": _one_of(IN_PARENTHESES),
    "decimalEnclosedFullstop": _one_of(WITH_FULL_STOP),
    "ideographEnclosedCircle": _one_of(CIRCLED_HAN),
    "chineseCounting": lambda number: _THOUSANDS(number) if 0 < number < 100 else _DIGIT_BY_DIGIT(number),
    "chineseCountingThousand": _THOUSANDS,
    "taiwaneseCounting": lambda number: _THOUSANDS(number) if 0 < number < 100 else _DIGIT_BY_DIGIT(number),
    "taiwaneseCountingThousand": _TAIWANESE,
    "japaneseCounting": _JAPANESE,
    "chineseLegalSimplified": _LEGAL,
    "ideographLegalTraditional": _TRADITIONAL_LEGAL,
    "ideographDigital": _by_digit(DIGITS),
    "japaneseDigitalTenThousand": _by_digit(DIGITS),
    "taiwaneseDigital": _DIGIT_BY_DIGIT,
    "ideographTraditional": _one_of(STEMS),
    "ideographZodiac": _one_of(BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
}
