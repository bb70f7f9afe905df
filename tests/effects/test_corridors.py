import pytest

from waterbed.effects import corridor_notes, route_around, routes_of
from waterbed.records import InvalidError, NotFoundError
from waterbed.register import load


@pytest.mark.parametrize(
    ("event", "own", "to"),
    [
        ("eu-tr-statement", "eastern-mediterranean", {"central-mediterranean"}),
        (
            "eu-tn-mou",
            "central-mediterranean",
            {"eastern-mediterranean", "western-mediterranean"},
        ),
        (
            "it-ly-mou-2017",
            "central-mediterranean",
            {"eastern-mediterranean", "western-mediterranean", "western-african"},
        ),
    ],
)
def test_the_register_names_the_routes_of_an_event(event, own, to):
    found = routes_of(load.events()[event])
    assert (found[0], set(found[1])) == (own, to)


def test_of_an_event_on_several_routes_one_must_be_named():
    several = [
        event
        for event in load.events().values()
        if len({route_around(one.route) for one in event.expected if one.direction == "falls"}) > 1
    ]
    for event in several:
        with pytest.raises(InvalidError, match="--own"):
            routes_of(event)
        own, to = routes_of(event, own="western-african")
        assert own == "western-african"
        assert own not in to


def test_every_event_gives_routes_or_says_why_not():
    for event in load.events().values():
        try:
            own, to = routes_of(event)
        except InvalidError as error:
            assert event.id in str(error)  # noqa: PT017 - either is right, neither is a trace
        else:
            assert own not in to


@pytest.mark.parametrize(
    "name", ["libya>italy", "cyrenaica>italy", "detections/central-mediterranean"]
)
def test_a_corridor_or_key_leads_to_its_route(name):
    assert route_around(name) == "central-mediterranean"


def test_an_unknown_route_is_refused():
    with pytest.raises(NotFoundError, match="no route 'channel'"):
        route_around("channel")


def test_libya_to_crete_is_named_where_routes_hide_it():
    (note,) = corridor_notes("central-mediterranean", "eastern-mediterranean")
    assert '"Libya to Italy" to "Libya to Crete' in note
    assert "Frontex books it under the Eastern Mediterranean" in note


def test_only_departures_that_the_event_touches_are_written_of():
    events = load.events()
    assert (
        corridor_notes("eastern-mediterranean", "central-mediterranean", events["eu-tr-statement"])
        == ()
    )
    pair = ("central-mediterranean", "eastern-mediterranean")
    assert corridor_notes(*pair, events["eu-tn-mou"]) == ()
    for named in ("it-ly-mou-2017", "iuventa-seized"):
        assert corridor_notes(*pair, events[named]) == corridor_notes(*pair)


def test_routes_without_a_common_departure_have_no_note():
    assert corridor_notes("central-mediterranean", "western-african") == ()
    assert corridor_notes("here", "there") == ()


def test_one_journey_counted_on_two_routes_is_no_turn():
    for pair in (
        ("western-balkan", "eastern-mediterranean"),
        ("eastern-mediterranean", "western-balkan"),
    ):
        assert "counted on both" in corridor_notes(*pair)[0]
