"""Kept: calibrations on disk, by everything that they depend on."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - decoded by its annotation
import hashlib
import os
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
import numpy as np

from waterbed.simulate.calibrate import (
    Calibrated,
    CalibrationOptions,
    Check,
    calibrate,
)
from waterbed.simulate.parameters import parameters, prior

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from waterbed.numerics.system import Parameters
    from waterbed.simulate.history import History
    from waterbed.simulate.network import Network

    Floats = NDArray[np.float64]

_NUMERICS = (
    "compiled.py",
    "counter.py",
    "crossings.py",
    "ensemble.py",
    "forecast.py",
    "kernels.py",
    "sample.py",
    "streams.py",
    "structure.py",
    "system.py",
)
_READABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, msgspec.MsgspecError)


@dataclass(frozen=True, slots=True)
class _About:
    start: dt.date
    pinned: tuple[str, ...]
    checks: tuple[Check, ...]


def calibrated(
    network: Network,
    past: History,
    options: CalibrationOptions | None = None,
    folder: Path | None = None,
) -> Calibrated:
    """Calibrate a network, or take the calibration that was kept.

    Parameters
    ----------
    network, past, options
        As for `calibrate`.
    folder
        Where calibrations are kept; None for the user's cache folder as platformdirs knows it.

    Returns
    -------
    Calibrated
        The same either way. What is kept depends on network, figures, options and the program's own
        code; a file that cannot be read is made again, and a folder that cannot be written is done
        without.
    """
    chosen = options or CalibrationOptions()
    place = folder or _cache()
    path = place / f"{_name(network, past, chosen)}.npz"
    try:
        return _read(path, network, chosen)
    except _READABLE:
        made = calibrate(network, past, chosen)
    try:
        _write(path, made)
    except OSError:
        return made
    return made


def _cache() -> Path:
    named = os.environ.get("WATERBED_HOME")
    if named:
        return Path(named).expanduser() / "calibrations"
    import platformdirs  # noqa: PLC0415 - only where no folder is named

    return Path(platformdirs.user_cache_dir("waterbed", appauthor=False)) / "calibrations"


def _name(network: Network, past: History, options: CalibrationOptions) -> str:
    figures = past.only(one.key for one in network.observed).content
    digest = hashlib.sha256(msgspec.json.encode((network, options, figures)))
    code = files("waterbed")
    paths = [one for one in (code / "simulate").iterdir() if one.name.endswith(".py")]
    paths += [code / "numerics" / name for name in _NUMERICS]
    for one in sorted(paths, key=str):
        digest.update(one.read_bytes())
    return digest.hexdigest()[:32]


def _read(path: Path, network: Network, options: CalibrationOptions) -> Calibrated:
    shape = parameters(network, np.tile(prior(network).mean, (options.draws, 1)))
    with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    about = msgspec.json.decode(arrays.pop("about").astype(np.uint8).tobytes(), type=_About)
    made = _filled(shape, iter(arrays[f"{place}"] for place in range(len(arrays))))
    return Calibrated(made, about.start, about.pinned, about.checks)


def _write(path: Path, made: Calibrated) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    about = msgspec.json.encode(_About(made.start, made.pinned, made.checks))
    arrays = {f"{place}": one for place, one in enumerate(_leaves(made.parameters))}
    arrays["about"] = np.frombuffer(about, dtype=np.uint8).astype(float)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _leaves(part: object) -> Iterator[Floats]:
    if isinstance(part, np.ndarray):
        yield part
        return
    for inner in cast("tuple[object, ...]", part):
        yield from _leaves(inner)


def _filled(shape: Parameters, arrays: Iterator[Floats]) -> Parameters:
    """Put arrays in the places of others, in order."""

    def fill(part: object) -> object:
        if isinstance(part, np.ndarray):
            return next(arrays)
        return type(part)(*map(fill, cast("tuple[object, ...]", part)))

    return cast("Parameters", fill(shape))
