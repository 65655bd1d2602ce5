"""Reading the fixtures: plain values out of TOML, nothing written."""

import tomllib
from pathlib import Path

from django.conf import settings

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def read(name: str) -> dict:
    """One file of fixtures/ by its name there."""
    return tomllib.loads((FIXTURES / name).read_text(encoding="utf-8"))


def plan_actions(slug: str) -> list[tuple[str, dict]]:
    """Every action of a plan with the reference of its priority, in printed order."""
    files = sorted(FIXTURES.glob(f"{slug}/priority-*.toml"), key=lambda file: int(file.stem.split("-")[1]))
    return [
        (file.stem.split("-")[1], action)
        for file in files
        for action in read(f"{slug}/{file.name}")["action"]
    ]


def plan_rounds(slug: str) -> list[dict]:
    """The illustrative rounds of a plan, oldest first."""
    return [read(f"{slug}/{file.name}") for file in sorted(FIXTURES.glob(f"{slug}/round-*.toml"))]
