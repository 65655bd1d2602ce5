"""The pages of people: who is here, inviting them, their roles, plans and signing in, and who may do what."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from improvement import clock, directory, roles
from improvement.filters.people import PersonFilter
from improvement.forms.people import ActiveForm, AddressForm, InviteForm, PlansForm, RolesForm
from improvement.models import User
from improvement.models.plans import READ_EVERY_PLAN
from improvement.reminders.undelivered import undelivered_to
from improvement.services import addresses, audit, invitations, people
from improvement.services.refusals import refuse_unless_allowed
from improvement.tables.people import PersonTable
from improvement.views.asking import accepted, asked

PAGE_LENGTH = 50
ENTRIES_SHOWN = 20
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


class PersonListView(SingleTableMixin, FilterView):
    template_name = "improvement/person_list.html"
    table_class = PersonTable
    filterset_class = PersonFilter
    table_pagination = {"per_page": PAGE_LENGTH}

    def get_queryset(self):
        refuse_unless_allowed(people.reason_not_to_read_people(by=self.request.user))
        return directory.people_listed(clock.today())


@read_or_send
def person_invite(request):
    """A new person: the letter with their link leaves when they are kept."""
    refuse_unless_allowed(people.reason_not_to_invite(roles.LEAD, by=request.user))
    form = asked(request, InviteForm, by=request.user)
    if request.method == "POST" and form.is_valid() and accepted(form, _invite, request, form.cleaned_data):
        return redirect("improvement:person-list")
    return render(request, "improvement/person_invite.html", {"form": form})


@read_or_send
def person_detail(request, pk):
    """One person. What is sent here asks for their invitation to go out again."""
    person = _person_or_404(request, pk)
    if request.method == "POST":
        _tell_of_letter(request, person, invitations.invite_again, person)
        return redirect("improvement:person-detail", pk)
    return render(request, "improvement/person_detail.html", _facts_of(person, by=request.user))


@read_or_send
def person_roles(request, pk):
    """Exactly the roles that are ticked."""
    person = _person_or_404(request, pk)
    refuse_unless_allowed(people.reason_not_to_change_roles(person, by=request.user))
    form = asked(request, RolesForm, initial={"roles": sorted(person.role_names)})
    if request.method == "POST" and form.is_valid():
        names = set(form.cleaned_data["roles"])
        if accepted(form, people.set_roles, person, names, by=request.user, on=clock.today()):
            messages.success(request, f"The roles of {person.name} are saved.")
            return redirect("improvement:person-detail", pk)
    return render(request, "improvement/person_roles.html", {"person": person, "form": form})


@read_or_send
def person_plans(request, pk):
    """Exactly the plans that are ticked, besides those that their roles open."""
    person = _person_or_404(request, pk)
    refuse_unless_allowed(people.reason_not_to_share_plans(by=request.user))
    form = asked(request, PlansForm, initial={"plans": [row.plan_id for row in person.shared_plans.all()]})
    if request.method == "POST" and form.is_valid():
        plans = set(form.cleaned_data["plans"])
        if accepted(form, people.share_plans, person, plans, by=request.user, on=clock.today()):
            messages.success(request, f"The plans shared with {person.name} are saved.")
            return redirect("improvement:person-detail", pk)
    reads_every_plan = bool(person.role_names & READ_EVERY_PLAN)
    facts = {"person": person, "form": form, "reads_every_plan": reads_every_plan}
    return render(request, "improvement/person_plans.html", facts)


@read_or_send
def person_address(request, pk):
    """Another address to sign in with and to write to."""
    person = _person_or_404(request, pk)
    refuse_unless_allowed(addresses.reason_not_to_correct_address(person, by=request.user))
    form = asked(request, AddressForm, initial={"email": person.email})
    if request.method == "POST" and form.is_valid():
        said, act = form.cleaned_data, {"by": request.user, "on": clock.today()}
        if accepted(form, addresses.correct_address, person, said["email"], reason=said["reason"], **act):
            messages.success(request, f"The address of {person.name} is {person.email}.")
            return redirect("improvement:person-detail", pk)
    return render(request, "improvement/person_address.html", {"person": person, "form": form})


@read_or_send
def person_active(request, pk):
    """Stop a person signing in, or let them again: asked first, with a reason."""
    person = _person_or_404(request, pk)
    refuse_unless_allowed(people.reason_not_to_deactivate(person, by=request.user))
    form = asked(request, ActiveForm, initial={"is_active": "no" if person.is_active else "yes"})
    if request.method == "POST" and form.is_valid():
        wanted, act = form.cleaned_data["is_active"], {"by": request.user, "on": clock.today()}
        if accepted(form, people.set_active, person, wanted, reason=form.cleaned_data["reason"], **act):
            how = "sign in again" if wanted else "no longer sign in"
            messages.success(request, f"{person.name} may {how}.")
            return redirect("improvement:person-detail", pk)
    held = directory.holdings(person.tenures.on(clock.today()), clock.today())
    return render(request, "improvement/person_active.html", {"person": person, "form": form, "held": held})


@require_safe
def who_may_do_what(request):
    """The table that the rules themselves ask, with the reader's own roles marked."""
    mine = request.user.role_names
    rows = [
        (what, [(role, how_far.get(role, ""), role in mine) for role in roles.ROLES])
        for what, how_far in roles.WHO_MAY.items()
    ]
    columns = [(words, role in mine) for role, words in roles.ROLES.items()]
    return render(request, "improvement/who_may_do_what.html", {"columns": columns, "rows": rows})


def _facts_of(person: User, *, by: User) -> dict:
    """What a person's own page shows to `by`, and why each thing on it may not be done, where it may not."""
    return {
        "person": person,
        "role_words": [words for role, words in roles.ROLES.items() if role in person.role_names],
        "reads_every_plan": bool(person.role_names & READ_EVERY_PLAN),
        "shared": person.shared_plans.select_related("plan"),
        "holdings": directory.holdings(person.tenures.all(), clock.today()),
        "coverings": directory.coverings(person.covers.all(), clock.today()),
        "why_not_invite_again": invitations.reason_not_to_invite_again(person, by=by),
        "why_not_roles": people.reason_not_to_change_roles(person, by=by),
        "undelivered": undelivered_to(person),
        "why_not_address": addresses.reason_not_to_correct_address(person, by=by),
        "why_not_active": people.reason_not_to_deactivate(person, by=by),
        "why_not_plans": people.reason_not_to_share_plans(by=by),
        "may_open_people": not people.reason_not_to_read_people(by=by),
        "may_open_posts": not people.reason_not_to_read_posts(by=by),
        "may_read_entries": not audit.reason_not_to_read_audit_trail(by=by),
        "entries": directory.entries_by(person, ENTRIES_SHOWN),
    }


def _invite(request, said: dict) -> None:
    _tell_of_letter(
        request,
        said["name"],
        invitations.invite_by_letter,
        said["email"],
        said["name"],
        said["role"],
        organisation=said["organisation"],
        new_organisation=said["new_organisation"],
        on=clock.today(),
    )


def _tell_of_letter(request, whom, act, *args, **kwargs) -> None:
    """Have a letter sent, and say on the next page whether it went."""
    try:
        act(*args, site=request.build_absolute_uri("/"), by=request.user, **kwargs)
    except invitations.LetterNotSent as failure:
        messages.warning(request, str(failure))
    else:
        messages.success(request, f"An e-mail with a link to choose a password is on its way to {whom}.")


def _person_or_404(request, pk: int) -> User:
    if pk != request.user.pk:
        refuse_unless_allowed(people.reason_not_to_read_people(by=request.user))
    person = directory.people_listed(clock.today()).filter(pk=pk).first()
    if person is None:
        raise Http404("There is no such person. Choose one from the list of people.")
    return person
