"""What no standard is: bounds that keep a hostile PDF from taking the machine's time and memory."""

MAX_PDF_BYTES = 200 * 2**20
MAX_PAGES = 2000
MAX_SIGNS = 5_000_000
"""Signs in a whole document; a page of a book has some thousand."""
MAX_OBJECTS = 500_000
"""Drawn things on one page."""
MAX_RULES = 40_000
"""Ruled lines on one page."""
MAX_SIDE = 20_000.0
"""Points along a side of a page; PDF itself stops at 14,400."""
MAX_SEGMENTS = 20_000
"""Lines of one drawn path that are looked at."""
