"""One link as people read it: what it begins at, what it leads to, and whether that holds it up."""

from dataclasses import dataclass
from datetime import date

from improvement.deadlines.lateness import Awaited, some_late, why_late
from improvement.deadlines.words import reading_words
from improvement.models import Dependency
from improvement.ratings import Code

ACTION, THEME, PROGRAMME = "action", "theme", "programme"
CLOSED, UNKNOWN = "closed", "unknown"
LONGEST_LEVEL = 20


@dataclass(frozen=True)
class End:
    """One end of a link. `kind` says what it is: an action or a theme held here, a programme outside, something
    in a plan that the reader may not open, or words that name nothing held here."""

    kind: str
    key: tuple
    label: str = ""
    title: str = ""
    plan: str = ""
    plan_title: str = ""
    address: str = ""
    theme_path: tuple[int, ...] = ()
    position: int = 0
    code: str | None = None
    rating: str = ""
    due: date | None = None
    deadline: str = ""
    reading: str = ""
    count: int = 0
    complete: int = 0
    late: str = ""
    gone: str = ""

    @property
    def is_held(self) -> bool:
        """Whether it stands in a plan that the reader may open."""
        return self.kind in {ACTION, THEME}

    @property
    def is_complete(self) -> bool:
        return self.code == Code.COMPLETE


@dataclass(frozen=True)
class Link:
    """One link with both ends; `words` are as printed."""

    id: int
    kind: str
    words: str
    source: End
    target: End
    doubt: str = ""

    @property
    def waits(self) -> bool:
        return self.kind == Dependency.Kind.WAITS

    @property
    def kind_words(self) -> str:
        return Dependency.Kind(self.kind).label

    @property
    def held_up(self) -> str:
        """Why what it waits for is late; nothing for a mere link, or where the waiting one is complete."""
        return self.target.late if self.waits and not self.source.is_complete else ""


def action_end(facts: dict, day: date) -> End:
    """The end of a link that is an action, from its facts (see improvement/links/rows.py)."""
    if not facts["shared"]:
        return End(CLOSED, (ACTION, facts["id"]))
    due, gone = _day(facts["due"]), _gone(facts)
    event = None
    if facts["event"]:
        event = Awaited(facts["event"], _day(facts["expected"]), _day(facts["happened"]))
    return End(
        ACTION,
        (ACTION, facts["id"]),
        label=facts["reference"] if facts["reference"] in facts["address"] else facts["address"],
        title=facts["title"],
        plan=facts["plan"],
        plan_title=facts["plan_title"],
        address=facts["address"],
        theme_path=tuple(facts[level] for level in ("theme", "above", "top") if facts[level]),
        position=facts["position"],
        code=facts["code"],
        rating=facts["rating"] or "",
        due=due,
        deadline=facts["words"] or "",
        reading=reading_words(facts["kind"], _day(facts["starts"]), due, facts["condition"] or "")
        if facts["kind"]
        else "",
        late="" if gone else why_late(facts["code"], due, day, event),
        gone=gone,
    )


def theme_end(facts: dict) -> End:
    """The end of a link that is a theme, with how many of its actions are complete or late."""
    if not facts["shared"]:
        return End(CLOSED, (THEME, facts["id"]))
    count, gone = facts["count"] or 0, _gone(facts)
    return End(
        THEME,
        (THEME, facts["id"]),
        label=_theme_label(facts),
        title=facts["short_title"] or facts["title"],
        plan=facts["plan"],
        plan_title=facts["plan_title"],
        position=facts["position"],
        count=count,
        complete=facts["complete"] or 0,
        late="" if gone else some_late(facts["late"] or 0, count),
        gone=gone,
    )


def programme_end(facts: dict, item: str, words: str) -> End:
    """The end of a link that leads outside: nothing is known here of how it stands."""
    name = facts["title"]
    return End(
        PROGRAMME,
        (PROGRAMME, facts["id"], item or words),
        label=words,
        title=f"{name} ({facts['acronym']})" if facts["acronym"] else name,
    )


def unknown_end(words: str) -> End:
    return End(UNKNOWN, (UNKNOWN, words), label=words)


def _theme_label(facts: dict) -> str:
    """“AFI 1” says what it is; a bare number needs what the plan calls its level: “Priority 3”."""
    reference = facts["reference"]
    if not reference or any(letter.isalpha() for letter in reference):
        return reference or facts["short_title"] or facts["title"]
    level = [facts["level_one"], facts["level_two"], facts["level_three"]][facts["depth"] - 1]
    return f"{level.capitalize() if 0 < len(level) <= LONGEST_LEVEL else 'Theme'} {reference}"


def _gone(facts: dict) -> str:
    """What became of it, where it stands no longer."""
    if not facts["withdrawn_on"]:
        return ""
    if into := facts.get("merged_into"):
        return f"merged into {into}"
    return "withdrawn"


def _day(value) -> date | None:
    """A day from the database: text within a JSON value, a day elsewhere."""
    return date.fromisoformat(value) if isinstance(value, str) else value
