"""A reading in the making."""

from dataclasses import dataclass, field
from datetime import date

from improvement.deadlines.reader.phrases import Mark

GOING_ON = {Mark.ONGOING, Mark.GRADUAL}


@dataclass
class Draft:
    """What is settled so far; `said` are the sentences about it, `unused` words that had to be left out."""

    kind: str = ""
    starts: date | None = None
    ends: date | None = None
    precision: str = ""
    follow_up: date | None = None
    said: list[str] = field(default_factory=list)
    uses_duration: bool = False
    unused: list[str] = field(default_factory=list)
