"""The glossary as it stands on a day, and which short forms of the plans it does not explain."""

from dataclasses import dataclass

from improvement import as_at as then
from improvement.as_at import AsAt
from improvement.glossary import Term, by_letter, with_short_forms
from improvement.glossary.acronyms import Text, Unexplained, unexplained
from improvement.models import Action, Outcome, Plan, PlanPassage, ProgressUpdate, ShortForm, Theme


@dataclass(frozen=True)
class Missing:
    """A short form that nothing explains, with the plans that use it: address, title and how often."""

    form: str
    times: int
    example: str
    plans: list[tuple[str, str, int]]


@dataclass(frozen=True)
class GlossaryPage:
    """Every term by its letter, and what is missing; None where the reader does not keep the glossary."""

    letters: list[tuple[str, list[Term]]]
    missing: list[Missing] | None


def terms_on(when: AsAt) -> tuple[Term, ...]:
    """The fixed terms, and those that the office had explained by a day. One query."""
    rows = then.in_force(ShortForm, when).order_by("acronym").values_list("acronym", "meaning", "id")
    return with_short_forms(Term(acronym, meaning, short_form=pk) for acronym, meaning, pk in rows)


def glossary_page(when: AsAt, *, keeps: bool) -> GlossaryPage:
    """One query, and six more for whoever keeps it: they read every word that the plans print."""
    terms = terms_on(when)
    return GlossaryPage(by_letter(terms), missing_from(terms) if keeps else None)


def missing_from(terms: tuple[Term, ...]) -> list[Missing]:
    """Short forms in plans that the terms do not spell out, the most used first. Six queries."""
    titles = dict(Plan.objects.order_by("-dated", "title").values_list("slug", "title"))
    found = unexplained(plan_texts(), (term.term for term in terms if term.is_spelt_out))
    return [Missing(row.form, row.times, row.example, _plans(row, titles)) for row in found]


def plan_texts() -> list[Text]:
    """What plans print about what is to be done: no more columns than are read. Five queries."""
    own = {"withdrawn_on__isnull": True}
    sources = [
        Action.objects.filter(**own).values_list("plan__slug", "words", "impact", "measures"),
        Outcome.objects.filter(**own).values_list("plan__slug", "words"),
        Theme.objects.filter(**own).values_list("plan__slug", "title"),
        PlanPassage.objects.values_list("plan__slug", "heading", "words"),
        ProgressUpdate.objects.filter(is_printed=True).values_list("action__plan__slug", "narrative"),
    ]
    return [Text(plan, "\n".join(words)) for rows in sources for plan, *words in rows.order_by("pk")]


def _plans(row: Unexplained, titles: dict[str, str]) -> list[tuple[str, str, int]]:
    return [(slug, title, row.by_plan[slug]) for slug, title in titles.items() if slug in row.by_plan]
