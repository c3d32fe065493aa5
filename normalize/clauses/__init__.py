"""The clause grammar: what each clause of a rules column costs or gives.

A cell's text goes through ``paragraphs`` (white space and wrapped lines), ``pieces`` (sentences cut at their consequences,
which ``prices`` reads from ``tokens``), ``joining`` (what belongs together), ``steps`` (tiers) and ``rules``. All words stand
in ``vocabulary``; ``report`` counts what is understood. ``docs/clauses.md`` explains the grammar to people.
"""

from normalize.clauses.report import Account, account
from normalize.clauses.rules import read_rules

__all__ = ["Account", "account", "read_rules"]
