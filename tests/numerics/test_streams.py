import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from waterbed.numerics import stream

NAMES = st.lists(st.text(max_size=8) | st.integers(), min_size=1, max_size=3)


@given(NAMES)
def test_a_name_always_draws_the_same_numbers(names):
    assert stream(*names).integers(2**60) == stream(*names).integers(2**60)


@given(NAMES, NAMES)
def test_different_names_draw_different_numbers(one, other):
    same = stream(*one).integers(2**60) == stream(*other).integers(2**60)
    assert same == ([*map(repr, one)] == [*map(repr, other)])


def test_joined_names_are_not_one_name():
    assert stream("ab", "c").integers(2**60) != stream("a", "bc").integers(2**60)


def test_another_process_draws_the_same_numbers():
    code = "from waterbed.numerics import stream; print(stream('paths', 7).integers(2**60))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == stream("paths", 7).integers(2**60)
