import datetime as dt

import pytest

from waterbed.records import PartialDate
from waterbed.register.begun import begun

DAY = dt.date(2024, 5, 7)


@pytest.mark.parametrize(
    ("start", "day", "expected"),
    [
        (PartialDate("2024-05-07"), DAY, True),
        (PartialDate("2024-05-08"), DAY, False),
        (PartialDate("2024"), DAY, True),
        (PartialDate("2024-06"), DAY, False),
        (None, DAY, True),
        (PartialDate("2050"), None, True),
    ],
)
def test_only_what_began_on_a_later_day_has_not_begun(start, day, expected):
    assert begun(start, day) is expected
