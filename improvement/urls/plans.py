"""Plans, their actions, what is said about them and what shows it."""

from django.urls import path

from improvement.views import actions, changes, completions, evidence, exports, plans, updates

urlpatterns = [
    path("", plans.PlanListView.as_view(), name="plan-list"),
    path("<slug:plan>/", plans.plan_standing, name="plan-standing"),
    path("<slug:plan>/doubts/", plans.plan_doubts, name="plan-doubts"),
    path("<slug:plan>/changes/", changes.plan_changes, name="plan-changes"),
    path("<slug:plan>/changes/export/<str:format>/", changes.changes_export, name="changes-export"),
    path("<slug:plan>/export/<str:format>/", exports.plan_export, name="plan-export"),
    path("<slug:plan>/actions/", actions.ActionListView.as_view(), name="action-list"),
    path("<slug:plan>/actions/download/<str:format>/", actions.action_download, name="action-download"),
    path("<slug:plan>/actions/<str:address>/", actions.action_detail, name="action-detail"),
    path("<slug:plan>/actions/<str:address>/update/", updates.action_update, name="action-update"),
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
]
