"""Scripts: one file for all pages, the lines in the head, and a policy that knows both."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from goodsite import Copy, invoke

from sitegen.problems import Problems
from sitegen.scripts import Scripts, read_scripts


def scripts(root: Path, files: dict[str, str]) -> tuple[Scripts, list[str]]:
    for name, text in files.items():
        path = root / "scripts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    problems = Problems()
    return read_scripts(root, problems), [str(problem) for problem in problems]


def test_files_are_joined_and_the_head_is_apart(tmp_path: Path) -> None:
    files = {"b.js": "second()  // b\n", "a.js": "first( )\n", "head/theme.js": "now( 1 );\n"}
    found, problems = scripts(tmp_path, files)
    assert [(output.path, output.data) for output in found.outputs] == [
        ("static/site.js", b"first();\nsecond()")
    ]
    assert (found.head, problems) == ("now(1)", [])


def test_what_is_no_script_or_would_end_it_is_refused(tmp_path: Path) -> None:
    files = {"b.js": "x;\nlet y = ;\n", "head/a.js": "x;\ny = '</script>';\n", "notes.txt": ""}
    _, problems = scripts(tmp_path, files)
    assert problems == [
        "scripts/b.js:2: is not JavaScript: unexpected ; in expression on line 2 and column 9",
        "scripts/head/a.js:2: '</' would end the script in the page; write it in another way",
        "scripts/notes.txt:1: is no script; only scripts/*.js and scripts/head/*.js are",
    ]


def test_a_site_without_scripts_allows_none(published: Path) -> None:
    """The policy of the good site, which has no `scripts/`."""
    page = (published / "pt" / "index.html").read_text("utf-8")
    assert "default-src &#39;self&#39;" in page
    assert "script-src &#39;none&#39;" in page


def test_the_policy_names_the_script_in_the_head_by_its_digest(good: Copy) -> None:
    """Content Security Policy Level 3, section 6.7.2.3: the digest of the text as it stands there."""
    layout = good.root / "templates" / "_layout.html"
    text = layout.read_text("utf-8").replace(
        "<head>", "<head><script>{{ head_script|html }}</script>"
    )
    layout.write_text(text, "utf-8")
    path = good.root / "scripts" / "head" / "a.js"
    path.parent.mkdir(parents=True)
    path.write_text("document.documentElement.id = 'é';\n", "utf-8")
    done = invoke("--root", good.root)
    assert done.code == 0, done.stderr
    page = (good.out / "pt" / "index.html").read_text("utf-8")
    script = re.findall(r"<script>(.*?)</script>", page)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;self&#39; &#39;sha256-{digest}&#39;" in page
