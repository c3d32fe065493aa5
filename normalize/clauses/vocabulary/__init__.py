"""The words of the clause grammar, as data: units, verbs, verdicts, markers. Nothing here decides anything.

A new spelling is a new word in one of these tables and a line in ``tests/normalize/clause_table.yaml`` or beside it in
``clauses_in_the_field.yaml``: words with a meaning stand in ``words``, whose points a verdict is about and vetoes in
``reaches``, what tells one reading from another in ``signs``. The longest word that fits wins, so an ordinary word that
begins like one of ours (人员 like 人) stands in ``ordinary``.

Where the words of a line were seen: J jiangsu-small-enterprise, G garage-level3, H hainan-filling-station,
Z hangzhou-safety-culture, N small-enterprise-notes, M the 2011 metallurgy, machinery and storage standards (冶金, 机械制造,
仓储物流), C construction (JGJ 59, JGJ/T 77), K coal mines (煤矿安全生产标准化), W other tables on the web, I issue 3; a line
without a letter holds the like of the words above it.
"""

from normalize.clauses.vocabulary.kinds import Kind
from normalize.clauses.vocabulary.ordinary import ORDINARY
from normalize.clauses.vocabulary.reaches import (
    POINTING,
    REACH_NOUNS,
    SCOPES,
    TOTAL_SHARES,
    TOTAL_WORDS,
    UNSURE_SCOPES,
    UNSURE_VETOES,
    VETO_MIDDLES,
    VETO_RANKS,
    VETOES,
)
from normalize.clauses.vocabulary.signs import (
    AFTERWARDS,
    AT_THE_LEAST,
    BETWEEN_SCORES,
    CALCULATING,
    CHOICE,
    DOUBLED,
    DOWNWARD,
    ELEMENT_WORDS,
    LIGHTENED,
    MADE_ONE,
    MINUS,
    NOT_AFTER_POINTS,
    OUTCOMES,
    PRICE_TIME,
    SAME_AS,
    SCALES,
    SCORE_WORDS,
    STEP_NOUNS,
    STEP_WORDS,
    TOGETHER,
    UNITS_AFTER_EACH,
    UPWARD,
)
from normalize.clauses.vocabulary.words import MEANING

WORDS: dict[str, tuple[str, ...]] = MEANING | {Kind.ORDINARY: ORDINARY}
"""Every word, by what it is to the grammar."""

__all__ = [
    "AFTERWARDS",
    "AT_THE_LEAST",
    "BETWEEN_SCORES",
    "CALCULATING",
    "CHOICE",
    "DOUBLED",
    "DOWNWARD",
    "ELEMENT_WORDS",
    "LIGHTENED",
    "MADE_ONE",
    "MINUS",
    "NOT_AFTER_POINTS",
    "OUTCOMES",
    "POINTING",
    "PRICE_TIME",
    "REACH_NOUNS",
    "SAME_AS",
    "SCALES",
    "SCOPES",
    "SCORE_WORDS",
    "STEP_NOUNS",
    "STEP_WORDS",
    "TOGETHER",
    "TOTAL_SHARES",
    "TOTAL_WORDS",
    "UNITS_AFTER_EACH",
    "UNSURE_SCOPES",
    "UNSURE_VETOES",
    "UPWARD",
    "VETOES",
    "VETO_MIDDLES",
    "VETO_RANKS",
    "WORDS",
    "Kind",
]
