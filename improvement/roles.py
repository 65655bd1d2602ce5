"""The six roles and who may do what, as data: the rules ask it, and a page prints it."""

OFFICE = "office"
LEAD = "lead"
BOARD_MEMBER = "board-member"
DEMOCRATIC_SERVICES = "democratic-services"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"

ROLES = {
    OFFICE: "Programme office",
    LEAD: "Accountable lead",
    BOARD_MEMBER: "Board member",
    DEMOCRATIC_SERVICES: "Democratic services",
    AUDITOR: "Auditor",
    ADMINISTRATOR: "Administrator",
}

# What one may do → for each role that may, how far. A role not named may not.
WHO_MAY = {
    "read plans": {
        OFFICE: "all",
        LEAD: "all",
        BOARD_MEMBER: "those shared with them",
        DEMOCRATIC_SERVICES: "those shared with them",
        AUDITOR: "all",
        ADMINISTRATOR: "all",
    },
    "read evidence": {
        OFFICE: "all",
        LEAD: "of their own actions",
        BOARD_MEMBER: "of plans shared with them",
        AUDITOR: "all",
    },
    "update an action": {
        OFFICE: "any, recorded as on behalf of its lead",
        LEAD: "where they hold or cover the accountable or a supporting post",
    },
    "open and close update rounds": {OFFICE: "of any plan"},
    "send an update back": {
        OFFICE: "any, never their own",
        LEAD: "of posts that report to theirs",
    },
    "ask partners by a link": {
        OFFICE: "about any action",
        LEAD: "where they hold or cover the accountable or a supporting post",
    },
    "add evidence": {
        OFFICE: "to any action",
        LEAD: "where they hold or cover the accountable or a supporting post",
    },
    "accept an action as complete": {
        OFFICE: "yes, never what they proposed",
        LEAD: "where its lead reports to them, never what they proposed",
        BOARD_MEMBER: "where they chair the plan’s board",
    },
    "check the impact of a completed action": {
        OFFICE: "yes, never what they proposed",
        LEAD: "where its lead reports to them, never what they proposed",
        BOARD_MEMBER: "where they chair the plan’s board",
    },
    "ask to move a deadline": {
        OFFICE: "any",
        LEAD: "where they hold or cover the accountable or a supporting post",
    },
    "agree that a deadline moves": {
        OFFICE: "any, never what they asked for; for the board with its decision",
        LEAD: "where its lead reports to them, within the plan’s days",
        BOARD_MEMBER: "where they chair the plan’s board",
    },
    "set the rules of a plan": {OFFICE: "any, with a reason"},
    "withdraw evidence": {OFFICE: "any, with a reason"},
    "set deadlines": {OFFICE: "any, with a reason where one moves"},
    "keep triggers": {OFFICE: "yes, the events that deadlines wait for"},
    "keep links": {OFFICE: "of any action, with a reason"},
    "keep costs": {OFFICE: "of any plan, with a reason"},
    "share a plan": {OFFICE: "any", ADMINISTRATOR: "any"},
    "read posts and who holds them": {
        OFFICE: "all",
        LEAD: "all",
        AUDITOR: "all",
        ADMINISTRATOR: "all",
    },
    "keep posts and who holds them": {OFFICE: "yes"},
    "say who covers a post": {OFFICE: "any post", LEAD: "the post they hold"},
    "change several actions at once": {OFFICE: "their lead, theme, findings or deadline, with a reason"},
    "keep the glossary": {OFFICE: "yes"},
    "read people": {OFFICE: "all", ADMINISTRATOR: "all"},
    "invite people": {OFFICE: "accountable leads", ADMINISTRATOR: "any role"},
    "correct e-mail addresses": {OFFICE: "of accountable leads", ADMINISTRATOR: "of anyone, never their own"},
    "deactivate people and change roles": {ADMINISTRATOR: "yes, never themselves"},
    "read the audit trail": {
        OFFICE: "all",
        LEAD: "the story of their actions",
        AUDITOR: "all, and export",
        ADMINISTRATOR: "all",
    },
    "export the audit trail": {AUDITOR: "yes"},
}


def may(user, what: str) -> bool:
    """Whether any role of a person lets them do a thing at all; how far is the rule's own question."""
    return bool(user.role_names & WHO_MAY[what].keys())
