import csv
import io

from waterbed.report import as_csv, checked_table, checked_text

FIRST = """\
Fewer boats
The Harbour Post, 5 April 2024
3 claims. Holds: 1. Close: 1. No figures in the record: 1. Of these with a cause that is not shown:
1. Held against the latest figures in the record.

1  ≈ close
----------
“About 300 fewer people came, says the Island Observatory, Porto News reports.”
Says: the Island Observatory (“says”), via Porto News.
Claimed: −300.
The claim is close, overstated by 11 %: −270 for arrivals by sea.
Nearest to the text:
  ≈ −270 for arrivals by sea in Malta from Tunisia (UNHCR), 1 January to 31 March 2024 against the
    same days of 2023. Assumed: counted to 31 March 2024. Known from 2 April 2024. (is close)
  ◐ between −390 and −110 for arrivals by sea in Malta from Tunisia (UNHCR), 1 January to 31 March
    2024 against the same days of 2023. Known from 2 April 2024. (may or may not agree)
It would be true, or close, if:
  = −304 for arrivals by sea in Malta from Tunisia (UNHCR), 1 January to 30 April 2024 against 1
    January to 31 March 2023. (agrees)
It would not be true if:
  ≠ −1,240 for arrivals by sea in Malta (UNHCR), 1 January to 31 March 2024 against the same days of
    2023. Assumed: departures from everywhere are meant. Known from 2 April 2024. (does not agree)
Left out: Arrivals from Libya rose.
Correction: Boats are not people.
By the figures published by 5 April 2024: holds. The claim holds: −301.
12 readings were tried and 4 agree. With a number picked at random among theirs, 2.5 of the 10 that
give one number would be expected to agree.

2  ○ no figures in the record
-----------------------------
"""

LAST = """
Other statements
----------------
- ∅ cannot be tested: “The council called the camps shameful.” (the text itself)
  A judgement of what is right or wrong.
- … cannot be tested yet: “Parliament will vote before 30 June 2024.” (the text itself)
  A forecast.

Remarks
-------
- The council is an assembly.
- The parts add up.

Figures of the record that contradict each other
------------------------------------------------
- These two figures cannot both be true: in all they are wrong by 40 or more (revision or window).
  · 500 arrivals by sea in Malta from Tunisia, 1 January to 31 March 2024 (UNHCR, 2 April 2024)
  · 540 arrivals by sea in Malta from Tunisia, 1 January to 31 March 2024 (UNHCR, quoted by Porto
    News, 2 April 2024)
"""


def test_the_text_says_everything_in_its_order(checked):
    text = checked_text(checked, full=True)
    assert text.startswith(FIRST)
    assert text.endswith(LAST)


def test_a_cause_is_said_with_nationalities_and_what_else_happened(checked):
    text = checked_text(checked)
    cause = text.index("Cause: cannot tell. Counts do not show why.")
    changes = text.index(
        "Changes by nationality, on the route of the fall and on that of the rise:"
    )
    rivals = text.index("Also in these days:\n  · Observers leave <the coast> (2024-02)")
    assert cause < changes < rivals


def test_the_text_keeps_to_its_width(checked):
    assert max(map(len, checked_text(checked, width=60).splitlines())) <= 60


def test_nothing_in_the_text_acts_on_a_terminal(hostile):
    assert not set(checked_text(hostile)) & set("\x1b\x00\u202e\u2066\r")


def test_the_table_has_a_row_for_each_reading_and_each_other_statement(checked):
    rows = list(csv.DictReader(io.StringIO(as_csv(checked_table(checked)))))
    assert [(row["claim"], row["part"], row["low"], row["agrees"]) for row in rows] == [
        ("1", "Nearest to the text", "-270", "is close"),
        ("1", "Nearest to the text", "-390", "may or may not agree"),
        ("1", "It would be true, or close, if", "-304", "agrees"),
        ("1", "It would not be true if", "-1240", "does not agree"),
        ("2", "", "", ""),
        ("3", "Nearest to the text", "72", "agrees"),
        ("", "", "", ""),
        ("", "", "", ""),
    ]
    assert {key: rows[0][key] for key in ("says", "via", "claimed", "rating", "then", "unit")} == {
        "says": "the Island Observatory",
        "via": "Porto News",
        "claimed": "−300",
        "rating": "close",
        "then": "holds",
        "unit": "persons",
    }
    assert (rows[0]["published"], rows[0]["retrieved"]) == ("2024-04-02", "2024-04-10")
