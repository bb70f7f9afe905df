"""Program: linear rows over counts that are not negative, and the least value of a sum of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from waterbed.records import WaterbedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from highspy import Highs

_LEAST_DUAL = 1e-7


@dataclass(frozen=True, slots=True)
class Row:
    """``lower <= sum of coefficient times column <= upper``.

    Parameters
    ----------
    terms
        Coefficient of each column that it names.
    lower, upper
        The limits; infinite where there is none.
    figure
        Number of the figure that says so; None for what holds by itself.
    """

    terms: Mapping[int, float]
    lower: float = -math.inf
    upper: float = math.inf
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Optimum:
    """The least value of a weighted sum of columns.

    Parameters
    ----------
    value
        Minus infinity where it has no limit.
    by
        Numbers of the figures whose rows guarantee it.
    """

    value: float
    by: frozenset[int] = frozenset()


class Program:
    """A linear program that is asked several questions; each starts from the last one's answer.

    Parameters
    ----------
    columns
        How many columns there are, all zero or more.
    rows
        The rows.
    """

    def __init__(self, columns: int, rows: Sequence[Row]) -> None:
        self._figures = [row.figure for row in rows]
        self._weights: dict[int, float] = {}
        self._solver = _solver(columns, rows)

    def least(self, weights: Mapping[int, float]) -> Optimum | None:
        """Give the least value of a weighted sum of columns.

        Parameters
        ----------
        weights
            Weight of each column; zero where not named.

        Returns
        -------
        Optimum or None
            None where the rows cannot all hold.

        Notes
        -----
        The figures are those whose rows have a dual value: by the duality of linear programs they
        alone guarantee the value. The solver starts from the last answer, which stays feasible
        when only weights change.
        """
        for column in self._weights.keys() | weights.keys():
            weight = weights.get(column, 0.0)
            if weight != self._weights.get(column, 0.0):
                self._solver.changeColCost(column, weight)
        self._weights = dict(weights)
        match self._run():
            case "kOptimal":
                value = self._solver.getInfo().objective_function_value
                return Optimum(value, self._support())
            case "kUnbounded":
                return Optimum(-math.inf)
            case "kInfeasible":
                return None
            case status:
                raise WaterbedError(
                    f"the linear program of {len(self._figures)} rows ended as {status}, neither "
                    "solved nor impossible. Ask with fewer figures, or about a shorter window."
                )

    def _run(self) -> str:
        """Solve, and once more from the start where the last answer leads nowhere."""
        self._solver.run()
        status = self._solver.getModelStatus().name
        if status == "kUnknown":
            self._solver.clearSolver()
            self._solver.run()
            status = self._solver.getModelStatus().name
        return status

    def _support(self) -> frozenset[int]:
        duals = self._solver.getSolution().row_dual
        return frozenset(
            figure
            for figure, dual in zip(self._figures, duals, strict=True)
            if figure is not None and abs(dual) > _LEAST_DUAL
        )


def _solver(columns: int, rows: Sequence[Row]) -> Highs:
    import highspy  # noqa: PLC0415 - 70 ms with numpy, and only a question needs it

    solver = highspy.Highs.__new__(highspy.Highs)
    super(highspy.Highs, solver).__init__()  # its own constructor prints a banner
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.col_cost_ = [0.0] * columns
    model.col_lower_ = [0.0] * columns
    model.col_upper_ = [math.inf] * columns
    model.row_lower_ = [row.lower for row in rows]
    model.row_upper_ = [row.upper for row in rows]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = list(accumulate((len(row.terms) for row in rows), initial=0))
    model.a_matrix_.index_ = [column for row in rows for column in row.terms]
    model.a_matrix_.value_ = [value for row in rows for value in row.terms.values()]
    solver.passModel(model)
    return solver
