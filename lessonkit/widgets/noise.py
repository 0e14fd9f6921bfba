"""Random numbers that are the same in Python and in the browser, as js/noise.js draws them."""

import numpy as np


def uniforms(seeds, count: int) -> np.ndarray:
    """Return numbers from 0 (included) to 1 (excluded), ``(seeds, count)``: mulberry32."""
    steps = np.arange(1, count + 1, dtype=np.uint32) * np.uint32(0x6D2B79F5)
    state = np.asarray(seeds, dtype=np.uint32)[:, None] + steps
    t = (state ^ (state >> 15)) * (state | 1)
    t ^= t + (t ^ (t >> 7)) * (t | 61)
    return (t ^ (t >> 14)) / 2**32


def normals(seeds, count: int) -> np.ndarray:
    """Return draws of the normal distribution with deviation 1, ``(seeds, count)``.

    By Box and Muller's transform, two of two uniform numbers.

    >>> normals([0, 1], 3).shape
    (2, 3)
    """
    random = uniforms(seeds, count + count % 2).reshape(len(seeds), -1, 2)
    radius, angle = np.sqrt(-2 * np.log(1 - random[..., 0])), 2 * np.pi * random[..., 1]
    pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)
    return pairs.reshape(len(seeds), -1)[:, :count]
