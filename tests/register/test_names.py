import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import InvalidError, NotFoundError
from waterbed.register.names import fold, resolve

NAMED = {
    "dbeibah": ("Abdul Hamid Dbeibah", "Dbeibah", "Dabaiba"),
    "saied": ("Kaïs Saïed", "Saied"),
    "menfi": ("Mohamed al-Menfi", "Menfi", "Mohammed Menfi"),
    "hamad": ("Osama Hamad", "Hamad"),
}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("DABAIBA", "dbeibah"),
        ("Abdulhamid Dbeibah", "dbeibah"),
        ("Abdul-Hamid Dabaiba", "dbeibah"),
        ("kais saied", "saied"),
        ("Mohammed Al Menfi", "menfi"),
        ("hamad", "hamad"),
    ],
)
def test_accents_case_hyphens_articles_and_spaces_do_not_matter(written, meant):
    assert resolve(written, NAMED, "actor", "list") == meant


def test_an_unknown_name_gets_the_nearest_ones():
    with pytest.raises(NotFoundError, match=r"no actor 'Dbeiba'.*'Dbeibah'.*`list` lists all"):
        resolve("Dbeiba", NAMED, "actor", "list")


def test_an_unknown_name_is_told_how_many_are_listed_not_how_many_spellings():
    with pytest.raises(NotFoundError, match=r"`list` lists all 4\."):
        resolve("Nobody", NAMED, "actor", "list")


def test_a_first_name_alone_is_nobody():
    with pytest.raises(NotFoundError):
        resolve("Mohamed", NAMED, "actor", "list")


def test_a_name_that_fits_two_asks_which():
    named = {"a": ("Ali Hamad", "Hamad"), "b": ("Omar Hamad", "Hamad")}
    with pytest.raises(InvalidError, match="can mean a, b"):
        resolve("Hamad", named, "actor", "list")


@pytest.mark.parametrize("written", ["", " ", "-"])
def test_nothing_is_nobody(written):
    with pytest.raises(NotFoundError):
        resolve(written, NAMED, "actor", "list")


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(name):
    once = fold(name)
    assert fold(" ".join(once)) == once


@given(st.sampled_from([(one, name) for one, names in NAMED.items() for name in names]))
def test_every_name_of_an_entry_finds_it_in_any_case(pair):
    one, name = pair
    assert resolve(name.upper(), NAMED, "actor", "list") == one
