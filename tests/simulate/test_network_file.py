import pytest

from simulate.conftest import TWO_COASTS
from waterbed.records import InvalidError, NotFoundError
from waterbed.register import place
from waterbed.simulate import bundled_networks, network, parse_network


def broken(old, new):
    assert old in TWO_COASTS
    return TWO_COASTS.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("attempt = 0.2", "atempt = 0.2", "line 9, zones.west, key atempt.*Did you mean 'attempt'"),
        ("attempt = 0.2", "attempt = 1.2", "line 9, zones.west, key attempt.*from 0.001 to 0.95"),
        ("attempt = 0.2", 'attempt = "much"', "got 'much'. Give a number from 0.001 to 0.95"),
        ("attempt = 0.2", "", "zones.west, key attempt: is missing. Give a number"),
        ("peak = 8", "peak = 13", "line 14, zones.west, key peak.*whole number from 1 to 12"),
        ('from = "west"', 'from = "wst"', "corridors 1, key from: got 'wst'. Did you mean 'west'"),
        ('to = "isle"', 'to = "north"', "corridors 3.*'east>north' is there twice"),
        ("zones = { east = 1.0 }", "zones = { est = 1.0 }", "got 'est'.*Allowed: west, east"),
        ("zones = { east = 1.0 }", "zones = { east = 0 }", "no zone has a share above 0"),
        ('count = "landed"', 'count = "seen"', "Allowed: landed, returned, dead, attempts"),
        ('to = "west"', 'to = "east"', "transfers 1, key to.*where it begins"),
        ("title = ", "title ", "not TOML.*line 2"),
        ('corridors = ["west>north"]', 'corridors = ["west>isle"]', "got 'west>isle'"),
        ('from = "west"', 'from = "east"', "'east>north' is there twice"),
        ("by_nationality = true", "by_nationality = 1", "got 1. Give true or false"),
        ("[groups.AAA]", "[persons.AAA]", "line 62, key persons: no such key"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_key_line_and_choice(old, new, said):
    with pytest.raises(InvalidError, match=said):
        parse_network(broken(old, new), "two-coasts.toml")


def test_a_zone_that_nobody_can_leave_is_refused():
    cut = TWO_COASTS.split("[[corridors]]")
    only_east = "[[corridors]]".join([cut[0], *cut[2:]]).split("[[observed]]")[0]
    with pytest.raises(InvalidError, match="zones, key west: no corridor leaves it"):
        parse_network(only_east, "two-coasts.toml")


def test_a_network_with_no_path_is_refused():
    cut = TWO_COASTS.split("[[corridors]]")
    rest = "[[transfers]]" + cut[-1].partition("[[transfers]]")[2]
    with pytest.raises(InvalidError, match="no path"):
        parse_network(cut[0] + rest.split("[[observed]]")[0], "two-coasts.toml")


def test_a_network_is_read_from_a_file_of_the_users_own(tmp_path):
    (tmp_path / "own.toml").write_text(TWO_COASTS, encoding="utf-8")
    assert network("own.toml", tmp_path).name == "own"


def test_an_unknown_network_names_those_that_exist():
    with pytest.raises(NotFoundError, match="channel, mediterranean"):
        network("atlantis")


def test_every_zone_lies_in_a_place_of_the_register():
    for name in bundled_networks():
        for zone in network(name).zones:
            assert not zone.place or place(zone.place).id == zone.place


def test_shares_of_a_group_add_up_to_one():
    for name in bundled_networks():
        for group in network(name).groups:
            assert sum(share for _, share in group.access) == pytest.approx(1)


def test_a_map_calls_a_place_by_its_label_and_no_place_that_is_not_there():
    labelled = TWO_COASTS + '\n[labels]\neast = "The far east"\n'
    assert parse_network(labelled, "own.toml").labels == (("east", "The far east"),)
    with pytest.raises(
        InvalidError, match="line 85, labels, key eest: got 'eest'.*Allowed: west, east"
    ):
        parse_network(labelled.replace('\neast = "The far', '\neest = "The far'), "own.toml")


def test_no_two_places_of_a_bundled_network_have_the_same_label():
    for name in bundled_networks():
        labels = [label for _, label in network(name).labels]
        assert len(set(labels)) == len(labels)
