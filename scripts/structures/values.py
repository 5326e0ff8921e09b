"""Values of weights and images that two programs can make alike, by a rule of whole numbers and correctly rounded steps.

`values.fixture.ts` beside the lists is the same rule in the language of the tests. A value is made of u, which lies between
-1 and 1: (2 w + 1) / 2^32 - 1, where w is a word of the stream of that name (src-core/lower/random.ts says how).

- The image: u.
- Scales of norms: gain (1 + u / 4), where the gain is 1 but for networks that add up many branches.
- Variances of norms: 1 + u / 4.
- Other vectors, such as biases, shifts and means: u / 4.
- Filters and other tables: 0.8 sqrt(6 / fan-in) u, the fan-in being the values of one of their first axis that is longer
  than 1. The damping keeps long chains of residual blocks from growing values to where single precision tells nothing.
"""

import math

import numpy

MASK = 0xFFFFFFFF



def key(start, units):
    """A MurmurHash3 of a few whole numbers."""
    h = start
    for unit in units:
        k = unit * 0xCC9E2D51 & MASK
        k = (k << 15 | k >> 17) * 0x1B873593 & MASK
        h ^= k
        h = ((h << 13 | h >> 19) * 5 + 0xE6546B64) & MASK
    h ^= len(units)
    h = (h ^ h >> 16) * 0x85EBCA6B & MASK
    h = (h ^ h >> 13) * 0xC2B2AE35 & MASK
    return h ^ h >> 16


def words(name, count, seed=1):
    """The first words of the stream of that seed and name."""
    units = [seed & MASK, seed >> 32, *map(ord, name)]
    first, second, third = (numpy.uint32(key(start, units)) for start in (0x9E3779B9, 0x243F6A88, 0xB7E15162))
    x = numpy.arange(count, dtype=numpy.uint32) + first
    x = (x ^ x >> numpy.uint32(17)) * numpy.uint32(0xED5AD4BB)
    x = (x ^ x >> numpy.uint32(11)) + second
    x *= numpy.uint32(0xAC4C1B51)
    x = (x ^ x >> numpy.uint32(15)) + third
    x *= numpy.uint32(0x31848BAB)
    return x ^ x >> numpy.uint32(14)


def uniform(name, count):
    return (2 * words(name, count).astype(numpy.float64) + 1) / 2**32 - 1


def weight(name, shape, gain):
    """The values of one weight as fp32 numbers; those of scales and variances have a gain."""
    count = math.prod(shape)
    u = uniform(name, count)
    if gain is not None:
        values = gain * (1 + u / 4)
    elif count == max([1, *shape]):
        values = u / 4
    else:
        first = next(size for size in shape if size > 1)
        values = 0.8 * math.sqrt(6 / (count / first)) * u
    return values.astype(numpy.float32).reshape(shape)


def image(shape):
    return uniform("image", math.prod(shape)).astype(numpy.float32).reshape(shape)
