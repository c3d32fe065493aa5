"""What a value in a rubric or assessment file violates, told after its key."""

from rubrics.catalogue import N_

VIOLATIONS = {
    "literal_error": N_("must be one of {expected}"),
    "string_type": N_("must be a text; a number is one in quotes"),
    "string_too_short": N_("must not be empty"),
    "string_pattern_mismatch": N_("must be a name: without white space, quotes and the signs / \\ : # , [ ]"),
    "greater_than": N_("must be greater than {gt}"),
    "greater_than_equal": N_("must be at least {ge}"),
    "less_than_equal": N_("must be at most {le}"),
    "int_type": N_("must be a whole number"),
    "int_parsing": N_("must be a whole number"),
    "int_from_float": N_("must be a whole number"),
    "bool_type": N_("must be true or false"),
    "bool_parsing": N_("must be true or false"),
    "tuple_type": N_("must be a list"),
    "dict_type": N_("must be a mapping of keys to values"),
    "model_type": N_("must be a mapping of keys to values"),
    "date_type": N_("must be a date such as 2024-03-04"),
    "date_parsing": N_("must be a date such as 2024-03-04"),
    "date_from_datetime_parsing": N_("must be a date such as 2024-03-04"),
    "date_from_datetime_inexact": N_("must be a date such as 2024-03-04"),
    "decimal_max_digits": N_("has too many digits"),
    "decimal_max_places": N_("has too many decimal places"),
    "decimal_whole_digits": N_("is too large"),
}
"""What a value violates, by pydantic's name for it; the rest of a sentence that begins with the key."""

REFUSALS = (
    N_("not a number"),
    N_("two answers"),
    N_("a score of one's own needs a note that gives the reason"),
    N_("two effects"),
    N_("one of below_percent and below_points is needed"),
    N_("each and together exclude each other"),
    N_("range: the smaller figure comes first"),
    N_("one of at_least and more_than is needed"),
    N_("at_least and more_than exclude each other"),
    N_("one of old and new is needed"),
    N_("several ids on one side only"),
)
"""What the models themselves refuse (the texts of their ``ValueError``), without the names after a colon."""
