"""Lines kept in little room are the lines that were put in."""

from hypothesis import given
from hypothesis import strategies as st

from extract.pdf_line import Line, Lines

figures = st.floats(allow_nan=False, width=32)
lines = st.builds(Line, st.text(min_size=1).filter(lambda text: "\n" not in text), *[figures] * 8)


@given(st.lists(lines, max_size=6), st.integers(0, 6), st.integers(0, 6))
def test_lines_come_out_as_they_went_in(given_lines, start, stop):
    kept = Lines(given_lines)
    assert list(kept) == given_lines
    assert [kept[number] for number in range(len(kept))] == given_lines
    assert list(kept[start:stop]) == given_lines[start:stop]
    assert list(kept.lefts) == [line.left for line in given_lines]
    assert list(kept.bodies) == [line.body for line in given_lines]
    assert kept.em == max((line.em for line in given_lines), default=0.0)
    assert kept.texts == [line.text for line in given_lines]
    assert kept.words == "".join("".join(line.text.split()) for line in given_lines)
