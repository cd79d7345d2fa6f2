"""The step that gives pages their faces, on the good site and on pages of a few words."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from goodsite import Copy, invoke, run, snapshot
from tinyfont import LATIN, TABLE, give_faces, pack, tiny_font

from sitegen import config as configuration
from sitegen.cache import Cache
from sitegen.fonts.cutting import cut_font
from sitegen.fonts.plan import Plan
from sitegen.fonts.table import Roles, load
from sitegen.fonts.used import Reader, Used, drawn, from_styles
from sitegen.problems import Problems

ROOT = Path(__file__).parent.parent

ROLES = Roles(strong=("h1", ".who"), em=("em",), shown=("nav",))
JAPANESE = "{伝書鳩|でんしょばと}; escreve-se **「伝書鳩」**assim"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def faced(good: Copy) -> Copy:
    """The good site with faces that have all its characters, its Japanese taken out."""
    good.replace("content/pt/about.md", JAPANESE, "pombo")
    give_faces(good.root)
    return good


def read(body: str, lang: str = "pt", attributes: tuple[str, ...] = ()) -> Used:
    return Reader(ROLES, attributes).read(f'<html lang="{lang}"><body>{body}</body></html>')


# Which characters a page draws


def test_words_are_told_apart_by_language_and_role() -> None:
    used = read(
        '<h1>A<em>b</em></h1><p>c <span lang="fi">d<b>e</b></span> f</p><p class="x who">g</p>'
    )
    assert used.lang == "pt"
    assert used.characters("pt", "text") == set("Abcfg ")
    assert used.characters("pt", "strong") == set("Abg")
    assert used.characters("pt", "em") == {"b"}
    assert used.characters("fi", "text") == set("de")


def test_what_is_not_drawn_needs_no_glyph() -> None:
    used = read("<script>x</script><style>y</style><!-- z --><template>w</template><p>a</p>")
    assert used.characters("pt", "text") == {"a"}
    assert drawn("a\u00ad\u2060\u200b\ufe00\U000e0100\u3000\n\tb") == set("ab")


def test_words_in_places_where_other_languages_are_set() -> None:
    used = read('<nav>a <a lang="fi">bc</a></nav><p lang="fi">d</p>')
    assert set(used.shown["fi"]) == set("bc")


def test_fields_and_attributes_that_the_styles_draw_count() -> None:
    used = read(
        '<input placeholder="a"><p data-when="b" title="c">d</p>', attributes=("data-when",)
    )
    assert used.characters("pt", "text") == set("abd")


def test_what_style_sheets_draw() -> None:
    css = 'a::after{content:"\\2212" " →"}b{content:attr(data-x)}c{quotes:"«" "»"}d{content:attr(href)}'
    characters, attributes = from_styles(css)
    assert "".join(sorted(characters)) == " «»→−"
    assert set(attributes) == {"data-x"}


# Who gets which file


def plan(root: Path, pages: dict[str, Used]) -> Plan:
    problems = Problems()
    config = configuration.load(root, problems)
    assert config is not None
    faces = load(root, config, Cache(root, "fonts"), problems)
    assert faces is not None, list(problems)
    return Plan(faces, pages, frozenset("0"))


def files(made: Plan, path: str) -> dict[str, str]:
    return {
        f"{rule.family} {rule.cut.source.face.weight[0]}": "".join(sorted(rule.cut.characters))
        for rule in made.rules(path)
    }


def test_an_alphabet_is_one_file_for_all_pages(faced: Copy) -> None:
    made = plan(faced.root, {"a": read("<p>ab</p>"), "b": read("<h1>c</h1>")})
    assert files(made, "a") == {"Tiny Latin 1": "0abc"}
    assert files(made, "b") == {"Tiny Latin 1": "0abc", "Tiny Latin 600": "0c"}


def test_of_many_characters_the_frequent_are_shared_and_the_rest_is_the_pages_own(
    faced: Copy,
) -> None:
    many = LATIN[190:390]
    pages = {f"{n}": read(f"<p>ab{many[n * 40 : n * 40 + 40]}</p>") for n in range(5)}
    made = plan(faced.root, pages)
    assert files(made, "1") == {
        "Tiny Latin 1": "0ab",
        "Tiny Latin First 1": "".join(sorted(["a", "b", *many[40:80]])),
    }


def test_what_the_first_screen_shows_comes_first_and_what_is_only_further_down_last(
    faced: Copy,
) -> None:
    """With more than `FEW` characters of its own, a page has three files of a face."""
    common, own = "ab" * 200, "".join(LATIN[190:390])
    pages = {f"{n}": read(f"<p>{common}") for n in range(4)} | {"long": read(f"<p>{common}{own}")}
    made = plan(faced.root, pages)
    assert files(made, "long") == {
        "Tiny Latin First 1": "ab",
        "Tiny Latin 1": "0ab",
        "Tiny Latin Rest 1": "".join(sorted(own)),
    }
    assert [rule.first for rule in made.rules("long")] == [True, False, False]


def test_a_beginning_is_counted_in_characters_that_are_seen() -> None:
    used = read(f"<p>{'a' * 359}</p>\n   \n<p>b</p><h1>c</h1>")
    assert used.opening["pt", "text"].replace("\n", "") == "a" * 359 + "b"
    assert used.opening.get(("pt", "strong"), "") == ""


def test_a_language_may_have_its_own_strong_elements() -> None:
    own = {"fi": ROLES.model_copy(update={"strong": ("b",)})}
    reader = Reader(ROLES, languages=own)
    page = '<html lang="{}"><body><h1>a</h1><b>c</b></body></html>'
    assert reader.read(page.format("fi")).characters("fi", "strong") == {"c"}
    assert reader.read(page.format("pt")).characters("pt", "strong") == {"a"}


def test_the_first_family_that_has_a_character_sets_it(faced: Copy) -> None:
    made = plan(faced.root, {"a": read("<p>سلام abc.</p>", "ar")})
    assert files(made, "a") == {
        "Tiny Arabic 400": "".join(sorted(" .0سلام")),
        "Tiny Latin 1": "abc",
    }


def test_a_language_has_what_its_styles_write_by_themselves(faced: Copy) -> None:
    table = TABLE.replace("[languages.pt]", '[languages.pt]\nalways = "xy"')
    (faced.root / "fonts/fonts.toml").write_text(table, "utf-8")
    made = plan(faced.root, {"a": read("<p>a</p>"), "b": read("<p>b</p>", "fi")})
    assert files(made, "a") == {"Tiny Latin 1": "0axy"}
    assert files(made, "b") == {"Tiny Latin 1": "0b"}


def test_a_language_shown_on_a_page_of_another_has_a_file_of_just_these_letters(
    faced: Copy,
) -> None:
    made = plan(faced.root, {"a": read('<p>a</p><nav><a lang="ar">حمام</a></nav>')})
    assert files(made, "a")["Tiny Arabic Here 400"] == "احم"


# A character without a glyph


def test_a_character_without_a_glyph_stops_the_build_at_its_line(faced: Copy) -> None:
    path = faced.root / "content/fi/about.md"
    text = path.read_text("utf-8").rstrip()
    path.write_text(f"{text}\n\nSää ☃ ja ☃☂.\n", "utf-8")
    line = text.count("\n") + 3
    for command in ([], ["check"]):
        done = invoke("--root", faced.root, *command)
        assert done.code == 1
        assert done.errors == [
            f"content/fi/about.md:{line}: '☃' (U+2603 SNOWMAN) has no glyph in the faces of 'fi' (latin);"
            " write it otherwise, mark it with its language, or cut a face that has it (fonts/README.md)",
            f"content/fi/about.md:{line}: '☃☂' has no glyph in the faces of 'fi' (latin);"
            " write it otherwise, mark it with its language, or cut a face that has it (fonts/README.md)",
        ]
    assert not faced.out.exists()


def test_it_is_found_in_templates_catalogs_and_styles_too(faced: Copy) -> None:
    with (faced.root / "templates/page.html").open("a", encoding="utf-8") as file:
        file.write("{# #}\n")
    faced.replace("templates/_layout.html", "<header>", "<header>\n<b>☂</b>")
    done = invoke("--root", faced.root, "check")
    text = (faced.root / "templates/_layout.html").read_text("utf-8")
    line = text.split("☂")[0].count("\n") + 1
    # One for each language whose pages use the template.
    assert {error.partition(": ")[0] for error in done.errors} == {f"templates/_layout.html:{line}"}
    assert len(done.errors) == 3


def test_a_face_that_lacks_it_in_one_weight_only_is_told_as_well(faced: Copy) -> None:
    pack(faced.root / "fonts/latin-700.ttf.xz", tiny_font(LATIN.replace("S", "")))
    done = invoke("--root", faced.root, "check")
    assert any(
        error.startswith("content/pt/about.md:2: 'S' (U+0053 LATIN CAPITAL LETTER S)")
        for error in done.errors
    )


# The table


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('family = "arabic"', 'family = "arabik"', "there is no family 'arabik', did you mean 'arabic'?"),
        ('families = ["arabic", "latin"]', 'families = ["latn"]', "there is no family 'latn', did you mean 'latin'?"),
        ('roles = ["text", "strong"]', 'roles = ["strong"]', "family 'arabic' has no face for the role 'text'; add a row to [[faces]]"),
        ("always =", "allways =", "unknown field 'allways', did you mean 'always'?"),
        ('"Georgia"]', '"Geor\\"gia"]', "local"),
        ("[roles]", "[roles", "is not TOML"),
    ],
)  # fmt: skip
def test_a_wrong_table_is_told_with_its_line(good: Copy, old: str, new: str, expected: str) -> None:
    assert old in TABLE
    give_faces(good.root, TABLE.replace(old, new, 1))
    done = invoke("--root", good.root, "check")
    assert done.code == 1
    assert re.match(r"fonts/fonts\.toml:\d+: ", done.errors[0])
    assert any(expected in error for error in done.errors), done.errors


def test_a_language_without_a_face_is_a_warning(faced: Copy) -> None:
    table = TABLE[: TABLE.index("[languages.ar]")]
    (faced.root / "fonts/fonts.toml").write_text(table, "utf-8")
    done = invoke("--root", faced.root)
    assert done.code == 0
    assert (
        "fonts/fonts.toml:1: warning: language 'ar' has no face, readers see one of their own;"
        " add [languages.ar]"
    ) in done.warnings


def test_a_missing_or_broken_face_is_told(faced: Copy) -> None:
    (faced.root / "fonts/arabic.ttf.xz").write_bytes(b"no font")
    (faced.root / "fonts/latin-700.ttf.xz").unlink()
    (faced.root / "fonts/OFL.txt").unlink()
    assert [error.partition(": ")[0] for error in invoke("--root", faced.root).errors] == [
        "fonts/OFL.txt:1",
        "fonts/arabic.ttf.xz:1",
        "fonts/latin-700.ttf.xz:1",
    ]


# The pages


def test_a_page_names_its_faces_and_its_policy_lets_them_in(faced: Copy) -> None:
    assert invoke("--root", faced.root).code == 0
    for page in faced.out.rglob("*.html"):
        html = page.read_text("utf-8")
        styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        assert len(styles) == 1, page
        digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
        assert policy is not None
        assert f"style-src &#39;self&#39; &#39;sha256-{digest}&#39;" in policy[1]
        for url in re.findall(r"url\(([^)]+)\)", styles[0]):
            base = "/tres/" if url.startswith("/") else ""
            folder = faced.out if base else page.parent
            assert (folder / url.removeprefix(base)).resolve().is_file(), (page, url)
    assert (faced.out / "static/fonts/OFL.txt").is_file()


def test_files_have_just_the_characters_in_use(faced: Copy) -> None:
    assert invoke("--root", faced.root).code == 0
    fonts = sorted((faced.out / "static/fonts").glob("*.woff2"))
    assert fonts
    for path in fonts:
        font = TTFont(path)
        assert 1 < len(font.getBestCmap()) < 160, path.name
        assert str(font["name"].getDebugName(1)).startswith("Tiny")


def test_preloading_is_left_out_where_pages_are_opened_from_a_folder(faced: Copy) -> None:
    """Browsers refuse to fetch a font beforehand on file:, and complain in the console."""
    assert invoke("--root", faced.root).code == 0
    assert 'rel="preload"' in (faced.out / "pt/index.html").read_text("utf-8")
    assert invoke("--root", faced.root, "--explicit-index").code == 0
    assert 'rel="preload"' not in (faced.out / "pt/index.html").read_text("utf-8")


def test_stand_ins_have_our_height_and_width(faced: Copy) -> None:
    """Our characters are 0.6 em wide and Georgia's, here, 0.5: it is drawn at 120 %."""
    assert invoke("--root", faced.root).code == 0
    html = (faced.out / "pt/index.html").read_text("utf-8")
    assert (
        '@font-face{font-family:"Tiny Latin Near 1";src:local("Georgia");font-weight:1 599;'
        "ascent-override:75%;descent-override:25%;line-gap-override:0%;size-adjust:120%}"
    ) in html


def test_a_site_without_faces_is_left_alone(good: Copy) -> None:
    assert invoke("--root", good.root).code == 0
    assert "<style>" not in (good.out / "pt/index.html").read_text("utf-8")
    assert not (good.out / "static/fonts").exists()


# The same bytes, and the cache


def test_two_builds_with_cold_caches_are_byte_identical(faced: Copy, tmp_path: Path) -> None:
    done = []
    for number in ("0", "4711"):
        variables = {"PYTHONHASHSEED": number, "SITEGEN_CACHE": str(tmp_path / f"cache{number}")}
        out = tmp_path / number / "site"
        assert run("--root", faced.root, "--out", out, variables=variables).code == 0
        done.append(snapshot(out))
    assert done[0] == done[1]


def test_a_warm_cache_gives_the_same_and_an_unusable_one_only_costs_time(
    faced: Copy, tmp_path: Path
) -> None:
    assert invoke("--root", faced.root).code == 0
    cold = snapshot(faced.out)
    assert list((tmp_path / "cache/fonts").glob("*.woff2"))
    assert not list((tmp_path / "cache/fonts").glob(".new-*"))
    assert invoke("--root", faced.root).code == 0
    assert snapshot(faced.out) == cold
    (tmp_path / "file").write_text("no folder", "utf-8")
    environ = {"SITEGEN_CACHE": str(tmp_path / "file")}
    assert invoke("--root", faced.root, environ=environ).code == 0
    assert snapshot(faced.out) == cold


def test_without_the_variable_the_cache_stands_beside_the_site(faced: Copy) -> None:
    assert invoke("--root", faced.root, environ={"SITEGEN_CACHE": None}).code == 0
    assert list((faced.root / ".cache/fonts").glob("*.woff2"))


def test_what_no_build_has_used_for_long_is_removed(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "fonts")
    cache.put("old", b"1")
    cache.put("new", b"2")
    os.utime(cache.folder / "old", (0, 0))
    cache.tidy()
    assert (cache.get("old"), cache.get("new")) == (None, b"2")


def test_a_cut_of_a_cut_is_the_same_as_a_cut_of_the_whole() -> None:
    whole = tiny_font(LATIN)
    once = cut_font(whole, "abc", [], None)
    twice = cut_font(cut_font(whole, "abcdef", [], None), "abc", [], None)
    assert set(TTFont(io.BytesIO(once)).getBestCmap()) == set(map(ord, "abc"))
    assert once == twice


def test_what_stands_in_on_the_real_site_is_a_face_and_no_element() -> None:
    """An element's name where a face's belongs is valid TOML, and no browser says that it finds no such face."""
    problems = Problems()
    config = configuration.load(ROOT, problems)
    assert config is not None
    faces = load(ROOT, config, Cache(ROOT, "fonts"), problems)
    assert faces is not None
    table = faces.table
    elements = {*table.roles.strong, *table.roles.em, *table.roles.shown}
    names = [name for near in table.near for name in (*near.local, *near.strong)]
    assert len(names) > 15
    assert [name for name in names if name in elements or not name[0].isupper()] == []
