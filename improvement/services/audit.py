"""Who may read the audit trail, and who may take it away."""

from improvement import roles
from improvement.models import User


def reason_not_to_read_audit_trail(*, by: User) -> str:
    """Why a person may not read the record of everything, or nothing."""
    how_far = roles.WHO_MAY["read the audit trail"]
    if any(how_far.get(role, "").startswith("all") for role in by.role_names):
        return ""
    if by.has_role(roles.LEAD):
        return "You may not read the audit trail. Each action's own page tells its whole story."
    return "You may not read the audit trail. The programme office, auditors and administrators can."


def reason_not_to_export_audit_trail(*, by: User) -> str:
    if roles.may(by, "export the audit trail"):
        return ""
    return "Only an auditor may export the audit trail."
