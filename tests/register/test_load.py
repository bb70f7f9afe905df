import pytest

from waterbed.records import Event, Office, ParseError
from waterbed.register import load

FITS = """
[a-visit]
title = "A visit"
kind = "visit"
start = 2024-05-07
end = "2024-06"
sources = [{ url = "https://example.org" }]
"""


def test_an_entry_is_named_by_its_table_and_a_bare_day_may_be_unquoted():
    (event,) = load.parse(FITS, Event, "events.toml")
    assert (event.id, event.start.text, event.end.text) == ("a-visit", "2024-05-07", "2024-06")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (("2024-06", "2024-13"), "no such day in the calendar: '2024-13'.*at `end`"),
        (('"visit"', '"visitt"'), "Invalid enum value 'visitt' - at `kind`"),
        (("https://", ""), "a source needs a web address"),
        (("title", "titel"), "missing required field `title`"),
        (("url =", 'verfied = "yes", url ='), "unknown key sources.verfied"),
        (("sources", 'notee = ""\nsources'), "unknown key notee"),
    ],
)
def test_what_does_not_fit_names_file_entry_and_key(damage, said):
    with pytest.raises(ParseError, match=f"events.toml, a-visit: .*{said}"):
        load.parse(FITS.replace(*damage), Event, "events.toml")


def test_a_row_of_an_array_is_named_by_its_number():
    text = '[[office]]\nholder = "a"\ntitle = "b"\nbody = 3\n'
    with pytest.raises(ParseError, match="offices.toml, office number 1: .*`body`"):
        load.parse(text, Office, "offices.toml")


@pytest.mark.parametrize("text", ["[a", "a = 1", '"a" = "b"'])
def test_what_is_no_table_of_entries_is_refused(text):
    with pytest.raises(ParseError, match="events.toml"):
        load.parse(text, Event, "events.toml")


def test_a_table_is_read_once():
    assert load.events() is load.events()
