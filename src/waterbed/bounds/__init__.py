"""What figures guarantee together, and which of them cannot all be true.

Figures are linear statements about counts that are never negative. `bounds`, `change` and `share`
say between which numbers something must lie and by which figures; `conflicts` finds the smallest
sets of figures that contradict each other. Records in, records out; the store is never opened.
"""

from waterbed.bounds.conflict import conflicts
from waterbed.bounds.geography import Geography, Whole, bundled_geography
from waterbed.bounds.guarantee import bounds, change, share
from waterbed.bounds.link import Apart, Books, Link, Same, bundled_books
from waterbed.bounds.options import BoundsOptions

__all__ = [
    "Apart",
    "Books",
    "BoundsOptions",
    "Geography",
    "Link",
    "Same",
    "Whole",
    "bounds",
    "bundled_books",
    "bundled_geography",
    "change",
    "conflicts",
    "share",
]
