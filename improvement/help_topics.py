"""What there is help for. The words of each topic stand in templates/improvement/help/<slug>.html."""

from dataclasses import dataclass

from improvement import roles


@dataclass(frozen=True)
class Topic:
    """One page of help: its address, its name, what it answers, and the role it is for (none: everyone)."""

    slug: str
    title: str
    summary: str
    role: str = ""


TOPICS = [
    Topic(
        "leads",
        "Help for accountable leads",
        "Update your actions, add evidence, propose complete.",
        roles.LEAD,
    ),
    Topic(
        "board-members",
        "Help for board members",
        "See how the plan stands, what moved and why.",
        roles.BOARD_MEMBER,
    ),
    Topic(
        "democratic-services",
        "Help for democratic services",
        "Take the plan away as a PDF or a workbook, as it stood on a day.",
        roles.DEMOCRATIC_SERVICES,
    ),
    Topic(
        "programme-office",
        "Help for the programme office",
        "Accept completed actions, keep posts, invite leads, share plans, withdraw evidence.",
        roles.OFFICE,
    ),
    Topic(
        "auditors",
        "Help for auditors",
        "See who did what and when, export the audit trail, check the record.",
        roles.AUDITOR,
    ),
    Topic(
        "administrators",
        "Help for administrators",
        "Invite people, change roles, deactivate leavers, see that everything works.",
        roles.ADMINISTRATOR,
    ),
    Topic(
        "dates", "Dates and the record", "The plan as it stood on a day, deadlines, and the record number."
    ),
    Topic("signing-in", "Signing in", "Passwords, being signed out, and where your typing went."),
]


def topic_at(slug: str) -> Topic | None:
    """The topic of an address."""
    return next((topic for topic in TOPICS if topic.slug == slug), None)


def topics_for(role_names: set[str]) -> tuple[list[Topic], list[Topic]]:
    """The topics of somebody's own roles, and all the others."""
    own = [topic for topic in TOPICS if topic.role in role_names]
    return own, [topic for topic in TOPICS if topic not in own]
