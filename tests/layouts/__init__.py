"""Changes to a Word file that Word shows the same: other XML, other layout, the same words in the same cells.

Each layout is a function (file, random numbers) -> file. ``LAYOUTS`` holds by name those that can follow each other in any
order; ``LAYOUTS_OF_GRIDS`` those that change how columns are written, of which one at a time keeps its meaning; ``LAST_LAYOUTS``
those after which no other finds its way.
"""

from __future__ import annotations

from random import Random

from tests.layouts import blocks, grids, nesting, numbers, packages, words
from tests.layouts.changing import Layout, unpacked

__all__ = ["LAST_LAYOUTS", "LAYOUTS", "LAYOUTS_OF_GRIDS", "Layout", "laid_out", "seeded", "unpacked"]


def _named(*layouts: Layout) -> dict[str, Layout]:
    return {layout.__name__: layout for layout in layouts}


LAYOUTS = _named(
    words.split_runs,
    words.wrap_runs,
    words.make_results_of_fields,
    words.add_what_nobody_sees,
    words.add_deleted_paragraphs,
    words.part_paragraphs_with_deleted_marks,
    words.offer_alternate_content,
    words.write_symbols_by_font,
    words.write_signs_as_elements,
    words.break_lines_instead_of_paragraphs,
    words.keep_former_properties,
    blocks.wrap_blocks,
    blocks.add_deleted_rows,
    blocks.leave_out_where_merges_start,
    numbers.number_automatically,
    nesting.nest_all,
    nesting.nest_tables,
    packages.store_the_members,
    packages.encode_in_utf_16,
    packages.name_namespaces_otherwise,
)
LAYOUTS_OF_GRIDS = _named(
    grids.write_three_grid_columns_for_one,
    grids.let_edges_wander,
    grids.shift_rows_to_the_right,
    grids.leave_out_the_grid,
    grids.write_all_grid_columns_alike,
    grids.merge_across_in_the_old_way,
)
LAST_LAYOUTS = _named(packages.rename_the_main_part, packages.use_the_strict_namespaces)


def laid_out(data: bytes, names: list[str], seed: int) -> bytes:
    """Return a file after several layouts, by their names, with random numbers from ``seed``."""
    random = seeded(seed)
    for name in names:
        data = {**LAYOUTS, **LAYOUTS_OF_GRIDS, **LAST_LAYOUTS}[name](data, random)
    return data


def seeded(seed: int) -> Random:
    """Return random numbers that are the same in every run of a test."""
    return Random(seed)  # noqa: S311 - nothing here is secret
