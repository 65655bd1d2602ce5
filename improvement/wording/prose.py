"""Words kept exactly as written, read as paragraphs and bullets for showing. Nothing is added or left out."""

from dataclasses import dataclass, field

BULLET = "- "
SUB_BULLET = "  - "


@dataclass(frozen=True)
class Paragraph:
    """One line that is not a bullet."""

    text: str


@dataclass
class Bullet:
    """One bullet, with the bullets under it."""

    text: str
    items: list["Bullet"] = field(default_factory=list)


@dataclass
class Bullets:
    """Bullets that follow each other."""

    items: list[Bullet] = field(default_factory=list)


def blocks(text: str) -> list[Paragraph | Bullets]:
    """Paragraphs and lists of bullets, in order. A line break or an empty line begins a new paragraph.

    >>> blocks("Done:\\n- advert\\n  - in post")[1].items[0].items[0].text
    'in post'
    """
    found: list[Paragraph | Bullets] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        if line.startswith((BULLET, SUB_BULLET)):
            _add_bullet(found, line)
        else:
            found.append(Paragraph(line.strip()))
    return found


def _add_bullet(found: list[Paragraph | Bullets], line: str) -> None:
    """Put a bullet into the list it belongs to; one indented under nothing is an ordinary bullet."""
    if not found or not isinstance(found[-1], Bullets):
        found.append(Bullets())
    bullets = found[-1].items
    bullet = Bullet(line.lstrip().removeprefix(BULLET).strip())
    (bullets[-1].items if line.startswith(SUB_BULLET) and bullets else bullets).append(bullet)
