"""Signing in and out, and passwords: allauth's views, and no other of its pages; and one's own choices."""

from allauth.account import views
from django.urls import path, re_path

from improvement.views import reminders
from improvement.views.calendar import account_calendar

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/forgotten/", views.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/chosen/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("account/reminders/", reminders.account_reminders, name="account_reminders"),
    path("account/calendar/", account_calendar, name="account_calendar"),
    path("account/inactive/", views.account_inactive, name="account_inactive"),
]
