import numpy as np
import pytest

from waterbed.numerics import Levels, Prior, draw, forecast, stream, structure_of
from waterbed.numerics.kernels import backward, cholesky, forward

STEPS = 4
PRIOR = Prior(np.array([2.0, 2.0]), np.array([4.0, 0.3, 0.3]), 1.5, np.array([0.4, 0.4]), 1.0)
LEVELS = Levels(
    decay=np.array([0.9, 1.0]),
    innovation=np.array([0.5, 0.2]),
    initial=np.array([0.5 / 0.19, 0.0]),
    spread=np.array([3.6, 5.0]),
    log_prior=np.log([0.3, 0.7]),
)
CUTS = np.array([20, 30])


@pytest.fixture
def table():
    made = stream("kernels", "table").standard_normal((30 + STEPS, 4))
    made[:, 0] = 1.0
    made[:, 3] += 2.0
    made[[4, 11, 12], 3] = np.nan
    return made


def by_hand(table, cut, one, prior):
    """Condition the joint normal law of every month: no filter, no recursion."""
    columns, series = table[: cut + STEPS, :-1], table[:, -1]
    seen = ~np.isnan(series[:cut])
    months = np.arange(cut + STEPS)
    decay, innovation = LEVELS.decay[one], LEVELS.innovation[one]
    variances = [LEVELS.initial[one]]
    for _ in months[1:]:
        variances.append(decay**2 * variances[-1] + innovation)
    early = np.minimum.outer(months, months)
    level = np.array(variances)[early] * decay ** np.abs(np.subtract.outer(months, months))
    spread = np.diag(prior.variance * LEVELS.spread[one])
    joint = level + np.eye(len(months)) + columns @ spread @ columns.T
    known, ahead = np.flatnonzero(seen), np.arange(cut, cut + STEPS)
    centre = prior.centre[0] * columns[:, 0]
    inverse = np.linalg.inv(joint[np.ix_(known, known)])
    off = series[known] - centre[known]
    cross = joint[np.ix_(ahead, known)]
    shape = prior.shape + len(known) / 2
    rate = prior.rate[0] + off @ inverse @ off / 2
    mean = centre[ahead] + cross @ inverse @ off
    scale = (joint[np.ix_(ahead, ahead)] - cross @ inverse @ cross.T) * rate / shape
    evidence = np.linalg.slogdet(inverse)[1] / 2 - shape * np.log(rate) + LEVELS.log_prior[one]
    return mean, scale, 2 * shape, evidence


@pytest.mark.parametrize("index", [0, 1])
def test_the_filter_forecasts_as_the_joint_normal_law_does(table, index):
    laws = forecast(table, CUTS, STEPS, structure_of(LEVELS, PRIOR)).laws
    whole = [by_hand(table, CUTS[index], one, PRIOR) for one in range(2)]
    evidence = np.array([found[3] for found in whole])
    weight = np.exp(evidence - max(evidence))
    weight /= weight.sum()
    for part, one in enumerate(np.argsort(-weight)):
        mean, scale, freedom, _ = whole[one]
        assert laws.mean[index, part] == pytest.approx(mean)
        factor = laws.factor[index, part]
        assert factor @ factor.T == pytest.approx(scale)
        assert laws.freedom[index] == freedom
        assert laws.weight[index, part] == pytest.approx(weight[one])


def test_a_forecast_uses_nothing_after_its_cut(table):
    later = table.copy()
    later[20:, 3] = 999.0
    first, second = (
        forecast(one, CUTS, STEPS, structure_of(LEVELS, PRIOR)).laws for one in (table, later)
    )
    for before, after in zip(first, second, strict=True):
        assert np.array_equal(before[0], after[0])


def test_a_short_memory_follows_the_last_volatility():
    rough = stream("kernels", "rough").standard_normal(80)
    series = np.where(np.arange(80) < 40, 5.0, 0.2) * rough
    table = np.column_stack([np.ones(80 + STEPS), np.r_[series, np.full(STEPS, np.nan)]])
    levels = Levels(*(field[:1] for field in LEVELS))
    spread = {}
    for memory in (1.0, 0.9):
        prior = Prior(np.zeros(1), np.ones(1), 1.0, np.ones(1), memory)
        laws = forecast(table, np.array([80]), STEPS, structure_of(levels, prior)).laws
        spread[memory] = laws.factor[0, 0, 0, 0]
    assert spread[0.9] < spread[1.0] / 2


def test_drawn_paths_have_the_mean_and_covariance_of_their_law(table):
    levels = Levels(*(field[:1] for field in LEVELS))
    laws = forecast(table, CUTS, STEPS, structure_of(levels, PRIOR)).laws
    paths = draw(laws, 1, stream("kernels", "draw").standard_normal((40_000, STEPS + 1)))
    mean, scale, freedom, _ = by_hand(table, 30, 0, PRIOR)
    covariance = scale * freedom / (freedom - 2)
    assert paths.mean(axis=0) == pytest.approx(mean, abs=0.06)
    assert np.cov(paths.T) == pytest.approx(covariance, rel=0.06, abs=0.06)


def test_each_level_gets_its_share_of_the_draws(table):
    laws = forecast(table, CUTS, STEPS, structure_of(LEVELS, PRIOR)).laws
    paths = draw(laws, 0, np.zeros((1000, STEPS + 1)))
    first = np.mean(np.isclose(paths[:, 0], laws.mean[0, 0, 0]))
    assert first == pytest.approx(laws.weight[0, 0], abs=0.001)


def test_triangular_systems_are_solved():
    half = stream("kernels", "solve").standard_normal((5, 5))
    matrix, right = half @ half.T + np.eye(5), np.arange(5.0)
    lower = cholesky(matrix, 1.0)
    assert lower @ lower.T == pytest.approx(matrix)
    assert cholesky(matrix, 4.0) == pytest.approx(2 * lower)
    assert backward(lower, forward(lower, right)) == pytest.approx(np.linalg.solve(matrix, right))


def test_sets_of_columns_are_weighed_by_their_evidence(table):
    prior = Prior(np.array([2.0]), np.array([4.0, 0.3, 0.3]), 1.5, np.array([0.4]), 1.0)
    structure = structure_of(LEVELS, prior, 2, size=0.5)
    found = forecast(table, np.array([30]), STEPS, structure)
    evidence, included = [], []
    for one in range(2):
        for columns in ([0], [0, 1], [0, 2], [0, 1, 2]):
            smaller = prior._replace(variance=prior.variance[columns])
            part = by_hand(table[:, [*columns, 3]], 30, one, smaller)[3]
            evidence.append(
                part + np.log(0.25) * (len(columns) - 1) + np.log(0.75) * (3 - len(columns))
            )
            included.append([1 in columns, 2 in columns])
    weight = np.exp(np.array(evidence) - max(evidence))
    weight /= weight.sum()
    assert found.laws.weight[0] == pytest.approx(np.sort(weight)[::-1])
    assert found.included[0] == pytest.approx([1.0, *(weight @ np.array(included, dtype=float))])
