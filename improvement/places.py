"""Places in an order, with room between them, so that putting one thing elsewhere moves nothing else."""

GAP = 100


def place_of(number: int) -> int:
    """The place of the first, second, third thing in an order that begins afresh."""
    return number * GAP


def places_between(before: int, after: int | None, number: int) -> list[int] | None:
    """Free places for a number of things after one and before another; None where there is no room.

    >>> places_between(100, 200, 1), places_between(300, None, 2), places_between(100, 101, 1)
    ([150], [400, 500], None)
    """
    if after is None:
        return [before + GAP * nth for nth in range(1, number + 1)]
    step = (after - before) // (number + 1)
    return [before + step * nth for nth in range(1, number + 1)] if step else None
