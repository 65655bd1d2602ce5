"""The steps of an action, read from its printed words. Plain values only."""

BULLET = "- "


def steps_in(words: str) -> list[tuple[int, str]]:
    """The bullets of printed words in order, each as (depth, words): depth 2 is a bullet beneath a bullet.

    >>> steps_in("Establish the board\\n- Appoint a chair\\n  - by interview")
    [(1, 'Appoint a chair'), (2, 'by interview')]
    """
    steps = []
    for line in words.splitlines():
        bare = line.lstrip()
        if bare.startswith(BULLET):
            steps.append((2 if line.startswith(" ") else 1, bare[len(BULLET) :].strip()))
    return steps
