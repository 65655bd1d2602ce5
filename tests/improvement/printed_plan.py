"""The words of a real plan for modules that know no database: Bury's of March 2022, from its fixtures."""

import tomllib
from pathlib import Path

BURY = Path(__file__).parents[2] / "fixtures/bury-2022"


def printed(column: str) -> dict[str, str]:
    """One column of the 69 actions by reference: words, progress or impact."""
    files = [tomllib.loads(file.read_text()) for file in sorted(BURY.glob("theme-*.toml"))]
    return {action["ref"]: action.get(column, "") for file in files for action in file["action"]}


def corpus() -> list[str]:
    """Some eleven thousand words in the order printed."""
    return " ".join(
        text for column in ("words", "progress", "impact") for text in printed(column).values()
    ).split()
