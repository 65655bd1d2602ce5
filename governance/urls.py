"""Addresses of oversight: the audit trail."""

from django.urls import path

from governance.views import audit

app_name = "governance"
urlpatterns = [
    path("audit/", audit.LedgerListView.as_view(), name="audit-list"),
    path("audit/export/", audit.audit_export, name="audit-export"),
]
