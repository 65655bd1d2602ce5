"""Addresses of the ground floor, by the noun they are about."""

from django.urls import include, path

from improvement.views import home, pages, search

app_name = "improvement"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("plans/", include("improvement.urls.plans")),
    path("", include("improvement.urls.people")),
    path("help/", pages.help_index, name="help"),
    path("help/<slug:topic>/", pages.help_topic, name="help-topic"),
    path("glossary/", pages.glossary, name="glossary"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("health/", pages.health, name="health"),
]
