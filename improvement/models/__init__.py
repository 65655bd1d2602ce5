"""One row of each, in council words. The whole picture: people → plans → findings → actions → progress."""

from improvement.models.actions import Action, Assignment, FindingLink, Step
from improvement.models.deadlines import Deadline
from improvement.models.evidence import Evidence
from improvement.models.findings import Finding, Inspection
from improvement.models.people import Organisation, Post, PostAlias, RoleGrant, Tenure, User
from improvement.models.plans import Plan, PlanReader, Theme
from improvement.models.progress import ProgressUpdate, UpdateRound
from improvement.models.ratings import Rating, RatingScheme
from improvement.record.ledger import LedgerEntry

__all__ = [
    "Action",
    "Assignment",
    "Deadline",
    "Evidence",
    "Finding",
    "FindingLink",
    "Inspection",
    "LedgerEntry",
    "Organisation",
    "Plan",
    "PlanReader",
    "Post",
    "PostAlias",
    "ProgressUpdate",
    "Rating",
    "RatingScheme",
    "RoleGrant",
    "Step",
    "Tenure",
    "Theme",
    "UpdateRound",
    "User",
]
