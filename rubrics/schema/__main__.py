"""``python -m rubrics.schema`` writes the committed copies of the JSON Schemas anew."""

from rubrics.schema import KINDS, schema, schema_file

for kind in KINDS:
    schema_file(kind).write_text(schema(kind), encoding="utf-8", newline="\n")
