"""The architecture is a test: who may import whom, how long a module may be, what is described."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from sitegen import atlas, changes, events, records, terms, words
from sitegen.validate import Record

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "sitegen"
LONGEST_MODULE = 300
"""Lines."""

ARROWS: dict[str, set[str]] = {
    # Data: nothing of the pipeline is known here.
    "problems": set(),
    "dates": set(),
    "files": {"problems"},
    "validate": {"dates", "problems"},
    "yaml_lines": {"problems", "validate"},
    "toml_lines": {"problems", "validate"},
    "config": {"files", "problems", "toml_lines", "validate"},
    "records": {"dates", "validate"},
    "words": {"validate"},
    "breaks": {"problems", "validate"},
    "typeset": {"breaks"},
    "markup": {"problems", "typeset"},
    "patterns": set(),
    "tone": {"patterns", "records", "validate"},
    "terms": {"validate"},
    "changes": {"records", "validate"},
    "events": {"records", "validate"},
    "numerals": {"patterns", "validate"},
    "atlas": {"problems", "projection", "read", "validate"},
    "model": {"atlas", "changes", "config", "events", "markup", "numerals", "records", "terms", "tone", "typeset", "validate", "words"},
    # Steps, in the order of the pipeline: none imports a later one.
    "read": {"config", "files", "problems", "validate", "yaml_lines"},
    "schema": {
        "breaks", "changes", "config", "events", "markup", "model", "numerals", "problems", "read", "records", "terms", "tone", "validate",
        "words",
    },
    "i18n": {"config", "dates", "files", "problems"},
    "typesetters": {"breaks", "config", "i18n", "model", "records", "schema", "typeset"},
    "assemble": {"atlas", "config", "model", "problems", "read", "schema", "typesetters"},
    "addresses": {"model", "problems"},
    "uses": {"model"},
    "news": {"dates", "events", "model", "words"},
    "vocabulary": {"model", "records", "terms"},
    "lifelines": {"dates"},
    "projection": set(),
    "cache": set(),
    "photos": {"cache", "config", "files", "model", "problems"},
    "values": {"dates", "i18n", "markup", "model", "numerals", "problems", "read", "validate", "words"},
    "ruby": set(),
    "sky": set(),
    "views": {
        "atlas", "dates", "events", "lifelines", "news", "photos", "ruby", "sky", "terms", "uses", "vocabulary", "addresses", "config",
        "markup", "model", "records",
    },
    "render": {"config", "i18n", "numerals", "problems", "typeset", "views"},
    "styles": {"config", "files", "problems", "render"},
    "scripts": {"config", "files", "problems", "render"},
    "fonts": {"cache", "config", "files", "problems", "render", "toml_lines", "validate"},
    "write": {"atlas", "photos", "config", "files", "fonts", "i18n", "problems", "read", "render", "scripts", "styles"},
    "cards": {"addresses", "cache", "config", "fonts", "i18n", "model", "problems", "render", "views"},
    "checks": {
        "atlas", "breaks", "changes", "dates", "lifelines", "news", "uses", "addresses", "config", "markup", "model", "numerals", "problems", "read", "records", "terms", "tone", "validate",
        "values", "vocabulary",
    },
    "pipeline": {
        "addresses", "assemble", "atlas", "cards", "photos", "checks", "config", "fonts", "i18n", "model", "problems", "read",
        "render", "schema", "scripts", "styles", "values", "views", "write",
    },
    # What a person meets.
    "scaffold": {"config", "model", "problems", "read", "records", "schema", "validate"},
    "serve": {"config", "pipeline", "problems", "views", "write"},
    "terminal": {"model", "pipeline", "problems"},
    "cli": {
        "config", "i18n", "pipeline", "problems", "scaffold", "serve", "terminal", "views",
    },
}  # fmt: skip
"""module or subpackage: what it may import from the package"""

HEAVY = {
    "babel",
    "bs4",
    "ephem",
    "PIL",
    "jinja2",
    "livereload",
    "lxml",
    "markdown_it",
    "pydantic",
    "rich",
    "yaml",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The dotted names a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
            if node.module == "sitegen":
                names |= {f"sitegen.{alias.name}" for alias in node.names}
    return names


def part(path: Path) -> str:
    """The module's or subpackage's name inside the package."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_follow_the_arrows(path: Path) -> None:
    """A module imports what the table allows, and the package imports nothing from outside it."""
    own = part(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("sitegen.")}
    if own == "__init__":
        assert used == set()
        return
    assert used - ARROWS[own] - {own} == set()


def test_the_table_has_no_dead_arrow() -> None:
    """An arrow nobody uses would allow what nobody meant."""
    used: dict[str, set[str]] = {name: set() for name in ARROWS}
    for path in MODULES:
        if part(path) != "__init__":
            used[part(path)] |= {
                name.split(".")[1] for name in imports(path) if name.startswith("sitegen.")
            }
    dead = {name: ARROWS[name] - used[name] for name in ARROWS if ARROWS[name] - used[name]}
    assert dead == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_fits_in_a_head(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


def test_the_entry_point_is_a_table_of_contents() -> None:
    assert len((ROOT / "build.py").read_text("utf-8").splitlines()) < 60


def test_nothing_heavy_is_imported_for_the_help() -> None:
    """`cli` and what it imports at module level may not import a heavy library."""
    todo, seen = ["cli"], set()
    while todo:
        name = todo.pop()
        seen.add(name)
        tree = ast.parse((PACKAGE / f"{name}.py").read_text("utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module:
                assert node.module.split(".")[0] not in HEAVY
                if node.module.startswith("sitegen."):
                    todo += [node.module.split(".")[1]]
            elif isinstance(node, ast.Import):
                assert not {alias.name.split(".")[0] for alias in node.names} & HEAVY
        todo = [name for name in todo if name not in seen]


def test_the_package_knows_no_language_and_no_name_of_this_site() -> None:
    """Languages and names stand in site.toml and content/; the package builds any site."""
    codes = re.compile(r"""["'](en|ja|ko)["']""")
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not codes.fullmatch(repr(node.value)), path
                assert "seventeen" not in node.value.lower(), path


def test_every_field_of_a_record_is_described() -> None:
    """Whoever writes a record finds each of its fields in CONTRIBUTING.md."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for name, kind in {
        **vars(atlas),
        **vars(changes),
        **vars(events),
        **vars(records),
        **vars(terms),
        **vars(words),
    }.items():
        if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record:
            for field in kind.model_fields:
                assert f"`{field}`" in text, f"{name}.{field}"


def test_no_package_file_is_in_a_folder_named_like_a_library() -> None:
    """`site` and `locale` are modules of Python; an `__init__.py` there would hide them."""
    for name in ("site", "locale"):
        assert not (ROOT / name / "__init__.py").exists()
