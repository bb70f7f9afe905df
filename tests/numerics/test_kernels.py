import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.numerics import Levels, Prior, forecast, stream, structure_of
from waterbed.numerics.forecast import _evidence, _weights, _whitened
from waterbed.numerics.sample import sample
from waterbed.numerics.triangular import backward, cholesky, forward

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


def weights(table, cuts, structure):
    """Give the posterior weight of each level and set at each cut."""
    whitened = _whitened(table, cuts, structure)
    return _weights(_evidence(whitened, structure))


@pytest.mark.parametrize("index", [0, 1])
def test_levels_are_weighed_by_the_joint_normal_law(table, index):
    weight = weights(table, CUTS, structure_of(LEVELS, PRIOR))[index]
    evidence = np.array([by_hand(table, CUTS[index], one, PRIOR)[3] for one in range(2)])
    expected = np.exp(evidence - max(evidence))
    assert weight == pytest.approx(expected / expected.sum())


@pytest.mark.parametrize(("index", "one"), [(0, 0), (1, 0), (1, 1)])
def test_drawn_paths_have_the_mean_and_covariance_of_the_joint_normal_law(table, index, one):
    levels = Levels(*(field[one : one + 1] for field in LEVELS))
    paths = forecast(table, CUTS, STEPS, structure_of(levels, PRIOR), 40_000).paths[index]
    mean, scale, freedom, _ = by_hand(table, CUTS[index], one, PRIOR)
    covariance = scale * freedom / (freedom - 2)
    assert paths.mean(axis=1) == pytest.approx(mean, abs=0.08)
    assert np.cov(paths) == pytest.approx(covariance, rel=0.06, abs=0.06)


def test_a_forecast_uses_nothing_after_its_cut(table):
    later = table.copy()
    later[20:, 3] = 999.0
    structure = structure_of(LEVELS, PRIOR)
    first, second = (forecast(one, CUTS, STEPS, structure, 50).paths for one in (table, later))
    assert np.array_equal(first[0], second[0])
    assert not np.array_equal(first[1], second[1])


def test_a_path_is_the_beginning_of_the_longer_one(table):
    structure = structure_of(LEVELS, PRIOR, 2)
    long, short = (forecast(table, CUTS, steps, structure, 50).paths for steps in (STEPS, 2))
    assert np.array_equal(long[:, :2], short)


def test_other_cuts_change_no_forecast(table):
    structure = structure_of(LEVELS, PRIOR, 2)
    alone = structure._replace(prior=PRIOR._replace(centre=PRIOR.centre[1:], rate=PRIOR.rate[1:]))
    both = forecast(table, CUTS, STEPS, structure, 50).paths
    assert np.array_equal(both[1:], forecast(table, CUTS[1:], STEPS, alone, 50).paths)


def test_a_short_memory_follows_the_last_volatility():
    rough = stream("kernels", "rough").standard_normal(80)
    series = np.where(np.arange(80) < 40, 5.0, 0.2) * rough
    table = np.column_stack([np.ones(80 + STEPS), np.r_[series, np.full(STEPS, np.nan)]])
    levels = Levels(*(field[:1] for field in LEVELS))
    spread = {}
    for memory in (1.0, 0.9):
        prior = Prior(np.zeros(1), np.ones(1), 1.0, np.ones(1), memory)
        found = forecast(table, np.array([80]), STEPS, structure_of(levels, prior), 1000)
        spread[memory] = found.paths[0, 0].std()
    assert spread[0.9] < spread[1.0] / 2


def test_each_level_gets_its_share_of_the_draws(table):
    structure = structure_of(LEVELS, PRIOR)
    paths = forecast(table, CUTS, STEPS, structure, 1000).paths
    whitened = _whitened(table, CUTS, structure)
    still = np.empty((2, STEPS, 1000))
    weight = _weights(_evidence(whitened, structure))
    numbers = np.zeros((1 + table.shape[1] + 2 * STEPS, 1000))
    sample((table, CUTS), whitened, structure, weight, numbers, still)
    first = np.mean(np.isclose(still[0, 0], still[0, 0, 0]))
    assert first == pytest.approx(weight[0, 0], abs=0.001)
    assert paths.shape == still.shape


def test_triangular_systems_are_solved():
    half = stream("kernels", "solve").standard_normal((5, 5))
    matrix, right = half @ half.T + np.eye(5), np.arange(5.0)
    lower = cholesky(matrix, 1.0)
    assert lower @ lower.T == pytest.approx(matrix)
    assert cholesky(matrix, 4.0) == pytest.approx(2 * lower)
    assert lower @ forward(lower, right) == pytest.approx(right)
    assert backward(lower, forward(lower, right)) == pytest.approx(np.linalg.solve(matrix, right))


def test_sets_of_columns_are_weighed_by_their_evidence(table):
    prior = Prior(np.array([2.0]), np.array([4.0, 0.3, 0.3]), 1.5, np.array([0.4]), 1.0)
    structure = structure_of(LEVELS, prior, 2, size=0.5)
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
    cut = np.array([30])
    assert weights(table, cut, structure)[0] == pytest.approx(weight)
    found = forecast(table, cut, STEPS, structure, 10)
    assert found.included[0] == pytest.approx([1.0, *(weight @ np.array(included, dtype=float))])


@given(st.integers(0, 6), st.integers(1, 5), st.integers(0, 10**6))
@settings(max_examples=25)
def test_sweeping_weighs_every_set_as_solving_each_alone_does(optional, fixed, seed):
    made = stream("kernels", "sets", seed).standard_normal((40, fixed + optional + 1))
    variance = np.exp(made[0, :-1])
    prior = Prior(np.array([0.7]), variance, 1.5, np.array([0.4]), 0.95)
    found = weights(made, np.array([40]), structure_of(LEVELS, prior, optional))[0]
    evidence = []
    for one in range(2**optional):
        kept = [*range(fixed), *(fixed + j for j in range(optional) if one >> j & 1)]
        smaller = prior._replace(variance=variance[kept])
        alone = structure_of(LEVELS, smaller)
        whitened = _whitened(made[:, [*kept, -1]], np.array([40]), alone)
        log_prior = structure_of(LEVELS, prior, optional).choices.log_prior[one]
        evidence.append(_evidence(whitened, alone)[0, :, 0] + log_prior)
    weight = _weights(np.array(evidence).T.reshape(1, -1))[0]
    assert found == pytest.approx(weight, rel=1e-6, abs=1e-12)
