"""Plans, their actions, what is said about them and what shows it."""

from django.urls import path

from improvement.views import actions, completions, costs, evidence, exports, plans, timeline, updates

urlpatterns = [
    path("", plans.PlanListView.as_view(), name="plan-list"),
    path("<slug:plan>/", plans.plan_standing, name="plan-standing"),
    path("<slug:plan>/doubts/", plans.plan_doubts, name="plan-doubts"),
    path("<slug:plan>/export/<str:format>/", exports.plan_export, name="plan-export"),
    path("<slug:plan>/timeline/", timeline.plan_timeline, name="plan-timeline"),
    path("<slug:plan>/timeline/export/pdf/", timeline.timeline_export, name="timeline-export"),
    path("<slug:plan>/costs/", costs.plan_costs, name="plan-costs"),
    path("<slug:plan>/costs/export/xlsx/", costs.cost_export, name="cost-export"),
    path("<slug:plan>/costs/add/", costs.cost_add, name="cost-add"),
    path("<slug:plan>/costs/<int:pk>/correct/", costs.cost_correct, name="cost-correct"),
    path("<slug:plan>/costs/<int:pk>/withdraw/", costs.cost_withdraw, name="cost-withdraw"),
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
