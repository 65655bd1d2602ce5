"""Posts that change hands and are covered: the people of the tests about them, and what they do."""

from datetime import timedelta

from improvement.models import Cover, Tenure
from improvement.services import posts as services
from improvement.services.progress import report_progress
from tests import builders

A_DAY = timedelta(days=1)


def succeeding(post, person=None, *, starts, holder="", kind=Tenure.Kind.PERMANENT) -> Tenure:
    return Tenure(post=post, person=person, holder=holder or person.name, kind=kind, starts=starts)


def hand_over(tenure, *, by, on):
    return services.hand_over(tenure, reason="The new director began", by=by, on=on)


def covering(post, person, *, starts, ends, because="Annual leave") -> Cover:
    return Cover(post=post, person=person, starts=starts, ends=ends, because=because)


def said_on(action, *, by, on, code="on-track"):
    rating = builders.rating(action.plan, code)
    round = action.plan.rounds.open_on(on).first()
    return report_progress(
        action, rating=rating, narrative="Posts are advertised.", round=round, by=by, on=on
    )
