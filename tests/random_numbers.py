"""The generator of the browser, by its definition."""


def mulberry32(seed, count):
    """The generator by its definition, in Python's integers."""
    mask, numbers = 2**32 - 1, []
    for _ in range(count):
        seed = (seed + 0x6D2B79F5) & mask
        t = (seed ^ (seed >> 15)) * (seed | 1) & mask
        t ^= (t + ((t ^ (t >> 7)) * (t | 61) & mask)) & mask
        numbers.append((t ^ (t >> 14)) / 2**32)
    return numbers
