import datetime as dt

import pytest

from simulate.conftest import TWO_COASTS
from waterbed.records import InvalidError, NotFoundError
from waterbed.simulate import parse_scenario, read_scenario, sweep

TEXT = """\
title = "Stricter control of the east"
network = "own.toml"
start = "2024-07"
horizon = 24

[[levers]]
kind = "control"
on = "east"
start = "2024-09"
end = "2025-06"
size = 0.8
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "own.toml").write_text(TWO_COASTS, encoding="utf-8")
    return tmp_path


def test_a_scenario_is_read_with_its_network(folder):
    (folder / "asked.toml").write_text(TEXT, encoding="utf-8")
    scenario, region = read_scenario(folder / "asked.toml")
    assert region.title == "Two coasts"
    assert scenario.start == dt.date(2024, 7, 1)
    lever = scenario.levers[0]
    assert (lever.start, lever.end) == (dt.date(2024, 9, 1), dt.date(2025, 6, 1))
    assert lever.size == (0.8,)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('on = "east"', 'on = "eest"', "line 8, levers 1, key on: got 'eest'.*Allowed: west, east"),
        ("size = 0.8", "size = 1.8", "line 11, levers 1, key size: got 1.8. Allowed: .* 0 to 1"),
        ("size = 0.8", "size = nan", "key size: got nan. Allowed"),
        ("size = 0.8", "size = [0.1, -2]", "key size: got -2. Allowed"),
        ("size = 0.8", f"size = {[0.1] * 11}", "line 11.* size: got 11 numbers for 10 months"),
        ("size = 0.8", "", "levers 1, key kind: got neither. Give a size or a multiplier"),
        ("size = 0.8", "size = 0.1\nmultiplier = 2", "Give a size or a multiplier, not both"),
        ("size = 0.8", "multiplier = 3", "key multiplier: got 3. Allowed: a number from 0 to 2"),
        ("size = 0.8", "siz = 0.8", "line 11, levers 1, key siz: no such key. Did you mean 'size'"),
        ('end = "2025-06"', 'end = "2024-01"', "line 10, levers 1, key end: .* before its start"),
        ('end = "2025-06"', 'end = "soon"', "line 10, levers 1, key end: not a date: 'soon'"),
        ('end = "2025-06"', 'end = "2025-06-17"', 'which is no month. Write it as "2025-06"'),
        ('kind = "control"', 'kind = "controll"', "line 7.*Did you mean 'control'. Allowed: "),
        ('kind = "control"', 'kind = "closure"', "Allowed: west>north, east>north, east>isle"),
        ('kind = "control"', 'kind = "funding"', "a funding lever has none. Kinds with it: "),
        ("horizon = 24", "horizon = 0", "line 4, key horizon: got 0. Give a whole number from 1"),
        ("horizon = 24", "horizn = 24", "line 4, key horizn: no such key. Did you mean 'horizon'"),
        ("horizon = 24", "", "key horizon: is missing. Give a whole number"),
        ('start = "2024-07"', "start = 2024", "line 3, key start: got 2024. Write a month"),
        ("horizon = 24", "horizon = ", "not TOML: .*line 4"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_key_line_and_choice(folder, old, new, said):
    assert old in TEXT
    with pytest.raises(InvalidError, match=said):
        parse_scenario(TEXT.replace(old, new, 1), "asked.toml", folder)


def test_fewer_sizes_than_months_are_taken_and_as_many(folder):
    for count in (2, 10):
        text = TEXT.replace("size = 0.8", f"size = {[0.1] * count}")
        scenario, _ = parse_scenario(text, "asked.toml", folder)
        assert scenario.levers[0].size == (0.1,) * count


def test_a_scenario_of_no_network_or_no_file_is_refused(folder):
    with pytest.raises(NotFoundError, match="Name one of channel, mediterranean"):
        parse_scenario(TEXT.replace("own.toml", "lost.toml"), "asked.toml", folder)
    with pytest.raises(NotFoundError, match="Name a TOML file"):
        read_scenario(folder / "lost.toml")


def test_a_sweep_moves_one_lever_alone(folder):
    scenario, _ = parse_scenario(TEXT, "asked.toml", folder)
    moved = sweep(scenario, 0, 0.3)
    assert moved.levers[0].size == (0.3,)
    assert sweep(moved, 0, 0.8) == scenario
