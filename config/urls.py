"""Every address of the product. Each is closed to people not signed in unless its view says otherwise."""

from django.urls import include, path

urlpatterns = [
    path("", include("improvement.urls.accounts")),
    path("", include("improvement.urls")),
    path("", include("governance.urls")),
]

handler403 = "improvement.views.errors.not_allowed"
handler404 = "improvement.views.errors.not_found"
handler500 = "improvement.views.errors.broken"
