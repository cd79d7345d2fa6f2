"""One sheet for every page, one for each kind, and nothing else in the folder."""

from __future__ import annotations

from pathlib import Path

from sitegen.problems import Problems
from sitegen.styles import style_sheets


def sheets(root: Path, files: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    for name, text in files.items():
        path = root / "styles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    problems = Problems()
    found = {output.path: output.data.decode() for output in style_sheets(root, problems)}
    return found, [str(problem) for problem in problems]


def test_the_common_sheet_is_joined_in_the_order_of_the_names(tmp_path: Path) -> None:
    files = {"20-b.css": "b { color: red }", "10-a.css": "/* first */\n@layer x, y;\n"}
    found, problems = sheets(tmp_path, files)
    assert found == {"static/style.css": "@layer x,y;b{color:red}"}
    assert problems == []


def test_a_kind_of_page_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    found, _ = sheets(tmp_path, {"10-a.css": "a { top: 0 }", "pages/map.css": "i { top: 0 }"})
    assert found == {"static/map.css": "i{top:0}", "static/style.css": "a{top:0}"}


def test_a_space_before_a_pseudo_class_is_kept(tmp_path: Path) -> None:
    """It is a combinator: without it the rule would be about another element."""
    found, _ = sheets(tmp_path, {"a.css": "@layer x { .a :is(b, i) { top: 0 } }"})
    assert found == {"static/style.css": "@layer x{.a :is(b,i){top:0}}"}


def test_other_files_are_refused(tmp_path: Path) -> None:
    _, problems = sheets(tmp_path, {"notes.txt": "x", "old/a.css": "a{}", "a.css": "a{}"})
    wrong = "is no style sheet; only styles/*.css and styles/pages/*.css are"
    assert problems == [f"styles/notes.txt:1: {wrong}", f"styles/old/a.css:1: {wrong}"]


def test_a_site_without_styles_has_no_sheet(tmp_path: Path) -> None:
    assert sheets(tmp_path, {}) == ({}, [])


def test_a_kind_of_page_can_have_the_common_sheet_or_a_part_of_it_in_its_own(
    tmp_path: Path,
) -> None:
    files = {
        "10-a.css": "a { top: 0 }",
        "20-b.css": "b { top: 0 }",
        "pages/all.css": '@import "style.css";\ni { top: 0 }',
        "pages/part.css": '@import "20-b.css";\n@import "30-c.css";\ni { top: 0 }',
    }
    found, problems = sheets(tmp_path, files)
    assert found["static/all.css"] == "a{top:0}b{top:0}i{top:0}"
    assert found["static/part.css"] == "b{top:0}i{top:0}"
    wrong = "imports '30-c.css', which is neither style.css nor a file of styles/"
    assert problems == [f"styles/pages/part.css:2: {wrong}"]
