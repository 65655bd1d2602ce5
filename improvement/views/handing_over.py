"""A post goes to its next holder in one step, and is covered while its holder is away."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from improvement import clock, directory
from improvement.forms.handing_over import CoverForm, EndCoverForm, HandOverForm
from improvement.models import Tenure
from improvement.services import posts
from improvement.services.refusals import refuse_unless_allowed
from improvement.views.asking import accepted, asked
from improvement.views.posts import post_or_404

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def post_hand_over(request, slug):
    """The next holder and their first day; what moves with the post is looked at first, then saved in one step."""
    post, today, by = post_or_404(slug), clock.today(), request.user
    refuse_unless_allowed(posts.reason_not_to_hand_over(post, by=by, on=today))
    form = asked(request, HandOverForm, instance=Tenure(post=post), initial={"starts": today})
    context = {"post": post, "form": form, "follows": directory.follows(post, today)}
    step = request.POST.get("step")
    if request.method == "POST" and step != "change" and form.is_valid():
        succeeds = form.instance
        if refusal := posts.reason_not_to_succeed(succeeds, on=today):
            form.add_error(None, refusal)
        elif step != "save":
            former = posts.present_tenure(post, today)
            last_day = succeeds.starts - directory.A_DAY
            check = {"tenure": succeeds, "former": former, "last_day": last_day}
            return render(request, "improvement/post_hand_over_check.html", context | check)
        elif accepted(form, posts.hand_over, succeeds, reason=form.cleaned_data["reason"], by=by, on=today):
            messages.success(request, _handed_over(post, succeeds, today))
            return redirect("improvement:post-detail", slug)
    return render(request, "improvement/post_hand_over.html", context)


def _handed_over(post, succeeds, today) -> str:
    if succeeds.starts > today:
        return f"{post.title} goes to {succeeds.holder} on {succeeds.starts:%-d %B %Y}."
    return f"{post.title} is handed over to {succeeds.holder}."


@read_or_send
def cover_add(request, slug):
    """Somebody speaks for a post from a day until a day."""
    post, today = post_or_404(slug), clock.today()
    refuse_unless_allowed(posts.reason_not_to_keep_covers(post, by=request.user, on=today))
    refusal = posts.reason_not_to_be_covered(post, on=today)
    form = asked(request, CoverForm, post=post, today=today)
    if request.method == "POST" and form.is_valid():
        cover = form.entered()
        if accepted(form, posts.start_cover, cover, by=request.user, on=today):
            messages.success(request, f"{cover.name} covers {post.title} until {cover.ends:%-d %B %Y}.")
            return redirect("improvement:post-detail", slug)
    context = {"post": post, "form": form, "refusal": refusal}
    return render(request, "improvement/cover_add.html", context)


@read_or_send
def cover_end(request, slug, pk):
    """A cover ends earlier than was said."""
    post, today = post_or_404(slug), clock.today()
    refuse_unless_allowed(posts.reason_not_to_keep_covers(post, by=request.user, on=today))
    cover = post.covers.select_related("post").filter(pk=pk).first()
    if cover is None:
        raise Http404(f"{post.title} was never covered so. Choose from those on its page.")
    form = asked(request, EndCoverForm, today=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act = {"reason": said["reason"], "by": request.user, "on": today}
        if accepted(form, posts.end_cover, cover, said["last_day"], **act):
            messages.success(request, f"The last day of {cover.name} is {cover.ends:%-d %B %Y} now.")
            return redirect("improvement:post-detail", slug)
    return render(request, "improvement/cover_end.html", {"post": post, "cover": cover, "form": form})
