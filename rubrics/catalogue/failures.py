"""Errors that end a command: what is wrong, and what to do."""

from rubrics.catalogue import N_

FAILURES = {
    "several": N_("several errors"),
    "no-such-file": N_("there is no such file; check the name"),
    "not-readable": N_("the file cannot be read ({reason}); check its permissions"),
    "not-writable": N_("cannot be written ({reason}); choose another place"),
    "yaml-syntax": N_("not valid YAML ({problem}); mend the line"),
    "yaml-alias": N_("YAML anchors and aliases are not used here; write the value out"),
    "yaml-duplicate": N_("the key {key} stands twice; remove one"),
    "yaml-too-deep": N_("nested too deeply for a rubric or assessment; mend the file"),
    "yaml-too-large": N_("larger than {limit} MB, no rubric or assessment is; check the file"),
    "yaml-not-mapping": N_("a rubric or an assessment is a mapping of keys to values; check the file"),
    "yaml-encoding": N_("the file is not UTF-8 text; save it as UTF-8"),
    "schema-unknown-key": N_("unknown key {key}; remove or correct it"),
    "schema-missing-key": N_("the key {key} is missing; add it"),
    "schema-invalid": N_("{key}: {problem}"),
    "schema-wrong-kind": N_("this is not a {wanted} file (its schema says {found}); give the right file"),
    "identifier-repeated": N_("the id {id} stands twice; ids must differ"),
    "no-such-preset": N_("there is no policy preset {name}; there are: {known}"),
    "no-such-rubric": N_("there is no rubric {name} in the library; there are: {known}"),
    "no-scoring-table": N_("none of its {tables} tables is a scoring table; give the file that has it, or name the table with --table"),
}
