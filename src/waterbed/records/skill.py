"""TrackRecord: how good forecasts were at past dates, against forecasts that know nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from waterbed.records.errors import InvalidError
from waterbed.records.scenario import Skill


@dataclass(frozen=True, slots=True)
class Rival:
    """The same months foreseen by another method.

    Parameters
    ----------
    name
        Of the method.
    crps
        Its mean score on the same forecasts, less is better.
    """

    name: str
    crps: float


@dataclass(frozen=True, slots=True)
class Score:
    """How good the forecasts of one series were, some months ahead.

    Parameters
    ----------
    key
        The series.
    first_ahead, last_ahead
        Months ahead, 1 for the month after the last one known; both included.
    origins
        Dates at which a forecast was made.
    independent
        For how many forecasts without overlap they stand.
    crps
        Mean continuous ranked probability score of the model, in the unit of the series.
    rivals
        The same of the other methods, the reference first.
    coverage
        Share of the months whose count lay in the model's interval.
    bias
        Mean of the median foreseen less the count, as a share of the mean count; None where that is
        zero.
    skill_low, skill_high
        Ends of the 90 % interval of the skill against the reference, None with too few origins.
    """

    key: str
    first_ahead: int
    last_ahead: int
    origins: int
    independent: float
    crps: float
    rivals: tuple[Rival, ...]
    coverage: float
    bias: float | None
    skill_low: float | None = None
    skill_high: float | None = None

    def skill(self, rival: str) -> float:
        """Give the share of a rival's score that the model saves.

        Parameters
        ----------
        rival
            Name of a method.

        Returns
        -------
        float
            One less the ratio of the scores: 0 for no better, negative for worse.

        Raises
        ------
        InvalidError
            Where the method was not scored.
        """
        scored = {one.name: one.crps for one in self.rivals}
        if rival not in scored:
            raise InvalidError(f"{rival!r} was not scored. Scored: {', '.join(scored)}.")
        return 1.0 - self.crps / scored[rival] if scored[rival] > 0 else float("nan")


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How good a model's forecasts were at past dates.

    Parameters
    ----------
    model
        What was scored, in words.
    record
        Content hash of the figures.
    first, last
        First and last month foreseen from: the last month known at the origin.
    step_months
        Months from one origin to the next.
    chosen_until
        Last month of the figures on which anything was chosen.
    nominal
        What the interval promises.
    scores
        For each series, each single month ahead and each stretch of months ahead.
    caveats
        What a reader must know.
    """

    model: str
    record: str
    first: dt.date
    last: dt.date
    step_months: int
    chosen_until: dt.date
    nominal: float
    scores: tuple[Score, ...]
    caveats: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """Name of the method against which the skill is stated."""
        return self.scores[0].rivals[0].name if self.scores else ""

    @property
    def coverage(self) -> float:
        """Share of all months foreseen, over series and horizons, that the interval held."""
        single = [one for one in self.scores if one.first_ahead == one.last_ahead]
        count = sum(one.origins for one in single)
        held = sum(one.coverage * one.origins for one in single)
        return held / count if count else float("nan")

    def score(self, key: str, first_ahead: int, last_ahead: int) -> Score | None:
        """Find the score of a series for some months ahead.

        Parameters
        ----------
        key
            The series.
        first_ahead, last_ahead
            Months ahead, both included.

        Returns
        -------
        Score or None
            None where it was not scored.
        """
        wanted = (key, first_ahead, last_ahead)
        return next(
            (one for one in self.scores if (one.key, one.first_ahead, one.last_ahead) == wanted),
            None,
        )

    def lines(self, first_ahead: int = 1, last_ahead: int = 3) -> tuple[Skill, ...]:
        """Give what a run says of the skill behind it.

        Parameters
        ----------
        first_ahead, last_ahead
            Months ahead that are taken together.

        Returns
        -------
        tuple of Skill
            One for each series scored over these months.
        """
        return tuple(
            Skill(
                key=one.key,
                months_ahead=(first_ahead, last_ahead),
                skill=one.skill(self.reference),
                coverage=one.coverage,
                nominal=self.nominal,
                origins=one.origins,
                between=(self.first, self.last),
            )
            for one in self.scores
            if (one.first_ahead, one.last_ahead) == (first_ahead, last_ahead)
        )
