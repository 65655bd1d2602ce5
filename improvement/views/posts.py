"""The pages of posts: which there are, who holds each today, and what each leads."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from improvement import clock, directory
from improvement.filters.posts import PostFilter
from improvement.forms.posts import EndTenureForm, PostForm, TenureForm
from improvement.models import Post, Tenure
from improvement.posts import post_state
from improvement.services import people
from improvement.services.posts import reason_not_to_hand_over, reason_not_to_keep_covers
from improvement.services.refusals import refuse_unless_allowed
from improvement.tables.posts import PostTable
from improvement.views.asking import accepted, asked

PAGE_LENGTH = 50
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


class PostListView(SingleTableMixin, FilterView):
    template_name = "improvement/post_list.html"
    table_class = PostTable
    filterset_class = PostFilter
    table_pagination = {"per_page": PAGE_LENGTH}

    def get_queryset(self):
        refuse_unless_allowed(people.reason_not_to_read_posts(by=self.request.user))
        return directory.posts_listed(clock.today())

    def get_context_data(self, **kwargs):
        refusal = people.reason_not_to_keep_posts(by=self.request.user)
        return super().get_context_data(why_not_keep=refusal, **kwargs)


@read_or_send
def post_add(request):
    refuse_unless_allowed(people.reason_not_to_keep_posts(by=request.user))
    form = asked(request, PostForm)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        messages.success(request, f"{form.instance.title} is kept. Now say who holds it.")
        return redirect("improvement:post-detail", form.instance.slug)
    return render(request, "improvement/post_add.html", {"form": form})


@require_safe
def post_detail(request, slug):
    """One post: what it is, everyone who held it, and what it leads today."""
    refuse_unless_allowed(people.reason_not_to_read_posts(by=request.user))
    post, today = post_or_404(slug), clock.today()
    facts = {
        "post": post,
        "state": post_state(post.kind, post.held_as),
        "holdings": directory.holdings(post.tenures.all(), today),
        "coverings": directory.coverings(post.covers.all(), today),
        "assignments": directory.actions_led(post, today),
        "why_not_keep": people.reason_not_to_keep_posts(by=request.user),
        "why_not_hand_over": reason_not_to_hand_over(post, by=request.user, on=today),
        "why_not_cover": reason_not_to_keep_covers(post, by=request.user, on=today),
        "can_be_held": post.kind == Post.Kind.POST,
        "may_open_people": not people.reason_not_to_read_people(by=request.user),
        "may_end": not people.reason_not_to_keep_posts(by=request.user),
    }
    return render(request, "improvement/post_detail.html", facts)


@read_or_send
def post_edit(request, slug):
    """Change what a post is called and where it stands. Its address stays."""
    refuse_unless_allowed(people.reason_not_to_keep_posts(by=request.user))
    post = post_or_404(slug)
    as_kept = {"slug": slug, "title": post.title, "short_name": post.short_name}
    form = asked(request, PostForm, instance=post)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        messages.success(request, f"{form.instance.title} is saved.")
        return redirect("improvement:post-detail", slug)
    return render(request, "improvement/post_edit.html", {"form": form, **as_kept})


@read_or_send
def tenure_add(request, slug):
    """Somebody begins to hold a post."""
    refuse_unless_allowed(people.reason_not_to_keep_posts(by=request.user))
    post = post_or_404(slug)
    form = asked(request, TenureForm, instance=Tenure(post=post), initial={"starts": clock.today()})
    if request.method == "POST" and form.is_valid():
        reason, by = form.cleaned_data["reason"], request.user
        if accepted(form, people.start_tenure, form.instance, reason=reason, by=by, on=clock.today()):
            messages.success(request, f"{form.instance.holder} is kept as {post.title}.")
            return redirect("improvement:post-detail", slug)
    return render(request, "improvement/tenure_add.html", {"form": form, "post": post})


@read_or_send
def tenure_end(request, slug, pk):
    """Somebody stops holding a post."""
    refuse_unless_allowed(people.reason_not_to_keep_posts(by=request.user))
    post = post_or_404(slug)
    tenure = post.tenures.filter(pk=pk).first()
    if tenure is None:
        raise Http404(f"{post.title} was never held so. Choose from those on its page.")
    form = asked(request, EndTenureForm)
    if request.method == "POST" and form.is_valid():
        reason, by = form.cleaned_data["reason"], request.user
        if accepted(form, people.end_tenure, tenure, form.ends, reason=reason, by=by, on=clock.today()):
            messages.success(request, f"The last day of {tenure.holder} as {post.title} is saved.")
            return redirect("improvement:post-detail", slug)
    return render(request, "improvement/tenure_end.html", {"form": form, "post": post, "tenure": tenure})


def _kept(request, form: PostForm) -> bool:
    said = form.cleaned_data
    return accepted(
        form,
        people.save_post,
        form.instance,
        aliases=said["aliases"],
        new_organisation=said["new_organisation"],
        reason=said["reason"],
        by=request.user,
        on=clock.today(),
    )


def post_or_404(slug: str) -> Post:
    post = directory.posts_listed(clock.today()).filter(slug=slug).first()
    if post is None:
        raise Http404("There is no such post. Choose one from the list of posts.")
    return post
