"""Plans, their actions, what is said about them and what shows it."""

from django.urls import path

from improvement.views import actions, completions, deadlines, evidence, exports, plans, triggers, updates

urlpatterns = [
    path("", plans.PlanListView.as_view(), name="plan-list"),
    path("<slug:plan>/", plans.plan_standing, name="plan-standing"),
    path("<slug:plan>/doubts/", plans.plan_doubts, name="plan-doubts"),
    path("<slug:plan>/deadlines/", deadlines.plan_deadlines, name="plan-deadlines"),
    path("<slug:plan>/triggers/", triggers.trigger_list, name="trigger-list"),
    path("<slug:plan>/triggers/add/", triggers.trigger_add, name="trigger-add"),
    path("<slug:plan>/triggers/<int:pk>/edit/", triggers.trigger_edit, name="trigger-edit"),
    path("<slug:plan>/triggers/<int:pk>/actions/", triggers.trigger_actions, name="trigger-actions"),
    path("<slug:plan>/triggers/<int:pk>/happened/", triggers.trigger_happened, name="trigger-happened"),
    path("<slug:plan>/export/<str:format>/", exports.plan_export, name="plan-export"),
    path("<slug:plan>/actions/", actions.ActionListView.as_view(), name="action-list"),
    path("<slug:plan>/actions/download/<str:format>/", actions.action_download, name="action-download"),
    path("<slug:plan>/actions/<str:address>/", actions.action_detail, name="action-detail"),
    path("<slug:plan>/actions/<str:address>/update/", updates.action_update, name="action-update"),
    path("<slug:plan>/actions/<str:address>/deadline/", deadlines.action_deadline, name="action-deadline"),
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
