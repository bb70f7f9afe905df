from waterbed.effects import references
from waterbed.effects.references import _all
from waterbed.register import load


def test_published_values_stand_beside_the_events_they_are_about():
    assert [one.id for one in references("eu-tr-statement")] == [
        "tafani-riccaboni-2025",
        "spijkerboer-2016",
    ]
    assert "1,976" in references("eu-tr-statement")[0].value


def test_an_event_that_nobody_studied_has_none():
    assert references("eu-tn-mou") == ()


def test_every_reference_is_about_an_event_of_the_register_and_says_why_ours_differs():
    for one in _all():
        assert set(one.events) <= set(load.events()), one.id
        assert one.url.startswith("https://"), one.id
        assert min(map(len, (one.study, one.value, one.definition, one.differs))) > 10, one.id
