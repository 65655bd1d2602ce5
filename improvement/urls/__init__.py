"""Addresses of the ground floor, by the noun they are about."""

from django.urls import include, path

from improvement.views import (
    calendar,
    demonstration,
    glossary,
    home,
    my_actions,
    pages,
    partner_links,
    search,
)

app_name = "improvement"
urlpatterns = [
    path("", home.home, name="home"),
    path("my-actions/", my_actions.my_actions, name="my-actions"),
    path("my-actions/no-change/", my_actions.no_change, name="no-change"),
    path("my-actions/<slug:plan>/<str:address>/", my_actions.my_action_update, name="my-action-update"),
    path("search/", search.search, name="search"),
    path("plans/", include("improvement.urls.plans")),
    path("", include("improvement.urls.people")),
    path("help/", pages.help_index, name="help"),
    path("help/<slug:topic>/", pages.help_topic, name="help-topic"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("glossary/add/", glossary.short_form_add, name="short-form-add"),
    path("glossary/<int:pk>/edit/", glossary.short_form_edit, name="short-form-edit"),
    path("glossary/<int:pk>/withdraw/", glossary.short_form_withdraw, name="short-form-withdraw"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("partner/<str:token>/", partner_links.partner_update, name="partner-update"),
    path("calendar/<str:token>.ics", calendar.calendar_feed, name="calendar-feed"),
    path("demonstration/day/", demonstration.demonstration_day, name="demonstration-day"),
    path("health/", pages.health, name="health"),
]
