"""A plan's tree of themes, for grouping and narrowing its links."""

from improvement.links.ends import THEME, Link

LONGEST_NAME = 90


class Themes:
    """The themes of one plan on a day, from one query. A branch is the highest theme with a printed number."""

    def __init__(self, rows):
        columns = ("id", "parent_id", "reference", "short_title", "title")
        self.rows = {row["id"]: row for row in rows.values(*columns)}

    def __contains__(self, theme: int | None) -> bool:
        return theme in self.rows

    @property
    def choices(self) -> list[tuple[int, str]]:
        return [(branch, self.name(branch)) for branch in dict.fromkeys(map(self.branch, self.rows))]

    def branch(self, theme: int | None) -> int | None:
        path = self.path(theme)
        numbered = [above for above in path if self.rows[above]["reference"]]
        return (numbered or path or [None])[-1]

    def path(self, theme: int | None) -> list[int]:
        """A theme and those above it."""
        path = []
        while theme in self.rows and theme not in path:
            path.append(theme)
            theme = self.rows[theme]["parent_id"]
        return path

    def name(self, theme: int | None) -> str:
        """For headings: the number and the short title, or the number alone where the title is long."""
        if theme is None:
            return ""
        row = self.rows[theme]
        words = row["short_title"] or row["title"]
        if not row["reference"]:
            return words[:LONGEST_NAME]
        return f"{row['reference']}. {words}" if len(words) <= LONGEST_NAME else row["reference"]

    def short(self, theme: int | None) -> str:
        return self.rows[theme]["reference"] or self.name(theme)[:8] if theme is not None else ""

    def concerns(self, theme: int, link: Link) -> bool:
        """Whether a link begins in a theme, leads into it, or leads to the whole of it."""
        ends = (link.source, link.target)
        over = {link.target.key[1]} if link.target.kind == THEME else set()
        return any(theme in end.theme_path for end in ends) or any(theme in self.path(one) for one in over)
