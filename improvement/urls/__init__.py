"""Addresses of the ground floor, by the noun they are about."""

from django.urls import include, path

from improvement.views import demonstration, home, pages

app_name = "improvement"
urlpatterns = [
    path("", home.home, name="home"),
    path("plans/", include("improvement.urls.plans")),
    path("", include("improvement.urls.people")),
    path("help/", pages.help_index, name="help"),
    path("help/<slug:topic>/", pages.help_topic, name="help-topic"),
    path("glossary/", pages.glossary, name="glossary"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("demonstration/day/", demonstration.demonstration_day, name="demonstration-day"),
    path("health/", pages.health, name="health"),
]
