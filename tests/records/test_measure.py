import pytest

from waterbed.records import (
    IncommensurableError,
    NotFoundError,
    measure_of,
    require_same_counts,
)


def test_persons_and_detections_never_come_together():
    with pytest.raises(IncommensurableError, match="events"):
        require_same_counts("arrivals/sea/italy", "detections/central-mediterranean")


def test_persons_of_two_measures_do():
    assert require_same_counts("arrivals/sea/italy", "interceptions/libya") == "persons"


def test_deaths_are_a_minimum_by_nature():
    assert measure_of("deaths/central-mediterranean").minimum


def test_an_unknown_measure_suggests_the_nearest():
    with pytest.raises(NotFoundError, match="'arrivals'"):
        measure_of("arivals/sea/italy")
