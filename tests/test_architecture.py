"""The house keeps its own rules: imports go down, writes go through services, views stay small."""

import ast
import inspect
from functools import cache
from pathlib import Path

import pytest

from improvement import services

ROOT = Path(__file__).resolve().parent.parent
APPS = ["governance", "kpis", "improvement"]
# Writing methods that only services (and the record under them) may call.
WRITES = {"save", "delete", "create", "update_or_create", "get_or_create", "bulk_create", "bulk_update"}
MAY_WRITE = ("services/", "record/", "migrations/", "models/people.py")
# Saving these is no change of a domain row: allauth's and Django's own rows, passwords, files, workbooks.
EXEMPT = {
    ("improvement/accounts.py", "save"): "a password alone",
    ("improvement/demo/accounts.py", "save"): "a demonstration password alone",
}


def python_files(app: str) -> list[Path]:
    return sorted(path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


def imported(path: Path) -> set[str]:
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("app", APPS)
def test_imports_go_down(app):
    above = set(APPS[: APPS.index(app)])
    upward = {str(path.relative_to(ROOT)): imported(path) & above for path in python_files(app)}
    assert {path: found for path, found in upward.items() if found} == {}


@pytest.mark.parametrize("app", APPS)
def test_nothing_reads_outside_the_project(app):
    for path in python_files(app):
        assert "../shared" not in path.read_text(), path


def test_every_writing_service_names_its_actor_and_its_day():
    """A function of a service module that opens an act of writing takes by= and on= by name only."""
    unsigned, seen = [], 0
    for path in sorted((ROOT / "improvement/services").glob("*.py")):
        for node in nodes(path):
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            calls = {getattr(call.func, "id", "") for call in ast.walk(node) if isinstance(call, ast.Call)}
            if "writing" in calls:
                seen += 1
                keywords = {argument.arg for argument in node.args.kwonlyargs}
                expected = {"on"} if node.name == "system_user" else {"by", "on"}
                if not expected <= keywords:
                    unsigned.append(f"{path.name}: {node.name}")
    assert unsigned == []
    assert seen > 15, "the services are looked for in the wrong place"
    assert services.__name__ == "improvement.services"


@pytest.mark.parametrize("app", APPS)
def test_no_domain_row_is_written_outside_a_service(app):
    """Static half of the promise; WriteOutsideService (tests of the record) is the half that runs."""
    written = []
    for path in python_files(app):
        name = str(path.relative_to(ROOT))
        if any(part in name for part in MAY_WRITE):
            continue
        for node in nodes(path):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITES
            ):
                target = ast.unparse(node.func.value)
                if (name, node.func.attr) not in EXEMPT and not is_a_file(target):
                    written.append(f"{name}:{node.lineno} {target}.{node.func.attr}()")
    assert written == []


def is_a_file(target: str) -> bool:
    """Workbooks, PDFs and stored files are saved too, and are no domain rows."""
    return target in {"book", "workbook", "pdf", "document", "default_storage", "storage"}


def test_views_are_short():
    views = [path for app in APPS for path in sorted((ROOT / app / "views").glob("*.py"))]
    functions = [
        (path.name, node) for path in views for node in nodes(path) if isinstance(node, ast.FunctionDef)
    ]
    long = [f"{name}: {node.name}" for name, node in functions if node.end_lineno - node.lineno + 1 > 25]
    assert long == []
    assert len(functions) > 30, "the views are looked for in the wrong place"


def test_only_views_commands_and_the_record_ask_what_day_it_is():
    asked = []
    for app in APPS:
        for path in python_files(app):
            name = str(path.relative_to(ROOT))
            may = ("/views/", "/management/", "/record/", "clock.py", "context_processors.py", "/demo/")
            if "clock.today()" in path.read_text() and not any(part in f"/{name}" for part in may):
                asked.append(name)
    assert asked == []


def test_files_stay_small():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for app in [*APPS, "config", "tests"]
        for path in python_files(app)
    }
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert sum(length <= 250 for length in lengths.values()) >= 0.9 * len(lengths)


def test_no_wildcard_imports_and_no_drawers():
    for app in [*APPS, "tests"]:
        for path in python_files(app):
            assert path.name not in {"utils.py", "helpers.py", "common.py", "misc.py"}, path
            assert not any(
                alias.name == "*"
                for node in nodes(path)
                if isinstance(node, ast.ImportFrom)
                for alias in node.names
            ), path


def test_every_model_says_what_one_row_is():
    from django.apps import apps

    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if not model.__name__.startswith("Historical"):
                doc = inspect.getdoc(model) or ""
                assert doc, model
                assert not doc.startswith(f"{model.__name__}("), f"{model.__name__} has no docstring"
