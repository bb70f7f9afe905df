import numpy as np
import pytest

from published_panels import mean, units, values
from waterbed.effects.predictors import match, predictor_control
from waterbed.numerics import stream


def test_the_mixture_that_made_a_unit_is_found():
    numbers = stream("predictors")
    traits, outcome = numbers.standard_normal((9, 4)), numbers.standard_normal((9, 12))
    true = np.array([0.5, 0.3, 0.2, *[0.0] * 5])
    traits[-1, :3], outcome[-1] = true @ traits[:-1, :3], true @ outcome[:-1]
    traits[-1, 3] += 3
    found = predictor_control(traits, outcome)
    assert found.importance[3] < 0.05
    assert np.abs(found.weights - true).sum() < 0.2


def test_units_of_a_trait_do_not_matter():
    traits = stream("predictors", "units").standard_normal((7, 3))
    importance = np.array([0.2, 0.3, 0.5])
    one = match(traits, importance)
    assert match(traits * np.array([1.0, 1000.0, 0.01]), importance) == pytest.approx(one, abs=1e-6)


def test_the_same_question_has_the_same_answer():
    numbers = stream("predictors", "same").standard_normal((2, 6, 5))
    one, other = (predictor_control(*numbers) for _ in range(2))
    assert np.array_equal(one.weights, other.weights)


@pytest.fixture
def spain():
    found = units("basque.csv", "regionname", "year")
    own = next(name for name in found if "Basque" in name)
    return found, [*(name for name in found if name != own and "Espana" not in name), own]


def test_the_basque_country_is_reproduced(spain):
    """Abadie and Gardeazabal 2003: Catalonia .851, Madrid .149; a gap of about 10 %."""
    found, names = spain
    sixties = range(1964, 1970)
    ladder = ["school.illit", "school.prim", "school.med", "school.high", "school.post.high"]
    schooling = np.array([mean(found, names, one, sixties) for one in ladder])
    schooling = np.vstack([schooling[:3], schooling[3:].sum(axis=0)])
    sectors = ("agriculture", "energy", "industry", "construction", "services.venta")
    traits = [
        *(100 * schooling / schooling.sum(axis=0)),
        mean(found, names, "invest", sixties),
        mean(found, names, "gdpcap", range(1960, 1970)),
        *(
            mean(found, names, f"sec.{one}", range(1961, 1970, 2))
            for one in (*sectors, "services.nonventa")
        ),
        mean(found, names, "popdens", [1969]),
    ]
    income = values(found, names, "gdpcap", range(1955, 1998))
    traits = np.array(traits).T
    matched = predictor_control(traits, income[:, 5:15])
    weights = dict(zip(names, matched.weights, strict=False))
    assert weights["Cataluna"] == pytest.approx(0.851, abs=0.005)
    assert weights["Madrid (Comunidad De)"] == pytest.approx(0.149, abs=0.005)
    expected = matched.weights @ income[:-1]
    assert np.mean(income[-1, 25:] / expected[25:] - 1) == pytest.approx(-0.10, abs=0.01)
    others = predictor_control(traits, income[:, 5:15], starts=8)
    assert others.error < 0.7 * matched.error


def german_traits(found, names, last, years):
    decade = range(last - 9, last + 1)
    columns = [mean(found, names, one, decade) for one in ("gdp", "trade", "infrate", "industry")]
    schooling = mean(found, names, "schooling", [last - 10, last - 5])
    return np.column_stack([*columns, schooling, mean(found, names, years, [1980])])


@pytest.mark.parametrize(("starts", "within"), [(1, 0.015), (64, 0.006)])
def test_german_unification_is_reproduced(starts, within):
    """Abadie, Diamond and Hainmueller 2015, table 1; importance from 1971 to 1990 as there."""
    found = units("germany.csv", "country", "year")
    names = [*(name for name in found if name != "West Germany"), "West Germany"]
    income = values(found, names, "gdp", range(1960, 2004))
    traits = german_traits(found, names, 1980, "invest70")
    importance = predictor_control(traits, income[:, 21:31], starts=starts).importance
    weights = match(german_traits(found, names, 1990, "invest80"), importance)
    published = {"Austria": 0.42, "USA": 0.22, "Japan": 0.16, "Switzerland": 0.11}
    published["Netherlands"] = 0.09
    for name, weight in zip(names, weights, strict=False):
        assert weight == pytest.approx(published.get(name, 0.0), abs=within), name
    gap = income[-1] - weights @ income[:-1]
    assert gap[30:].mean() == pytest.approx(-1600, abs=60)
