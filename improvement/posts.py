"""How a post is held on a day, and who covers it. Plain values only."""

from improvement.models.people import Post, Tenure

VACANT = "vacant"
NOT_CONFIRMED = "not confirmed"


def post_state(kind: str | None, held: str | None) -> str:
    """The word that stands after a post: vacant, interim, acting, not confirmed, or nothing.

    `kind` is the post's kind (None: no post leads), `held` the kind of the tenure that runs (None: none does).
    """
    if kind is None or kind == Post.Kind.UNCONFIRMED:
        return NOT_CONFIRMED
    if kind == Post.Kind.BODY:
        return ""
    if held is None:
        return VACANT
    return "" if held == Tenure.Kind.PERMANENT else held


def held_words(state: str, covered_by: str | None) -> str:
    """How a post is held in a cell of a table, which draws no marks.

    >>> held_words("interim", "Cora Chair")
    'interim, covered by Cora Chair'
    """
    return ", ".join(filter(None, [state, covered_by and f"covered by {covered_by}"]))
