"""Bringing illustrative rounds in, in the order of time, each word dated as if it had been said then."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from improvement.deadlines import Kind, Precision, Reading
from improvement.demo import files
from improvement.demo.loading import Loading
from improvement.models import Post, Rating, UpdateRound
from improvement.ratings import Code
from improvement.services import completion, deadlines, evidence, progress, rounds

EVIDENCE_TEXT = "Illustrative. This file stands for “{title}”, which was invented for demonstration.\n"


def load_rounds(slug: str, load: Loading) -> None:
    """Every round, update and deadline move of fixtures/<slug>/ by the day it bears."""
    ratings = {rating.code: rating for rating in load.plan.scheme.ratings.all()}
    moves = files.read(f"{slug}/moves.toml")["move"] if files.has(f"{slug}/moves.toml") else []
    for wanted in files.plan_rounds(slug):
        _load_moves(load, [move for move in moves if move["on"] < wanted["opens"]])
        moves = [move for move in moves if move["on"] >= wanted["opens"]]
        round = rounds.open_round(
            load.plan,
            wanted["title"],
            opens=wanted["opens"],
            closes=wanted["closes"],
            is_illustrative=True,
            by=load.by,
            on=wanted["opens"],
        )
        for update in sorted(wanted["update"], key=lambda update: update["on"]):
            _load_update(load, round, ratings, update)
        if wanted["closed"]:
            rounds.close_round(round, by=load.by, on=wanted["closes"])
    _load_moves(load, moves)


def _load_update(load: Loading, round: UpdateRound, ratings: dict[str, Rating], said: dict) -> None:
    action, on = load.actions[said["ref"]], said["on"]
    update = progress.report_progress(
        action,
        rating=ratings[said["rating"]],
        narrative=said["narrative"],
        reason=said.get("reason", ""),
        recovery=said.get("recovery", ""),
        forecast=said.get("forecast", ""),
        round=round,
        post=_post_speaking(load, said),
        steps_done=_steps(action, said),
        is_illustrative=True,
        by=load.by,
        on=on,
    )
    if said["rating"] == Code.COMPLETE:
        _load_evidence(load, update, said["evidence"], on)
        completion.accept_complete(update, by=load.by, on=on, is_illustrative=True)


def _post_speaking(load: Loading, said: dict) -> Post | None:
    return None if said["by"] == "programme-office" else load.posts[said["by"]]


def _steps(action, said: dict) -> set[int] | None:
    if "steps_done" not in said:
        return None
    return {step.pk for step in action.steps.all() if step.position in said["steps_done"]}


def _load_evidence(load: Loading, update, title: str, on: date) -> None:
    upload = SimpleUploadedFile("illustrative-evidence.txt", EVIDENCE_TEXT.format(title=title).encode())
    evidence.add_file(
        update.action, upload, title=title, update=update, is_illustrative=True, by=load.by, on=on
    )


def _load_moves(load: Loading, moves: list[dict]) -> None:
    for move in moves:
        deadlines.set_deadline(
            load.actions[move["ref"]],
            move["words"],
            Reading(kind=Kind.BY, ends=move["ends"], precision=Precision.DAY),
            agreed_by=move["agreed_by"],
            reason=move["reason"],
            is_illustrative=True,
            by=load.by,
            on=move["on"],
        )
