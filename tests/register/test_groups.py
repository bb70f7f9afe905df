import datetime as dt

from waterbed.register import load, members_on


def roles(day):
    return {one.membership.actor: one.membership.role for one in members_on("rome-process", day)}


def test_the_rome_process_was_launched_in_july_2023():
    assert load.groups()["rome-process"].launched.text == "2023-07-23"
    assert roles(dt.date(2023, 7, 22)) == {}
    assert roles(dt.date(2023, 7, 23))["italy"] == "member"


def test_libya_is_invited_on_the_day_of_the_visit_and_not_yet_a_member():
    assert roles(dt.date(2024, 5, 6))["libya"] == "participant"
    assert roles(dt.date(2024, 5, 7))["libya"] == "invited"
    invited = [one for one in members_on("rome-process", dt.date(2024, 5, 7)) if one.sources]
    note = next(one.membership.note for one in invited if one.membership.role == "invited")
    assert note == "acceptance not reported"
