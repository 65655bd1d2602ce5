"""A plan's time drawn as bars and diamonds: plain values and dates become positions, which templates draw.

Nothing here knows Django's models or a page.
"""

from improvement.gantt.axis import BY_MONTH, BY_WEEK
from improvement.gantt.picture import (
    ACTION,
    MILESTONE,
    PAPERS,
    PHASE,
    SCREEN,
    THEME,
    Frame,
    Picture,
    Row,
    picture_of,
)
from improvement.gantt.shapes import Dates

__all__ = [
    "ACTION",
    "BY_MONTH",
    "BY_WEEK",
    "MILESTONE",
    "PAPERS",
    "PHASE",
    "SCREEN",
    "THEME",
    "Dates",
    "Frame",
    "Picture",
    "Row",
    "picture_of",
]
