"""Every action that a person leads and an open round asks of: still to do, and done."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, Subquery

from improvement.as_at import AsAt
from improvement.deadlines.asked import asked_columns
from improvement.deadlines.words import days_over
from improvement.models import (
    Action,
    Assignment,
    Post,
    ProgressUpdate,
    Tenure,
    UpdateDraft,
    UpdateReview,
    UpdateRound,
    User,
)
from improvement.ratings import Code
from improvement.rounds.counts import asked_in
from improvement.services.no_change import Stands, reason_not_to_leave


@dataclass
class MyAction:
    """One action of mine in a round. `said` is what counts in the round; `review` a note that asks for more."""

    action: Action
    plan: str
    said: ProgressUpdate | None
    review: UpdateReview | None
    draft: UpdateDraft | None
    why_not_leave: str
    over: int

    @property
    def key(self) -> str:
        """The action among all plans: bury-2022/2.4."""
        return f"{self.plan}/{self.action.address}"

    @property
    def is_by_another(self) -> bool:
        """Whether the office or a partner said it, not somebody who speaks for a post of it."""
        return self.said.is_on_behalf or (self.said.author.is_system and ", " in self.said.author_name)

    @property
    def days_left(self) -> int:
        return -self.over

    @property
    def is_late(self) -> bool:
        """Past its deadline and not complete."""
        return self.over > 0 and self.action.code != Code.COMPLETE


@dataclass
class MyRound:
    """An open round with my actions in it: those to do, overdue first, and those done, as the plan orders them."""

    round: UpdateRound
    days_left: int
    to_do: list[MyAction] = field(default_factory=list)
    done: list[MyAction] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return len(self.to_do) + len(self.done)

    @property
    def may_leave(self) -> list[MyAction]:
        """Those of which “no change” can be said."""
        return [row for row in self.to_do if not row.why_not_leave]

    def after(self, key: str) -> MyAction | None:
        """What is still to do after an action, the list's first after its last."""
        keys = [row.key for row in self.to_do]
        if key not in keys:
            return self.to_do[0] if self.to_do else None
        others = self.to_do[keys.index(key) + 1 :] + self.to_do[: keys.index(key)]
        return others[0] if others else None


def my_posts(person: User, on: date) -> list[Post]:
    """The posts that a person speaks for, each with `held`: how they hold it themselves, if they do. One query."""
    own = Tenure.objects.on(on).filter(post=OuterRef("pk"), person=person).order_by("-starts")
    return list(Post.objects.spoken_for_by(person, on).annotate(held=Subquery(own.values("kind")[:1])))


def asked_again(person: User, on: date) -> list[Action]:
    """Actions of mine whose newest update came back with a note, in plans where no round is open. Each with its
    `review`. Two queries."""
    mine = Assignment.objects.on(on).leading().filter(post__in=Post.objects.spoken_for_by(person, on))
    open_now = UpdateRound.objects.open_on(on).filter(plan=OuterRef("plan"))
    reviews = UpdateReview.objects.filter(update=OuterRef("current_update"))
    actions = Action.objects.filter(
        ~Exists(open_now),
        Exists(reviews),
        Exists(mine.filter(action=OuterRef("pk"))),
        withdrawn_on__isnull=True,
    )
    rows = list(actions.select_related("plan").order_by("plan", "position"))
    newest = UpdateReview.objects.filter(update__in=[row.current_update_id for row in rows])
    by_update = {review.update_id: review for review in newest}
    for row in rows:
        row.review = by_update[row.current_update_id]
    return rows


def my_rounds(person: User, on: date) -> list[MyRound]:
    """The rounds open on a day with this person's actions in them; one query, and three to each round."""
    mine = Assignment.objects.on(on).leading().filter(post__in=Post.objects.spoken_for_by(person, on))
    rounds = UpdateRound.objects.open_on(on).filter(
        Exists(mine.filter(action__plan=OuterRef("plan"), action__withdrawn_on__isnull=True))
    )
    gathered = [_my_round(round, mine, person, on) for round in rounds.select_related("plan")]
    return [found for found in gathered if found.asked]


def _my_round(round: UpdateRound, mine, person: User, on: date) -> MyRound:
    actions = list(_actions(round, mine.filter(action=OuterRef("pk")), on))
    newest = [action.current_update_id for action in actions]
    reviews = {review.update_id: review for review in UpdateReview.objects.filter(update__in=newest)}
    drafts = {
        draft.action_id: draft for draft in UpdateDraft.objects.filter(author=person, action__in=actions)
    }
    found = MyRound(round, (round.closes - on).days)
    for action in actions:
        review = reviews.get(action.current_update_id)
        row = _my_action(action, round, review, drafts.get(action.pk), on)
        (found.done if row.said else found.to_do).append(row)
    found.to_do.sort(key=lambda row: (not row.is_late, row.action.due or date.max, row.action.position))
    return found


def _actions(round: UpdateRound, leading, on: date):
    """Rows with what the page shows, and the rating that each had when the round opened."""
    before = ProgressUpdate.objects.filter(action=OuterRef("pk"), said_on__lt=round.opens)
    before = before.order_by("-said_on", "-pk")
    return (
        asked_in(round, on)
        .filter(Exists(leading))
        .select_related("current_update__author", "current_rating", "current_deadline")
        .defer("words", "impact", "extra", "leads_printed", "findings_printed")
        .annotate(
            code=F("current_rating__code"),
            label=F("current_rating__label"),
            code_before=Subquery(before.values("rating__code")[:1]),
            label_before=Subquery(before.values("rating__label")[:1]),
            **asked_columns(AsAt(on, on)),
        )
        .order_by("position")
    )


def _my_action(action: Action, round: UpdateRound, review, draft, on: date) -> MyAction:
    said = action.current_update
    is_proposed = bool(said and said.proposes_complete)
    stands = Stands(
        is_complete=action.code == Code.COMPLETE,
        due=action.due,
        is_said=said is not None,
        is_rated=action.code is not None,
        is_proposed=is_proposed,
        is_sent_back=review is not None,
    )
    return MyAction(
        action=action,
        plan=round.plan.slug,
        said=said if said and said.round_id == round.pk and review is None else None,
        review=review,
        draft=draft,
        why_not_leave=reason_not_to_leave(stands, on=on),
        over=days_over(on, action.due),
    )
