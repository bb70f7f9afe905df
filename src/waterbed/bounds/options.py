"""Options: how exactly figures are taken, strictly and with allowances."""

from __future__ import annotations

from dataclasses import dataclass, field

from waterbed.bounds.geography import Geography, bundled_geography
from waterbed.bounds.link import Books, bundled_books
from waterbed.records import InvalidError


@dataclass(frozen=True, slots=True)
class BoundsOptions:
    """How exactly figures are taken.

    Parameters
    ----------
    about
        How far from the truth a figure printed as "about" can be, as a part of it.
    revision
        Robust only: how far a total can be revised, as a part of it.
    departure_revision
        Robust only: how far a split by departure can be revised, as a part of the national total.
    most_sets
        At how many sets for one group of figures the search for conflicts stops.
    geography
        Which counts are made of which.
    books
        Which publishers keep one book and how books meet.

    Raises
    ------
    InvalidError
        Where an allowance is negative, or "about" is one or more.

    Notes
    -----
    "About 860" and 815 are printed for one year of one publisher; 10 % is the least round
    tolerance under which both can stand.
    """

    about: float = 0.10
    revision: float = 0.001
    departure_revision: float = 0.005
    most_sets: int = 200
    geography: Geography = field(default_factory=bundled_geography)
    books: Books = field(default_factory=bundled_books)

    def __post_init__(self) -> None:
        least = min(self.about, self.revision, self.departure_revision)
        if least < 0 or self.about >= 1 or self.most_sets < 1:
            raise InvalidError(
                f"allowances are zero or more, 'about' below one, most_sets at least one; got "
                f"about={self.about}, revision={self.revision}, "
                f"departure_revision={self.departure_revision}, most_sets={self.most_sets}."
            )
