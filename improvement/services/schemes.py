"""The words of a plan's ratings. Codes, shapes and their order stay: they alone are counted."""

from datetime import date

from improvement.models import Plan, ProgressUpdate, Rating, RatingScheme, User
from improvement.record.history import lock
from improvement.record.writing import writing
from improvement.services.plans import reason_not_to_write_plan
from improvement.services.refusals import refuse_unless_allowed


def reason_not_to_word_ratings(plan: Plan, *, by: User) -> str:
    """Why the ratings of a plan may not get other words, or nothing."""
    if refusal := reason_not_to_write_plan(by=by):
        return refusal
    others = Plan.objects.filter(scheme=plan.scheme).exclude(pk=plan.pk)
    if others.exists() and ProgressUpdate.objects.filter(action__plan=plan, rating__isnull=False).exists():
        return (
            "Other plans use the same ratings, and actions of this plan bear them already. Their words stay, so "
            "that what was said keeps its meaning."
        )
    return ""


def word_ratings(plan: Plan, wanted: dict[str, tuple[str, str]], *, reason: str, by: User, on: date) -> None:
    """Label and meaning of each rating, by code. Ratings that other plans share are left to them: this plan gets
    its own."""
    refuse_unless_allowed(reason_not_to_word_ratings(plan, by=by))
    with writing(by=by, reason=reason, on=on):
        lock(plan)
        if Plan.objects.filter(scheme=plan.scheme).exclude(pk=plan.pk).exists():
            _give_its_own(plan)
        for rating in plan.scheme.ratings.all():
            words = wanted.get(rating.code, (rating.label, rating.meaning))
            if words != (rating.label, rating.meaning):
                rating.label, rating.meaning = words
                rating.save(update_fields=["label", "meaning"])


def _give_its_own(plan: Plan) -> None:
    shared = list(plan.scheme.ratings.all())
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
