"""One row of each, in council words. The whole picture: people → plans → findings → actions → progress."""

from improvement.models.actions import Action, Assignment, FindingLink, Step
from improvement.models.costs import Cost
from improvement.models.deadlines import Deadline, DeadlineRequest, Trigger
from improvement.models.dependencies import Dependency, Programme
from improvement.models.evidence import Evidence
from improvement.models.findings import Finding, Inspection
from improvement.models.glossary import ShortForm
from improvement.models.impact import ImpactCheck
from improvement.models.letters import CalendarFeed, PartnerLink, Reminder, ReminderRefusal
from improvement.models.narratives import NarrativePoint, NarrativeUpdate
from improvement.models.outcomes import Outcome, PrintedLead
from improvement.models.people import Cover, Organisation, Post, PostAlias, RoleGrant, Tenure, User
from improvement.models.plans import Plan, PlanPassage, PlanReader, PlanVersion, Theme
from improvement.models.progress import ProgressUpdate, UpdateDraft, UpdateReview, UpdateRound
from improvement.models.ratings import Rating, RatingScheme
from improvement.models.timeline import Milestone, Phase
from improvement.record.ledger import LedgerEntry

__all__ = [
    "Action",
    "Assignment",
    "CalendarFeed",
    "Cost",
    "Cover",
    "Deadline",
    "DeadlineRequest",
    "Dependency",
    "Evidence",
    "Finding",
    "FindingLink",
    "ImpactCheck",
    "Inspection",
    "LedgerEntry",
    "Milestone",
    "NarrativePoint",
    "NarrativeUpdate",
    "Organisation",
    "Outcome",
    "PartnerLink",
    "Phase",
    "Plan",
    "PlanPassage",
    "PlanReader",
    "PlanVersion",
    "Post",
    "PostAlias",
    "PrintedLead",
    "Programme",
    "ProgressUpdate",
    "Rating",
    "RatingScheme",
    "Reminder",
    "ReminderRefusal",
    "RoleGrant",
    "ShortForm",
    "Step",
    "Tenure",
    "Theme",
    "Trigger",
    "UpdateDraft",
    "UpdateReview",
    "UpdateRound",
    "User",
]
