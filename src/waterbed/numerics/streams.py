"""Streams: random numbers by name, so that the same question draws the same numbers anywhere."""

from __future__ import annotations

import hashlib

import numpy as np


def stream(*names: str | int) -> np.random.Generator:
    """Give the stream of random numbers of a name.

    Parameters
    ----------
    names
        The parts of the name: ``stream("paths", 1000, 6)``.

    Returns
    -------
    numpy.random.Generator
        Always from its beginning. Streams of different names are independent; the order in which
        they are asked for, the process and the machine do not matter.

    Notes
    -----
    The seed is the BLAKE2 hash of the parts, each written with its kind and length, so that no two
    names share a seed.
    """
    return np.random.default_rng(np.random.SeedSequence(seed(*names)))


def seed(*names: str | int) -> int:
    """Give the 128 bits that a name stands for.

    Parameters
    ----------
    names
        As for `stream`.

    Returns
    -------
    int
        The BLAKE2 hash of the parts.
    """
    text = "".join(f"{type(name).__name__}:{len(str(name))}:{name};" for name in names)
    digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
    return int.from_bytes(digest, "big")
