"""Partners without an account: their links as the plan's own people keep them, and the page that one opens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from improvement import clock
from improvement.forms.partner_links import PartnerLinkForm, PartnerUpdateForm
from improvement.models import Action, PartnerLink
from improvement.partner_links import partner_links
from improvement.services import partner_links as services
from improvement.services.partner_letters import LetterNotSent
from improvement.services.refusals import Refused, refuse_unless_allowed
from improvement.views.asking import asked
from improvement.views.plan_scope import action_or_404
from improvement.views.private_address import forget, private_address, show_once, shown_once, slowed

read_or_send = require_http_methods(["GET", "HEAD", "POST"])
NOT_OURS = "This link is not one of ours or is incomplete."
SAID = "said_by_link"


def links_beside(action, *, when, may_update: bool | None) -> dict:
    """What the page of an action shows of its links today. Whoever may update it keeps them."""
    if when.is_past or not may_update:
        return {}
    refusal = services.reason_not_to_ask(action, services.round_to_ask_in(action, on=when.day))
    return {"partner_links": partner_links(action, on=when.day), "why_not_ask_partners": refusal}


@read_or_send
def partner_link_add(request, plan, address):
    """Whom a link is for; its address is shown on the page that follows, once."""
    action, today = action_or_404(request, plan, address), clock.today()
    keeping = {"by": request.user, "on": today}
    refuse_unless_allowed(services.reason_not_to_keep_partner_links(action, **keeping))
    round = services.round_to_ask_in(action, on=today)
    refuse_unless_allowed(services.reason_not_to_ask(action, round))
    form = asked(request, PartnerLinkForm, round=round, today=today)
    if request.method == "POST" and form.is_valid():
        made = _made(request, form, action)
        if made:
            answer = redirect("improvement:partner-link-detail", plan, address, made.link.pk)
            show_once(request, answer, made.address)
            return answer
    context = {"plan": action.plan, "action": action, "form": form}
    return render(request, "improvement/partner_link_add.html", context)


@require_safe
@never_cache
def partner_link_detail(request, plan, address, pk):
    """One link; its address too, straight after it was made."""
    action, link = _action_and_link(request, plan, address, pk)
    by_link = shown_once(request)
    context = {
        "plan": action.plan,
        "action": action,
        "link": link,
        "named": services.named(link),
        "by_link": by_link,
        "line": next(line for line in partner_links(action, on=clock.today()) if line.pk == link.pk),
    }
    answer = render(request, "improvement/partner_link_detail.html", context)
    if by_link:
        forget(request, answer)
    return answer


@read_or_send
def partner_link_revoke(request, plan, address, pk):
    """The link opens nothing any more."""
    action, link = _action_and_link(request, plan, address, pk)
    act = {"by": request.user, "on": clock.today()}
    refuse_unless_allowed(services.reason_not_to_revoke(link, **act))
    if request.method == "POST":
        services.revoke_link(link, **act)
        messages.success(request, f"The link for {services.named(link)} is revoked.")
        return redirect("improvement:action-detail", plan, address)
    context = {"plan": action.plan, "action": action, "named": services.named(link)}
    return render(request, "improvement/partner_link_revoke.html", context)


# No cookie lends any right here: only the address does, and no other site knows it. And where a page says no
# referrer, browsers send its forms without their origin, which the check would take for a forgery.
@csrf_exempt
@login_not_required
@private_address
@slowed
@read_or_send
def partner_update(request, token):
    """What a partner is asked, without an account: one action, one update, once."""
    link, today = services.link_of(token), clock.today()
    if link is None:
        return _closed(request, NOT_OURS, 404)
    if link.update and request.session.get(SAID) == link.pk and request.method != "POST":
        return render(request, "improvement/partner_thanks.html", {"link": link, "said": link.update})
    if refusal := services.reason_not_to_use(link, on=today):
        return _closed(request, refusal, 410)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PartnerUpdateForm(*sent, action=link.action, today=clock.today())
    if sent and form.is_valid():
        return _said(request, link, form, token)
    return render(
        request, "improvement/partner_update.html", {"link": link, "action": link.action, "form": form}
    )


def _said(request, link: PartnerLink, form: PartnerUpdateForm, token: str):
    today = clock.today()
    try:
        services.use_link(link, **form.said(), by=services.partners(on=today), on=today)
    except Refused as refusal:
        return _closed(request, str(refusal), 410)
    request.session[SAID] = link.pk
    return redirect("improvement:partner-update", token)


def _closed(request, sentence: str, status: int):
    boxes = ("narrative", "reason", "recovery", "forecast") if request.method == "POST" else ()
    typed = [words for name in boxes if (words := request.POST.get(name, ""))]
    context = {"sentence": sentence, "typed": typed}
    return render(request, "improvement/partner_closed.html", context, status=status)


def _made(request, form: PartnerLinkForm, action: Action):
    """The link that was made, or nothing where the form says why not."""
    act = {"site": request.build_absolute_uri("/"), "by": request.user, "on": clock.today()}
    try:
        made = services.make_link(action, **form.said(), **act)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    except LetterNotSent as failure:
        messages.warning(request, str(failure))
        return failure.made
    if made.link.email:
        messages.success(request, f"The link is on its way to {made.link.email}.")
    return made


def _action_and_link(request, plan: str, address: str, pk: int) -> tuple[Action, PartnerLink]:
    action = action_or_404(request, plan, address)
    refuse_unless_allowed(
        services.reason_not_to_keep_partner_links(action, by=request.user, on=clock.today())
    )
    link = action.partner_links.select_related("update", "action__plan", "made_by").filter(pk=pk).first()
    if link is None:
        raise Http404(f"{action.address} has no such link for a partner. Choose it from the action’s page.")
    return action, link
