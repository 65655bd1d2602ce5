"""Reading the fixtures: plain values out of TOML, nothing written."""

import tomllib
from pathlib import Path

from django.conf import settings

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def read(name: str) -> dict:
    """One file of fixtures/ by its name there."""
    return tomllib.loads((FIXTURES / name).read_text(encoding="utf-8"))


def has(name: str) -> bool:
    return (FIXTURES / name).is_file()


def theme_files(slug: str) -> list[dict]:
    """What a plan prints under each of its top themes, in printed order: outcomes, leads, actions, costs."""
    files = sorted(FIXTURES.glob(f"{slug}/theme-*.toml"), key=_place)
    return [{"theme": file.stem.removeprefix("theme-"), **read(f"{slug}/{file.name}")} for file in files]


def plan_actions(slug: str) -> list[dict]:
    """Every action of a plan in printed order, each with its theme and its address."""
    return [
        {"theme": printed["theme"], "address": action["ref"], **action}
        for printed in theme_files(slug)
        for action in printed["action"]
    ]


def plan_rounds(slug: str) -> list[dict]:
    """The illustrative rounds of a plan, oldest first."""
    return [read(f"{slug}/{file.name}") for file in sorted(FIXTURES.glob(f"{slug}/round-*.toml"))]


def _place(file: Path) -> tuple[str, int]:
    """“theme-2” before “theme-10”, and “theme-afi-1” after both."""
    kind, _, number = file.stem.rpartition("-")
    return kind, int(number)
