"""Plans, their actions, what is said about them and what shows it."""

from django.urls import path

from improvement.views import (
    actions,
    completions,
    evidence,
    evidence_list,
    exports,
    keeping,
    links,
    plans,
    twins,
    updates,
    versions,
)

urlpatterns = [
    path("", plans.PlanListView.as_view(), name="plan-list"),
    path("add/", keeping.plan_add, name="plan-add"),
    path("<slug:plan>/", plans.plan_standing, name="plan-standing"),
    path("<slug:plan>/keep/", keeping.plan_keep, name="plan-keep"),
    path("<slug:plan>/edit/", keeping.plan_edit, name="plan-edit"),
    path("<slug:plan>/versions/", versions.plan_versions, name="plan-versions"),
    path("<slug:plan>/themes/add/", keeping.theme_add, name="theme-add"),
    path("<slug:plan>/themes/<int:pk>/edit/", keeping.theme_edit, name="theme-edit"),
    path("<slug:plan>/findings/add/", keeping.finding_add, name="finding-add"),
    path("<slug:plan>/keep/<str:kind>/<int:pk>/withdraw/", keeping.part_withdraw, name="part-withdraw"),
    path("<slug:plan>/keep/<str:kind>/<int:pk>/move/", keeping.part_move, name="part-move"),
    path("<slug:plan>/evidence/", evidence_list.EvidenceListView.as_view(), name="evidence-list"),
    path("<slug:plan>/evidence/download/", evidence_list.evidence_download, name="evidence-download"),
    path("<slug:plan>/doubts/", plans.plan_doubts, name="plan-doubts"),
    path("<slug:plan>/twins/", twins.plan_twins, name="plan-twins"),
    path("<slug:plan>/links/", links.plan_links, name="plan-links"),
    path("<slug:plan>/export/<str:format>/", exports.plan_export, name="plan-export"),
    path("<slug:plan>/actions/", actions.ActionListView.as_view(), name="action-list"),
    path("<slug:plan>/actions/download/<str:format>/", actions.action_download, name="action-download"),
    path("<slug:plan>/actions/add/", keeping.action_add, name="action-add"),
    path("<slug:plan>/actions/<str:address>/", actions.action_detail, name="action-detail"),
    path("<slug:plan>/actions/<str:address>/update/", updates.action_update, name="action-update"),
    path("<slug:plan>/actions/<str:address>/edit/", keeping.action_edit, name="action-edit"),
    path("<slug:plan>/actions/<str:address>/leads/", keeping.action_leads, name="action-leads"),
    path("<slug:plan>/actions/<str:address>/findings/", keeping.action_findings, name="action-findings"),
    path("<slug:plan>/actions/<str:address>/merge/", keeping.action_merge, name="action-merge"),
    path("<slug:plan>/actions/<str:address>/accept/", completions.action_accept, name="action-accept"),
    path("<slug:plan>/actions/<str:address>/evidence/add/", evidence.evidence_add, name="evidence-add"),
    path(
        "<slug:plan>/actions/<str:address>/evidence/<int:pk>/", evidence.evidence_open, name="evidence-open"
    ),
    path(
        "<slug:plan>/actions/<str:address>/evidence/<int:pk>/withdraw/",
        evidence.evidence_withdraw,
        name="evidence-withdraw",
    ),
    path("<slug:plan>/actions/<str:address>/links/add/", links.link_add, name="link-add"),
    path("<slug:plan>/actions/<str:address>/links/<int:pk>/", links.link_edit, name="link-edit"),
    path(
        "<slug:plan>/actions/<str:address>/links/<int:pk>/withdraw/",
        links.link_withdraw,
        name="link-withdraw",
    ),
]
