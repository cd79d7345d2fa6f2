"""Files to text with line numbers: what is read, what is refused, and that nothing is ignored."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from helpers import Folder, shown
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.files import MAX_TEXT, read_text, walk
from sitegen.problems import Problems
from sitegen.read import read_page, read_yaml
from sitegen.yaml_lines import parse_yaml

NEITHER = (
    "is not read; pages are content/<language>/….md, records content/people/<slug>.yaml, and "
    "beside them places.yaml, cases.yaml, sources.yaml and content/<language>/data.yaml"
)


def of_yaml(text: str, first: int = 1) -> tuple[object, list[str]]:
    problems = Problems()
    parsed = parse_yaml(text, "f.yaml", first, problems)
    return (None if parsed is None else parsed[0]), shown(problems)


def complaints(folder: Folder) -> list[str]:
    problems = Problems()
    folder.read(problems)
    return shown(problems)


# --- the folder


def test_a_right_folder_is_read_whole(tmp_path: Path) -> None:
    problems = Problems()
    sources = Folder(tmp_path).read(problems)
    assert shown(problems) == []
    assert sorted(sources.shared) == ["cases.yaml", "places.yaml", "sources.yaml"]
    assert [slug for slug, _ in sources.people] == ["aurora", "bravo", "ciro"]
    assert sorted(sources.words) == ["fi", "pt"]
    assert [(key, lang) for key, lang, _ in sources.pages] == [
        ("index", "ar"),
        ("about", "fi"),
        ("index", "fi"),
        ("people/aurora", "fi"),
        ("about", "pt"),
        ("index", "pt"),
        ("chapters/agua", "pt"),
        ("chapters", "pt"),
        ("chapters/vento", "pt"),
        ("people/aurora", "pt"),
        ("people/bravo", "pt"),
        ("people/ciro", "pt"),
        ("people", "pt"),
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("content/notes.txt", NEITHER),
        ("content/pt/photo.jpg", NEITHER),
        ("content/people/deep/aurora.yaml", NEITHER),
        ("content/people/aurora.md", NEITHER),
        ("content/pt/other.yaml", NEITHER),
        ("content/people/delta.yml", "is not read; rename it to end in .yaml"),
        (
            "content/fin/index.md",
            "'fin' is no language of site.toml, did you mean 'fi'?; "
            "add its row there or move the file",
        ),
        (
            "content/xx/index.md",
            "'xx' is no language of site.toml; add its row there or move the file",
        ),
        (
            "content/pt/Nova.md",
            "'Nova' cannot be part of an address; "
            "use lower-case ASCII letters, digits and single hyphens",
        ),
        (
            "content/pt/a_b/c.md",
            "'a_b' cannot be part of an address; "
            "use lower-case ASCII letters, digits and single hyphens",
        ),
    ],
)
def test_a_file_out_of_place_is_not_ignored(tmp_path: Path, path: str, message: str) -> None:
    folder = Folder(tmp_path)
    folder.write(path, "---\ntitle: x\nsummary: y\n---\n")
    assert complaints(folder) == [f"{path}:1: {message}"]


def test_a_record_with_a_wrong_name_is_refused(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/people/Delta.yaml", "case: 1\n")
    assert complaints(folder) == [
        "content/people/Delta.yaml:1: 'Delta' cannot be part of an address; "
        "use lower-case ASCII letters, digits and single hyphens"
    ]


def test_hidden_files_and_those_of_editors_are_left_out(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/.DS_Store", "x")
    folder.write("content/.git/x.md", "x")
    folder.write("content/pt/index.md~", "x")
    assert complaints(folder) == []


def test_a_missing_shared_file_is_asked_for(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.delete("content/cases.yaml")
    assert complaints(folder) == [
        "content/cases.yaml:1: is missing; an empty list of records is '{}'"
    ]


def test_a_broken_shared_file_is_not_also_missing(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/cases.yaml", "a: 1\na: 2\n")
    assert complaints(folder) == ["content/cases.yaml:2: field 'a' stands here twice; keep one"]


def test_no_folder_of_content(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "content").rename(tmp_path / "elsewhere")
    assert complaints(folder) == ["content:1: there is no folder 'content'; the pages belong there"]


def test_one_wrong_page_does_not_hide_another(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("content/pt/index.md", "")
    folder.write("content/fi/index.md", "text\n")
    assert [message.split(":")[0] for message in complaints(folder)] == [
        "content/fi/index.md",
        "content/pt/index.md",
    ]


# --- links of the file system


def test_a_link_to_a_file_of_the_folder_is_followed(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "content/ar/about.md").symlink_to(tmp_path / "content/pt/about.md")
    problems = Problems()
    keys = [(key, lang) for key, lang, _ in folder.read(problems).pages]
    assert ("about", "ar") in keys
    assert shown(problems) == []


def test_links_that_lead_out_or_to_folders_are_errors(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "site")
    outside = tmp_path / "secret.md"
    outside.write_text("---\ntitle: x\nsummary: y\n---\n")
    (folder.root / "content/pt/secret.md").symlink_to(outside)
    (folder.root / "content/pt/folder").symlink_to(folder.root / "content/fi")
    (folder.root / "content/pt/gone.md").symlink_to(folder.root / "content/gone.md")
    out = "is a link out of the site's folder; put the file itself here"
    inner = "is a link to a folder; put the folder itself here"
    assert complaints(folder) == [
        f"content/pt/folder:1: {inner}",
        "content/pt/gone.md:1: cannot be read: No such file or directory",
        f"content/pt/secret.md:1: {out}",
    ]


def test_a_link_to_itself_is_an_error_and_no_crash(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "content/pt/loop.md").symlink_to(tmp_path / "content/pt/loop.md")
    assert complaints(folder) == [
        "content/pt/loop.md:1: cannot be read: Too many levels of symbolic links"
    ]


def test_the_walk_is_sorted_and_relative(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "site")
    for name in ("x/b.txt", "x/a.txt", "x/c/z.txt", "x/.hidden/y.txt"):
        folder.write(name, "x")
    problems = Problems()
    assert list(walk(folder.root, "x", problems)) == ["x/a.txt", "x/b.txt", "x/c/z.txt"]
    assert list(walk(folder.root, "nowhere", problems)) == []


# --- the text of a file


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f:1: is empty; fill it in or delete it"),
        (b" \n\n", "f:1: is empty; fill it in or delete it"),
        (b"a\nb \xff c\n", "f:2: is not UTF-8 (byte 0xff); save it as UTF-8"),
        (b"a\n\nb\0c\n", "f:3: holds a NUL character; remove it"),
        (b"x" * (MAX_TEXT + 1), "f:1: is 1,048,577 bytes long, the limit is 1,048,576; split it"),
    ],
)
def test_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "f").write_bytes(data)
    problems = Problems()
    assert read_text(tmp_path, "f", problems) is None
    assert shown(problems) == [message]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    problems = Problems()
    assert read_text(tmp_path, "f", problems) is None
    assert shown(problems) == ["f:1: cannot be read: No such file or directory"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("é한日".encode(), "é한日"),
        (b"x" * MAX_TEXT, "x" * MAX_TEXT),
    ],
    ids=["line ends", "byte order mark", "letters", "limit"],
)
def test_text(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "f").write_bytes(data)
    assert read_text(tmp_path, "f", Problems()) == text


# --- YAML


def test_scalars_stay_texts() -> None:
    value, found = of_yaml("a: no\nb: 1_0\nc: 2001-01-01\nd:\ne: ~\nf: 'x'\n8: y\n")
    assert found == []
    assert value == {
        "a": "no",
        "b": "1_0",
        "c": "2001-01-01",
        "d": "",
        "e": "~",
        "f": "x",
        "8": "y",
    }


def test_every_location_has_its_line() -> None:
    parsed = parse_yaml("a: 1\nb:\n  - x\n  - c: y\n    d: |\n      z\n", "f", 10, Problems())
    assert parsed is not None
    value, lines = parsed
    assert value == {"a": "1", "b": ["x", {"c": "y", "d": "z\n"}]}
    assert lines == {
        (): 10,
        ("a",): 10,
        ("b",): 11,
        ("b", 0): 12,
        ("b", 1): 13,
        ("b", 1, "c"): 13,
        ("b", 1, "d"): 14,
    }


@pytest.mark.parametrize("text", ["", "# a note\n", "{}"])
def test_nothing_is_an_empty_block(text: str) -> None:
    assert of_yaml(text) == ({}, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", "7: field 'a' stands here twice; keep one"),
        ("a:\n  b: 1\n  b: 2\n", "7: field 'b' stands here twice; keep one"),
        ("a: &x 1\nb: *x\n", "5: uses a YAML anchor (&, *); write the value out"),
        ("&a [*a]\n", "5: uses a YAML anchor (&, *); write the value out"),
        ("a: 1\n? [b]\n: c\n", "6: has a list or block as a name; write 'name: value'"),
        (
            "a: 1\nb: c: d\n",
            "6: is not YAML: mapping values are not allowed in this context; "
            "a value with ': ' or '#' in it needs quotes",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "6: is not YAML: expected a single document in the stream but found another document; "
            "a value with ': ' or '#' in it needs quotes",
        ),
    ],
)
def test_yaml_we_do_not_read(text: str, message: str) -> None:
    """The text begins on line 5 of its file."""
    assert of_yaml(text, first=5) == (None, [f"f.yaml:{message}"])


@pytest.mark.parametrize("text", ["- " * 2000 + "a", "[" * 2000 + "]" * 2000, "{a: " * 2000])
def test_nesting_without_end_is_an_error(text: str) -> None:
    value, found = of_yaml(text)
    assert value is None
    assert len(found) == 1


def test_nesting_to_the_limit_of_a_file_does_not_kill_the_process() -> None:
    """A file of the permitted size may consist of brackets alone."""
    script = (
        "from sitegen.problems import Problems\n"
        "from sitegen.files import MAX_TEXT\n"
        "from sitegen.yaml_lines import parse_yaml\n"
        "problems = Problems()\n"
        "assert parse_yaml('[' * MAX_TEXT, 'f', 1, problems) is None\n"
        "assert problems.has_errors\n"
    )
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("text", ["a: \x07\n", "a: 1\nb: \x1b[0m\n"])
def test_a_message_about_a_control_character_is_one_line(text: str) -> None:
    """`path:line: message` is read by tools line by line."""
    value, found = of_yaml(text)
    assert value is None
    assert [message.count("\n") for message in found] == [0]


def test_a_control_character_has_its_line() -> None:
    _, (message,) = of_yaml("a: 1\nb: \x1b[0m\n")
    assert message.startswith("f.yaml:2: ")


YAML_LIKE = st.text(alphabet="ab-:?#&*!|>'\"%@`{}[], \n\t\\~é日", max_size=40)


@given(st.one_of(st.text(max_size=60), YAML_LIKE))
@example("!!map x")
@example("? ? a")
@example("a: *b")
@example("<<: *a")
def test_the_reader_of_yaml_never_raises(text: str) -> None:
    """It answers with a value, or with a problem at a line of the text, never with both."""
    problems = Problems()
    parsed = parse_yaml(text, "f.yaml", 1, problems)
    assert (parsed is None) == problems.has_errors
    for problem in problems:
        assert problem.line >= 1
    if parsed is not None:
        assert only_texts(parsed[0])
        assert all(line >= 1 for line in parsed[1].values())


def only_texts(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(k, str) and only_texts(v) for k, v in value.items())
    if isinstance(value, list):
        return all(only_texts(item) for item in value)
    return isinstance(value, str)


# --- pages


def test_front_matter_and_body_keep_their_lines(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("--- \ntitle: a\n\nsummary: b\n---\t\n\nText\n---\nmore\n")
    problems = Problems()
    source = read_page(tmp_path, "p.md", problems)
    assert shown(problems) == []
    assert source is not None
    assert source.data == {"title": "a", "summary": "b"}
    assert source.lines[("summary",)] == 4
    assert source.body == "\nText\n---\nmore\n"
    assert source.body_line == 6


def test_a_page_may_end_with_its_front_matter(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("---\ntitle: a\n---")
    source = read_page(tmp_path, "p.md", Problems())
    assert source is not None
    assert (source.data, source.body) == ({"title": "a"}, "")


def test_a_line_of_dashes_inside_a_value_is_no_end(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("---\ntitle: a --- b\nsummary: --- c\n---\nText\n")
    source = read_page(tmp_path, "p.md", Problems())
    assert source is not None
    assert source.data == {"title": "a --- b", "summary": "--- c"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "# Title\n",
            "p.md:1: has no front matter; begin with '---', 'title: …', 'summary: …', '---'",
        ),
        (
            "\n---\ntitle: a\n---\n",
            "p.md:1: has no front matter; begin with '---', 'title: …', 'summary: …', '---'",
        ),
        (
            "---\ntitle: a\nText\n",
            "p.md:1: the front matter has no end; close it with a line '---'",
        ),
        ("---\ntitle: a\ntitle: b\n---\n", "p.md:3: field 'title' stands here twice; keep one"),
        (
            "---\ntitle: a: b\n---\n",
            "p.md:2: is not YAML: mapping values are not allowed in this context; "
            "a value with ': ' or '#' in it needs quotes",
        ),
    ],
)
def test_no_page(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "p.md").write_text(text)
    problems = Problems()
    assert read_page(tmp_path, "p.md", problems) is None
    assert shown(problems) == [message]


@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(max_size=60).map(str.encode),
        YAML_LIKE.map(lambda text: f"---\n{text}\n---\n{text}".encode()),
    )
)
def test_the_reader_of_pages_never_raises(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Whatever the bytes, there is a page or a problem; and the same for a record."""
    root = tmp_path_factory.getbasetemp()
    (root / "any").write_bytes(data)
    for reader in (read_page, read_yaml):
        problems = Problems()
        source = reader(root, "any", problems)
        assert (source is None) == problems.has_errors


@given(st.text(alphabet="ab é日\n-#*", max_size=40))
def test_a_body_is_kept_as_it_is(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    root = tmp_path_factory.getbasetemp()
    (root / "body").write_bytes(f"---\ntitle: a\n---\n{body}".encode())
    source = read_page(root, "body", Problems())
    assert source is not None
    assert source.body == body
    assert source.body_line == 4
