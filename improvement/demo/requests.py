"""Bringing illustrative requests to move a deadline in: nobody has answered them yet."""

from improvement.deadlines.entered import read_on
from improvement.demo import files
from improvement.demo.loading import Loading
from improvement.services.deadline_requests import Wish, ask_to_move


def load_requests(slug: str, load: Loading) -> None:
    """Every request of fixtures/<slug>/requests.toml by the day it bears."""
    wanted = files.read(f"{slug}/requests.toml")["request"] if files.has(f"{slug}/requests.toml") else []
    for request in wanted:
        reading = read_on(request["words"], request["on"], quarters=load.plan.quarters)
        wish = Wish(request["words"], reading, request["reason"])
        ask_to_move(load.actions[request["ref"]], wish, is_illustrative=True, by=load.by, on=request["on"])
