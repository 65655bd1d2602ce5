"""The pages on which the office words a plan's own ratings, adds one, and withdraws one that is given no more."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from improvement import clock
from improvement.as_at import AsAt
from improvement.forms.keeping import ReasonForm
from improvement.forms.ratings import RatingForm, RatingsForm
from improvement.models import Plan
from improvement.services import schemes
from improvement.services.plans import reason_not_to_write_plan
from improvement.services.refusals import refuse_unless_allowed
from improvement.views.asking import accepted, asked
from improvement.views.plan_frame import plan_frame
from improvement.views.plan_scope import plan_or_404

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def plan_ratings(request, plan):
    """What the plan calls its ratings, and what each means."""
    plan = _plan_of_the_office(request, plan)
    form = asked(request, RatingsForm, ratings=plan.scheme.ratings.on(clock.today()))
    if request.method == "POST" and form.is_valid():
        by = {"reason": form.cleaned_data["reason"], "by": request.user, "on": clock.today()}
        if accepted(form, schemes.word_ratings, plan, form.wanted(), **by):
            messages.success(request, "Saved.")
            return redirect("improvement:plan-keep", plan.slug)
    refusal = schemes.reason_not_to_word_ratings(plan, by=request.user)
    more = {"ratings": plan.scheme.ratings.all(), "back": reverse("improvement:plan-keep", args=[plan.slug])}
    return _page(request, plan, form, "Words of the ratings", "Save", refusal, "plan_ratings.html", **more)


@read_or_send
def rating_add(request, plan):
    plan = _plan_of_the_office(request, plan)
    form = asked(request, RatingForm)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in (*RatingForm.Meta.fields, "reason")}
        if accepted(form, schemes.add_rating, plan, **said, by=request.user, on=clock.today()):
            messages.success(request, f"“{said['label']}” can be given from now on.")
            return redirect("improvement:plan-ratings", plan.slug)
    refusal = schemes.reason_not_to_word_ratings(plan, by=request.user)
    return _page(request, plan, form, "Add a rating", "Add it", refusal)


@read_or_send
def rating_withdraw(request, plan, pk):
    """A rating is given no more; what was said with it keeps it."""
    plan = _plan_of_the_office(request, plan)
    rating = plan.scheme.ratings.filter(pk=pk).first()
    if rating is None:
        raise Http404("This plan has no such rating. Choose one from the page that words its ratings.")
    form = asked(request, ReasonForm)
    if request.method == "POST" and form.is_valid():
        because = {"because": form.cleaned_data["reason"], "by": request.user, "on": clock.today()}
        if accepted(form, schemes.withdraw_rating, plan, rating, **because):
            messages.success(request, f"“{rating.label}” is given no more.")
            return redirect("improvement:plan-ratings", plan.slug)
    refusal = schemes.reason_not_to_withdraw_rating(plan, rating, by=request.user)
    return _page(request, plan, form, f"Withdraw “{rating.label}”", "Withdraw it", refusal)


def _plan_of_the_office(request, slug: str) -> Plan:
    refuse_unless_allowed(reason_not_to_write_plan(by=request.user))
    return plan_or_404(request, slug, AsAt(clock.today(), clock.today()))


def _page(request, plan, form, heading, button, refusal, template="keep_form.html", **more):
    frame = plan_frame(request, plan, AsAt(clock.today(), clock.today()), current="Keep")
    back = reverse("improvement:plan-ratings", args=[plan.slug])
    page = {"form": form, "heading": heading, "button": button, "refusal": refusal, "back": back}
    return render(request, f"improvement/{template}", frame | page | more)
