"""Paces of generations: how long a round of pages takes that are drawn side by side, by the size of the round.

A wide round takes longer than a narrow one where the pages share processors or the limits of a provider, and as long
where they do not; so each size is measured by itself.
"""

import math
from collections.abc import Mapping

#: Seconds that a page takes, as long as no generation of its owner of that size has been measured.
USUAL_PACE = 3.0


def size(pages: int, rounds: int) -> int:
    """The size of a round: 1 for one page, 2 for two or three, 3 for four to seven, and so on by doubling."""
    return math.ceil(pages / rounds).bit_length()


def estimate(paces: Mapping[int, float], pages: int, rounds: int) -> int:
    """The seconds that so many pages will take.

    A size that was not measured takes the usual pace, but not less than smaller rounds and not more than larger ones.

    Args:
        paces: the measured seconds of a round, by its size.
    """
    own = size(pages, rounds)
    least = max((seconds for each, seconds in paces.items() if each < own), default=0.0)
    most = min((seconds for each, seconds in paces.items() if each > own), default=math.inf)
    seconds = paces.get(own, max(least, min(USUAL_PACE * pages / rounds, most)))
    return math.ceil(seconds * rounds)
