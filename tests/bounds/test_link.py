"""Books: who binds whom, and how books meet, each with its reason."""

from __future__ import annotations

from waterbed.bounds import bundled_books

BOOKS = bundled_books()
ITALY = "arrivals/sea/italy"


def test_a_publisher_keeps_its_own_book_unless_something_else_is_said():
    assert BOOKS.book("unhcr", ITALY) == "unhcr"
    assert BOOKS.book("iom-libya", "interceptions/libya") == "iom-crossings"
    assert BOOKS.book("iom-libya", "deaths/central-mediterranean") == "iom-missing-migrants"


def test_daily_reports_of_the_ministry_stand_apart_from_its_totals(figure):
    assert BOOKS.book_of(figure(ITALY, "2024-05-07", 57, "2024-05-07")) == "italy-interior by day"
    assert BOOKS.book_of(figure(ITALY, "2024-05-07", 17609)) == "italy-interior"
    assert BOOKS.book_of(figure(ITALY, "2024-05-07", 57, "2024-05-07", source="unhcr")) == "unhcr"


def test_only_links_in_both_directions_join_totals():
    assert BOOKS.linked("italy-interior", ITALY) == {"italy-interior", "unhcr"}
    assert BOOKS.linked("unhcr", ITALY) == {"italy-interior", "unhcr"}
    assert BOOKS.linked("iom-crossings", "arrivals/sea/greece") == {"iom-crossings"}


def test_a_link_has_the_directions_that_it_says():
    both = next(link for link in BOOKS.links if link.both)
    one = next(link for link in BOOKS.links if not link.both)
    assert both.directions[0] == both.directions[1][::-1]
    assert one.directions == (((one.source, one.key), (one.other_source, one.other_key)),)


def test_every_rule_says_why():
    assert all(rule.because for rule in (*BOOKS.same, *BOOKS.apart, *BOOKS.links))
