"""Policies of well-known families of standards, each with its source: what a document leaves open, a person may choose.

A rubric names a preset in ``policy.preset``; what its own policy says goes before what the preset says.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rubrics.errors import RubricError
from rubrics.model import Rubric
from rubrics.policy import Policy
from rubrics.values import Identifier, Model, Text
from rubrics.yaml_reading import read_file, read_yaml

FILE = Path(__file__).with_name("presets.yaml")


class Preset(Model):
    """A policy with the published text that it is taken from."""

    id: Identifier
    title: Text
    source: tuple[Text, ...]
    policy: Policy


@cache
def presets() -> dict[str, Preset]:
    """Return every preset by its id, in the order of the file.

    >>> presets()['dianli'].policy.grades[0].more_than
    Decimal('90')
    """
    data = read_yaml(read_file(FILE), FILE.name).data
    known = [Preset.model_validate(entry) for entry in data["presets"]]
    return {preset.id: preset for preset in known}


def preset(name: str) -> Preset:
    """Return one preset; ``RubricError`` that names those there are."""
    if name not in presets():
        raise RubricError("no-such-preset", name=name, known=", ".join(presets()))
    return presets()[name]


def with_preset(policy: Policy, name: str) -> Policy:
    """Return ``policy`` with what it leaves open filled from a preset, whose sources stand after its own.

    >>> with_preset(Policy(formula='points'), 'gongmao').formula
    'points'
    """
    chosen = preset(name)
    filled = {field: value for field, value in chosen.policy if getattr(policy, field) in (None, ())}
    sources = tuple(dict.fromkeys((*policy.source, chosen.title, *chosen.source)))
    return policy.model_copy(update={**filled, "preset": name, "source": sources})


def apply_preset(rubric: Rubric, name: str) -> Rubric:
    """Return ``rubric`` with its policy filled from a preset."""
    return rubric.model_copy(update={"policy": with_preset(rubric.policy, name)})


def effective_policy(policy: Policy) -> Policy:
    """Return the policy that counts: with its preset, where it names one."""
    return policy if policy.preset is None else with_preset(policy, policy.preset)
