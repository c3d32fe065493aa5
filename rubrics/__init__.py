"""The rubric model, its YAML, its JSON Schema, and the library of published rubrics. Imports no stage."""
