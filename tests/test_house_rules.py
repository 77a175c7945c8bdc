"""The rules of the house that no other tool knows: sizes, names, what may stand where, which way tables point."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

HOUSE = settings.HOUSE
CODE = [
    path
    for folder in ("config", "ops", "sumvay", "tests", "tools")
    for path in sorted((HOUSE / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
OURS = [*sorted((HOUSE / "sumvay").rglob("*")), *sorted((HOUSE / "templates").rglob("*"))]
TEMPLATES = [path for path in OURS if path.suffix == ".html"]
SHEETS_AND_SCRIPTS = [path for path in OURS if path.suffix in {".css", ".js"} and "vendor" not in path.parts]
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "base", "misc", "mixins", "lib", "managers"}
DOORS = {"views", "api", "tasks"}


def show(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def part_of_room(path: Path) -> tuple[str, str] | None:
    """Room and kind of file, as ("org", "services") for sumvay/org/services/tree.py."""
    inside = path.relative_to(HOUSE).with_suffix("").parts
    return (inside[1], inside[2]) if inside[0] == "sumvay" and len(inside) > 2 else None


def files_of_kind(*kinds: str) -> list[Path]:
    return [path for path in CODE if (part := part_of_room(path)) and part[1] in kinds]


@pytest.mark.parametrize("path", [*CODE, *SHEETS_AND_SCRIPTS], ids=show)
def test_no_file_is_longer_than_four_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", CODE, ids=show)
def test_no_function_is_longer_than_fifty_lines(path):
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [
        f"{f.name}: {f.end_lineno - f.lineno + 1}" for f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION
    ] == []


def test_nothing_has_a_name_that_says_nothing():
    named = {part for path in CODE for part in path.relative_to(HOUSE).with_suffix("").parts}
    assert named & FORBIDDEN_NAMES == set()


def test_every_module_says_in_one_sentence_where_one_is():
    assert [show(path) for path in CODE if "tests" not in path.parts and not ast.get_docstring(tree_of(path))] == []


@pytest.mark.parametrize("path", files_of_kind("services", "selectors", "permissions", "models"), ids=show)
def test_what_happens_inside_knows_no_requests(path):
    forbidden = re.compile(r"^django\.(http|shortcuts|contrib\.messages)(\.|$)")
    imported = {module for module in imports_of(path) if forbidden.match(module)}
    arguments = {
        argument.arg
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        for argument in [*node.args.args, *node.args.kwonlyargs]
    }
    assert imported == set()
    assert "request" not in arguments


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", files_of_kind(*DOORS), ids=show)
def test_doors_ask_selectors_and_never_the_tables(path):
    asked = [n.lineno for n in ast.walk(tree_of(path)) if isinstance(n, ast.Attribute) and n.attr == "objects"]
    assert asked == []


@pytest.mark.parametrize("path", files_of_kind("services"), ids=show)
def test_services_take_their_arguments_by_name(path):
    """Public functions only; what begins with an underscore is a step inside."""
    functions = [node for node in tree_of(path).body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]
    positional = {function.name for function in functions if len(function.args.args) > 1}
    assert positional == set()


@cache
def height_of_rooms() -> dict[str, int]:
    """How high each room lies, read from the floor plan in pyproject.toml."""
    contract = (HOUSE / "pyproject.toml").read_text().split("exhaustive = true", 1)[1].split("]", 1)[0]
    layers = re.findall(r'^\s*"([a-z| ]+)"', contract, re.MULTILINE)
    return {room.strip(): -depth for depth, layer in enumerate(layers) for room in layer.split("|")}


def test_foreign_keys_point_only_to_lower_rooms():
    height = height_of_rooms()
    upward = []
    for model in apps.get_models(include_auto_created=True):
        room = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            points = target and not field.auto_created and field.model is model
            if points and room in height and target._meta.app_label in height:
                other = target._meta.app_label
                if other != room and height[other] >= height[room]:
                    upward.append(f"{room}.{model.__name__}.{field.name} -> {other}")
    assert upward == []


def test_migrations_depend_only_on_lower_rooms():
    height = height_of_rooms()
    upward = [
        f"{room}.{name} -> {other}"
        for (room, name), migration in MigrationLoader(None).disk_migrations.items()
        for other, _ in migration.dependencies
        if room in height and other in height and other != room and height[other] >= height[room]
    ]
    assert upward == []


@pytest.mark.parametrize("path", TEMPLATES, ids=show)
def test_templates_hold_no_style_and_no_script(path):
    # Django's own tags go first: in `{% if one == desk %}` nothing is an attribute
    source = re.sub(r"{%.*?%}|{{.*?}}", "", path.read_text(encoding="utf-8"))
    tags = re.findall(r"<[a-zA-Z][^>]*>", source)
    inline = [tag for tag in tags if re.search(r"\s(style|on[a-z]+)\s*=", tag)]
    blocks = re.findall(r"<style\b|<script\b(?![^>]*\bsrc=)", source)
    assert inline + blocks == []


@pytest.mark.parametrize("path", [*TEMPLATES, *SHEETS_AND_SCRIPTS], ids=show)
def test_everything_is_served_from_the_house(path):
    source = path.read_text(encoding="utf-8")
    assert (
        re.findall(
            r"""(?:src|href)=["'](?:https?:)?//[^"']*\.(?:js|css|woff2?)|@import|url\(["']?(?:https?:)?//""", source
        )
        == []
    )
