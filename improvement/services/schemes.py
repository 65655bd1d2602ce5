"""A plan's own ratings: their words, further ones, and those no longer given. Codes and shapes stay: they alone are
counted."""

from datetime import date

from django.db.models import Max

from improvement.models import Action, Plan, ProgressUpdate, Rating, RatingScheme, User
from improvement.ratings import Code
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.plans import reason_not_to_write_plan
from improvement.services.refusals import Refused, refuse_unless_allowed


def reason_not_to_word_ratings(plan: Plan, *, by: User) -> str:
    """Why the ratings of a plan may not get other words, or nothing."""
    if refusal := reason_not_to_write_plan(by=by):
        return refusal
    if _is_shared(plan) and ProgressUpdate.objects.filter(action__plan=plan, rating__isnull=False).exists():
        return (
            "Other plans use the same ratings, and actions of this plan bear them already. Their words stay, so "
            "that what was said keeps its meaning."
        )
    return ""


def word_ratings(plan: Plan, wanted: dict[int, tuple[str, str]], *, reason: str, by: User, on: date) -> None:
    """Label and meaning of each rating, by its place. Ratings that other plans share are left to them: this plan
    gets its own."""
    refuse_unless_allowed(reason_not_to_word_ratings(plan, by=by))
    with writing(by=by, reason=reason, on=on):
        _make_own(plan)
        for rating in plan.scheme.ratings.all():
            words = wanted.get(rating.position, (rating.label, rating.meaning))
            if words != (rating.label, rating.meaning):
                rating.label, rating.meaning = words
                rating.save(update_fields=["label", "meaning"])


def add_rating(plan: Plan, *, label: str, meaning: str, code: str, reason: str, by: User, on: date) -> Rating:
    """One more rating, the last of the plan's own, counted as one of the five codes."""
    refuse_unless_allowed(reason_not_to_word_ratings(plan, by=by))
    with writing(by=by, reason=reason, on=on):
        _make_own(plan)
        if plan.scheme.ratings.filter(label__iexact=label).exists():
            raise Refused(f"Another rating is or was called “{label}”. Enter a label of its own.")
        last = plan.scheme.ratings.aggregate(last=Max("position"))["last"]
        rating = Rating(scheme=plan.scheme, code=code, label=label, meaning=meaning, position=last + 1)
        rating.save()
    return rating


def reason_not_to_withdraw_rating(plan: Plan, rating: Rating, *, by: User) -> str:
    """Why a rating may not be taken out of those that a plan gives, or nothing."""
    if refusal := reason_not_to_word_ratings(plan, by=by):
        return refusal
    if rating.withdrawn_on:
        return f"“{rating.label}” was withdrawn already, on {rating.withdrawn_on:%-d %B %Y}."
    if rating == rating.scheme.ratings.filter(code=Code.COMPLETE).first():
        return f"“{rating.label}” is what an action becomes that is accepted as complete. Reword it instead."
    held = Action.objects.filter(plan=plan, current_rating=rating, withdrawn_on__isnull=True).count()
    if held:
        have = "1 action has" if held == 1 else f"{held} actions have"
        return f"{have} the rating “{rating.label}” now. Update {'it' if held == 1 else 'them'} first."
    return ""


def withdraw_rating(plan: Plan, rating: Rating, *, because: str, by: User, on: date) -> None:
    """A rating is given no more from a day on. What was said with it keeps it."""
    with writing(by=by, reason=because, on=on):
        lock(plan)
        refuse_unless_allowed(reason_not_to_withdraw_rating(plan, rating, by=by))
        _make_own(plan)
        own = plan.scheme.ratings.get(position=rating.position)
        own.withdrawn_on, own.withdrawn_because = on, because
        own.save(update_fields=["withdrawn_on", "withdrawn_because"])


def _is_shared(plan: Plan) -> bool:
    return Plan.objects.filter(scheme=plan.scheme_id).exclude(pk=plan.pk).exists()


def _make_own(plan: Plan) -> None:
    """Give a plan that shares its ratings a copy of them, each in the same place. Within an act of writing."""
    lock(plan)
    if not _is_shared(plan):
        return
    shared = list(plan.scheme.ratings.filter(withdrawn_on__isnull=True))
    number = RatingScheme.objects.filter(slug__startswith=plan.slug).count() + 1
    scheme = RatingScheme(slug=f"{plan.slug[:40]}-{number}", name=f"Ratings of {plan.title}"[:120])
    scheme.save()
    for rating in shared:
        Rating(
            scheme=scheme,
            code=rating.code,
            label=rating.label,
            meaning=rating.meaning,
            position=rating.position,
        ).save()
    plan.scheme = scheme
    plan.save(update_fields=["scheme"])
