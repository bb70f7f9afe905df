from dataclasses import replace

from effects.test_own import START, panel_frame
from waterbed.effects import DisplacementOptions, displacement, read_panel, with_horizons

PANEL = read_panel(panel_frame(0.5))


def test_the_same_question_is_asked_of_windows_of_other_lengths():
    found = with_horizons(PANEL, "here", ["there"], START)
    assert [one.horizon for one in found.branches] == [9, 12]
    assert replace(found, branches=()) == displacement(PANEL, "here", ["there"], START)
    long = DisplacementOptions(horizon_months=12)
    assert found.branches[1] == displacement(PANEL, "here", ["there"], START, options=long)


def test_a_length_of_ones_own_has_all_three_beside_it():
    options = DisplacementOptions(horizon_months=4)
    found = with_horizons(PANEL, "here", ["there"], START, options=options)
    assert [one.horizon for one in found.branches] == [6, 9, 12]
