"""Panels of the literature, where they lie beside the checkout."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "synthetic_control"


def units(name, unit, year, *, delimiter=","):
    """Read a panel by unit and year; skip the test where the file is absent."""
    file = SHARED / name
    if not file.exists():
        pytest.skip("../shared/data is absent: the published panels are not ours to copy")
    found = {}
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter=delimiter):
            numbers = {key: number(value) for key, value in row.items() if key != unit}
            found.setdefault(row[unit], {})[int(float(row[year]))] = numbers
    return found


def number(text):
    try:
        return float(text)
    except ValueError:
        return np.nan


def values(panel, names, column, years):
    """Lay one column out, units by years."""
    return np.array([[panel[name][year][column] for year in years] for name in names])


def mean(panel, names, column, years):
    """Average one column over years with a figure."""
    return np.nanmean(values(panel, names, column, years), axis=1)
