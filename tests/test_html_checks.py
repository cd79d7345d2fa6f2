"""Each rule over built pages, with pages that keep it and pages that break it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from goodsite import GOOD

from sitegen import config as configuration
from sitegen.checks.built import Built, HtmlPage
from sitegen.checks.files import check_files, check_sitemap
from sitegen.checks.html import HTML_CHECKS, Check, check_html
from sitegen.problems import Problems

BASE = "https://pombos.example/tres/"
Pages = dict[str, str]


@dataclass(frozen=True)
class Fixture:
    """Pages by path, and what the rule of that name says of them: (path, line, message)."""

    rule: str
    pages: Pages
    found: tuple[tuple[str, int, str], ...] = ()
    files: tuple[str, ...] = ()
    interface: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    announced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def good(rule: str, pages: Pages | str, *files: str, **interface: tuple[str, ...]) -> Fixture:
    return Fixture(rule, as_pages(pages), (), files, interface)


def bad(rule: str, pages: Pages | str, *found: tuple[str, int, str] | tuple[int, str]) -> Fixture:
    rows = tuple(("pt/index.html", *row) if len(row) == 2 else row for row in found)
    return Fixture(rule, as_pages(pages), rows)


def as_pages(pages: Pages | str) -> Pages:
    return {"pt/index.html": pages} if isinstance(pages, str) else pages


def head(*links: str) -> str:
    return "<html><head>\n" + "\n".join(links) + "\n</head><body></body></html>"


def own(path: str) -> str:
    return f'<link rel="canonical" href="{BASE}{path}">'


def other(lang: str, path: str, base: str = BASE) -> str:
    return f'<link rel="alternate" hreflang="{lang}" href="{base}{path}">'


VERSIONS = (other("pt", "pt/"), other("fi", "fi/"), other("x-default", "pt/"))
FOREIGN = "loads 'https://a.example/b' from outside the site; keep the file in static/"
PLAN = {
    f"{BASE}{code}/": {"pt": f"{BASE}pt/", "fi": f"{BASE}fi/", "x-default": f"{BASE}pt/"}
    for code in ("pt", "fi")
}
TEXT = {"ar": ("Os pombos", "Por %(name)s")}

GOOD_PAGES = (
    good(
        "links-resolve",
        {
            "pt/index.html": """<p id="aqui"></p><a href="a/">a</a> <a href="a/#topo">a</a> <a href="#aqui">b</a>
            <a href="../fi/">fi</a> <a href="./">c</a> <a href="https://a.example/">d</a>
            <a href="mailto:a@b.example">e</a> <link rel="stylesheet" href="../static/a%20b.css">
            <img src="../static/a.svg#pico" alt=""> <a href="..">f</a> <a href="a/index.html?x=1">g</a>""",
            "pt/a/index.html": '<p id="topo"></p>',
            "fi/index.html": "",
            "index.html": '<a href="pt/">pt</a>',
            "404.html": '<a href="/tres/pt/#aqui">pt</a> <a href="/tres/">pt</a>',
        },
        "static/a b.css",
        "static/a.svg",
    ),
    good("popovers-open", '<button popovertarget="a">1</button><ol><li id="a" popover>x</ol>'),
    good(
        "card-is-there",
        f'<meta property="og:image" content="{BASE}pt/card.png">'
        '<meta property="og:image:alt" content="Um pombo">',
        "pt/card.png",
    ),
    good("one-heading-one", "<h1>Um</h1><h2>Dois</h2>"),
    good("headings-in-order", "<h1>Um</h1><h2>Dois</h2><h3>Três</h3><h2>Dois</h2>"),
    good("unique-ids", '<p id="a"></p><p id="b"></p>'),
    good(
        "language-declared",
        {
            "pt/index.html": '<html lang="pt"><p lang="ja">x</p><p lang="pt-BR">y</p>',
            "ar/index.html": '<html lang="ar" dir="rtl">',
            "fi/index.html": '<html lang="fi" dir="ltr">',
            "404.html": '<html lang="pt">',
        },
    ),
    good("page-named", "<html><head><title>Três pombos</title>"),
    good(
        "images-described",
        '<img src="a.svg" alt="Um pombo"><img src="b.svg" alt=""><svg aria-hidden="true"></svg>'
        '<svg><title>Pombo</title></svg><svg aria-label="Pombo"></svg>',
    ),
    good(
        "nothing-foreign-loaded",
        '<link rel="canonical" href="https://a.example/"><link rel="stylesheet" href="a.css">'
        '<a href="https://a.example/">a</a><img src="a.png" srcset="a.png 1x, b.png 2x" alt="">'
        '<p style="background: url(a.png)">x</p><style>p { background: url("../b.png") }</style>',
    ),
    good(
        "alternates-mutual",
        {
            "pt/index.html": head(own("pt/"), *VERSIONS),
            "fi/index.html": head(own("fi/"), *VERSIONS),
            "ar/index.html": head(),
        },
    ),
    Fixture(
        "announced-as-planned",
        {
            "pt/index.html": head(own("pt/"), *VERSIONS),
            "fi/index.html": head(own("fi/"), *VERSIONS),
            "ar/index.html": head(),
        },
        announced=PLAN,
    ),
    good(
        "nothing-raw",
        "<p>2 * 3, snake_(case), 100 %, a : b, [a@b]</p><code>** {{ x }} ::: _(</code>"
        "<pre>{% x %}</pre><!-- ** -->",
    ),
    good(
        "interface-translated",
        {
            "ar/index.html": '<html lang="ar"><p>الحمامات</p><p lang="pt">Os pombos</p>'
            "<p>Os pombos brancos</p>",
            "pt/index.html": '<html lang="pt"><p>Os pombos</p>',
        },
        **TEXT,
    ),
)

BAD_PAGES = (
    bad(
        "links-resolve",
        '<p>\n<a href="b/">b</a>\n<a href="#ali">c</a>\n<a href="../static/x.css">d</a>'
        '\n<a href="/tres/pt/">e</a>\n<img src="f.png">',
        (2, "'b/' leads to pt/b/index.html, which is not there"),
        (3, "'#ali': pt/index.html has no id 'ali'"),
        (4, "'../static/x.css' leads to static/x.css, which is not there"),
        (5, "'/tres/pt/' begins with '/', which breaks below another base path"),
        (6, "'f.png' leads to pt/f.png, which is not there"),
    ),
    bad(
        "links-resolve",
        {"404.html": '<a href="/pt/">a</a>', "pt/index.html": '<a href="../../pt/">b</a>'},
        ("404.html", 1, "'/pt/' leads to /pt/index.html, which is not there"),
        ("pt/index.html", 1, "'../../pt/' leads to ../pt/index.html, which is not there"),
    ),
    bad(
        "popovers-open",
        '<p id="a"></p>\n<button popovertarget="a">1</button>\n<button popovertarget="b">2</button>',
        (2, "a button opens 'a', which is no popover of this page"),
        (3, "a button opens 'b', which is no popover of this page"),
    ),
    bad(
        "card-is-there",
        f'<p>\n<meta property="og:image" content="{BASE}pt/card.png">',
        (2, f"announces the picture '{BASE}pt/card.png', which is not there"),
        (2, "announces a picture without 'og:image:alt'; say what it shows"),
    ),
    bad("one-heading-one", "<p>\n<h2>x</h2>", (1, "has 0 h1 headings instead of one")),
    bad("one-heading-one", "<p>\n<h1>x</h1><h1>y</h1>", (2, "has 2 h1 headings instead of one")),
    bad("one-heading-one", "<p>\n<h1> <b></b> </h1>", (2, "has an h1 without words")),
    bad("headings-in-order", "<h1>a</h1>\n<h3>b</h3>", (2, "h3 'b' follows h1")),
    bad("headings-in-order", "<p>\n</p><h2>b</h2>", (2, "h2 'b' follows h0")),
    bad("unique-ids", '<p>\n<b id="a"></b><i id="a"></i>', (2, "id 'a' stands 2 times")),
    bad("language-declared", "<!doctype html>\n<html>", (2, "the page's lang must be 'pt'")),
    bad(
        "language-declared",
        {"ar/index.html": '\n<html lang="ar">', "fi/index.html": '<html lang="pt" dir="ltr">'},
        ("ar/index.html", 2, "the page's dir must be 'rtl'"),
        ("fi/index.html", 1, "the page's lang must be 'fi'"),
    ),
    bad(
        "language-declared",
        '<html lang="pt">\n<p lang="pt_BR">x</p>',
        (2, "'pt_BR' is not a language tag (RFC 5646)"),
    ),
    bad("page-named", "<html>\n<head><meta></head>", (2, "has no title")),
    bad("page-named", "<html>\n<head><title> </title></head>", (2, "has no title")),
    bad("images-described", '<p>\n<img src="a.svg">', (2, "picture 'a.svg' has no alternative text")),
    bad(
        "images-described",
        "<p>\n<svg></svg>",
        (2, "a drawing has neither a title nor aria-hidden"),
    ),
    bad(
        "nothing-foreign-loaded",
        '<img src="https://a.example/a">\n<script src="//b.example/b"></script>\n'
        '<img src="a" srcset="a 1x, https://c.example/c 2x">\n'
        '<link rel="preload" href="http://d.example/d">\n<form action="https://e.example/e"></form>\n'
        '<p style="background: url(https://f.example/f)">\n'
        "<style>@import 'https://g.example/g';</style>",
        (1, "<img> loads 'https://a.example/a' from outside the site"),
        (2, "<script> loads '//b.example/b' from outside the site"),
        (3, "<img> loads 'https://c.example/c 2x' from outside the site"),
        (4, "<link> loads 'http://d.example/d' from outside the site"),
        (5, "<form> loads 'https://e.example/e' from outside the site"),
        (6, "a style loads 'https://f.example/f' from outside the site"),
        (7, "a style loads 'https://g.example/g' from outside the site"),
    ),
    bad(
        "nothing-foreign-loaded",
        '<meta>\n<meta http-equiv="refresh" content="0; url=pt/">',
        (2, "the page sends the reader elsewhere (meta refresh)"),
    ),
    bad(
        "alternates-mutual",
        head(other("pt", "pt/")),
        (2, "has alternates but no canonical address"),
    ),
    bad(
        "alternates-mutual",
        head(own("fi/"), other("fi", "fi/"), other("x-default", "pt/")),
        (2, f"the canonical address '{BASE}fi/' is not this page's own"),
        (2, f"alternate 'fi' leads to '{BASE}fi/', which is no page of this site"),
    ),
    bad(
        "alternates-mutual",
        head(own("pt/"), other("pt", "pt/")),
        (2, "has no alternate for x-default"),
    ),
    bad(
        "alternates-mutual",
        {
            "pt/index.html": head(own("pt/"), *VERSIONS, other("ar", "ar/")),
            "fi/index.html": head(own("fi/"), other("fi", "fi/"), other("x-default", "fi/")),
            "ar/index.html": head(),
        },
        ("pt/index.html", 4, "fi/index.html does not name this page as its alternate"),
        ("pt/index.html", 6, "ar/index.html does not name this page as its alternate"),
    ),
    bad(
        "alternates-mutual",
        {
            "pt/index.html": head(own("pt/"), other("fi", "ar/"), other("x-default", "ar/")),
            "ar/index.html": head(own("ar/"), other("ar", "ar/"), other("x-default", "ar/")),
        },
        ("pt/index.html", 2, "the page is not among its own alternates"),
        ("pt/index.html", 3, "alternate 'fi' leads to a page in 'ar'"),
    ),
    bad(
        "alternates-mutual",
        head(own("pt/"), other("pt", "pt/"), other("x-default", "", "https://b.example/")),
        (4, "alternate 'x-default' leads to 'https://b.example/', which is no page of this site"),
    ),
    Fixture(
        "announced-as-planned",
        {
            "pt/index.html": head(own("pt/"), *VERSIONS[1:]),
            "fi/index.html": head(*VERSIONS),
            "ar/index.html": head(own("ar/"), other("ar", "ar/")),
        },
        (
            ("ar/index.html", 2, f"the canonical address is {BASE}ar/, planned was None"),
            ("fi/index.html", 1, f"the canonical address is None, planned was {BASE}fi/"),
            ("pt/index.html", 3, "the alternates are not those of the table of pages"),
        ),
        announced=PLAN,
    ),
    bad(
        "nothing-raw",
        "<p>a **b</p>\n<p>_(x)</p>\n<p>{{ x }}</p>\n<p>{% y %}</p>\n<p>%(name)s</p>\n<p>:::</p>\n<p>[@a]</p>",
        (1, "shows the raw mark '**' in 'a **b'"),
        (2, "shows the raw mark '_(' in '_(x)'"),
        (3, "shows the raw mark '{{' in '{{ x }}'"),
        (4, "shows the raw mark '{%' in '{% y %}'"),
        (5, "shows the raw mark '%(name)s' in '%(name)s'"),
        (6, "shows the raw mark ':::' in ':::'"),
        (7, "shows the raw mark '[@' in '[@a]'"),
    ),
    Fixture(
        "interface-translated",
        {
            "ar/index.html": '<html lang="ar">\n<p>As pombas</p>\n<p title="Por Aurora">x</p>'
            '\n<p lang="fi">y <b lang="ar">Os pombos</b></p>'
        },
        tuple(
            ("ar/index.html", line, f"'{text}' is interface text in the source language on a page in 'ar'")
            for line, text in ((3, "Por Aurora"), (4, "Os pombos"))
        ),
        interface=TEXT,
    ),
)  # fmt: skip


def pattern(*texts: str) -> re.Pattern[str]:
    return re.compile("|".join(".+".join(map(re.escape, t.split("%(name)s"))) for t in texts))


def built(fixture: Fixture) -> Built:
    config = configuration.load(GOOD, Problems())
    assert config is not None
    pages = {path: HtmlPage(path, text) for path, text in fixture.pages.items()}
    interface = {code: pattern(*texts) for code, texts in fixture.interface.items()}
    files = frozenset((*pages, *fixture.files))
    return Built(config, pages, files, interface, fixture.announced)


def found_by(rule: str, fixture: Fixture) -> list[tuple[str, int, str]]:
    """What the rule of that name says of the pages, through `check_html`."""
    problems = Problems()
    check_html(built(fixture), "site", problems)
    return sorted(
        (p.path.removeprefix("site/"), p.line, p.message) for p in problems if p.rule == rule
    )


def rule_of(check: Check) -> str:
    return check.__name__.replace("_", "-")


@pytest.mark.parametrize("check", HTML_CHECKS, ids=rule_of)
def test_each_rule_has_a_good_and_a_bad_fixture(check: Check) -> None:
    rule = rule_of(check)
    assert any(fixture.rule == rule for fixture in GOOD_PAGES), f"{rule} has no good page"
    assert any(fixture.rule == rule for fixture in BAD_PAGES), f"{rule} has no bad page"
    assert (check.__doc__ or "").strip(), "the first line of its docstring states the rule"


def test_each_fixture_has_its_rule() -> None:
    rules = {rule_of(check) for check in HTML_CHECKS}
    assert {fixture.rule for fixture in (*GOOD_PAGES, *BAD_PAGES)} == rules


@pytest.mark.parametrize("fixture", GOOD_PAGES, ids=lambda f: f.rule)
def test_a_good_page_is_let_through(fixture: Fixture) -> None:
    assert found_by(fixture.rule, fixture) == []


@pytest.mark.parametrize("fixture", BAD_PAGES, ids=lambda f: f.rule)
def test_a_bad_page_is_found_at_its_line(fixture: Fixture) -> None:
    assert found_by(fixture.rule, fixture) == sorted(fixture.found)


def test_every_finding_names_the_output_folder() -> None:
    problems = Problems()
    check_html(built(Fixture("", {"pt/index.html": ""})), "saída", problems)
    assert {problem.path for problem in problems} == {"saída/pt/index.html"}


@pytest.mark.parametrize(
    "text",
    [
        '@import "a.css";\np { background: url("../a.png") }',
        "@import url(a.css);\np { background: url( '/tres/a.png' ) }",
        "/* https://a.example/ */\n@charset 'utf-8';",
        "p { background: url(data:image/png;base64,AAAA//8=) }",
    ],
)
def test_a_style_sheet_that_keeps_to_the_site_is_let_through(text: str) -> None:
    problems = Problems()
    check_files({"static/a.css": text}, problems)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('p {}\n@import "https://a.example/b.css";', "https://a.example/b.css"),
        ("p {}\n@import url(https://a.example/b.css);", "https://a.example/b.css"),
        ("p {}\np { background: url( '//a.example/b.png' ) }", "//a.example/b.png"),
        ("p {}\n@font-face { src: url(http://a.example/f) }", "http://a.example/f"),
        ('p {}\n@import"https://a.example/b.css";', "https://a.example/b.css"),
        ("p {}\n@IMPORT URL(HTTPS://a.example/b.css);", "HTTPS://a.example/b.css"),
        ('p {}\np { background: image-set("https://a.example/b" 1x) }', "https://a.example/b"),
    ],
)
def test_a_style_sheet_that_loads_from_outside_is_found_at_its_line(
    text: str, address: str
) -> None:
    problems = Problems()
    check_files({"static/a.css": text, "static/b.css": "p {}"}, problems)
    assert [str(problem) for problem in problems] == [
        f"static/a.css:2: loads '{address}' from outside the site; keep the file in static/"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<svg>\n<use href="#a"/><path d="M0 0"/></svg>', None),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', None),
        ('<svg>\n<image href="https://a.example/b"/></svg>', FOREIGN),
        ("<svg>\n<use xlink:href='//a.example/b'/></svg>", FOREIGN.replace("https:", "")),
        ("<svg>\n<script>alert(1)</script></svg>", "a drawing runs no script; remove it"),
        ('<svg>\n<path onclick="alert(1)"/></svg>', "a drawing runs no script; remove it"),
    ],
)
def test_a_drawing_loads_nothing_and_runs_nothing(text: str, message: str | None) -> None:
    problems = Problems()
    check_files({"static/a.svg": text}, problems)
    found = [str(problem) for problem in problems]
    assert found == ([] if message is None else [f"static/a.svg:2: {message}"])


def sitemap(*rows: tuple[str, ...]) -> list[str]:
    """What is said of a sitemap with these rows: an address, then links."""
    urls = "\n".join(f"<url><loc>{loc}</loc>{''.join(links)}</url>" for loc, *links in rows)
    text = f'<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml">{urls}</urlset>'
    problems = Problems()
    check_sitemap(text, built(Fixture("", {}, announced=PLAN)), "site/sitemap.xml", problems)
    return [str(problem) for problem in problems]


def test_a_sitemap_lists_what_is_announced_and_nothing_else() -> None:
    links = tuple(link.replace("<link", "<xhtml:link").replace(">", "/>") for link in VERSIONS)
    pt, fi = (f"{BASE}pt/", *links), (f"{BASE}fi/", *links)
    assert sitemap(pt, fi) == []
    assert sitemap(pt) == [f"site/sitemap.xml:1: does not list {BASE}fi/"]
    assert sitemap(pt, fi, (f"{BASE}ar/",)) == [
        f"site/sitemap.xml:1: lists '{BASE}ar/', which is no announced page"
    ]
    assert sitemap(pt, fi[:-1]) == [
        f"site/sitemap.xml:1: lists other alternates for {BASE}fi/ than the page has"
    ]


# What follows found bugs when it was written.


@pytest.mark.parametrize(
    "tag",
    [
        '<video poster="https://a.example/b"></video>',
        '<svg aria-hidden="true"><image href="https://a.example/b"/></svg>',
        '<svg aria-hidden="true"><use xlink:href="https://a.example/b"/></svg>',
        '<input type="image" src="https://a.example/b" alt="">',
        '<button formaction="https://a.example/b">x</button>',
        '<source srcset="https://a.example/b">',
    ],
)
def test_nothing_foreign_is_loaded_by_a_rarer_tag(tag: str) -> None:
    found = found_by("nothing-foreign-loaded", Fixture("", {"pt/index.html": f"<p>\n{tag}"}))
    assert [(path, line) for path, line, _ in found] == [("pt/index.html", 2)]


def test_an_address_with_an_ampersand_is_found_at_its_line() -> None:
    """In HTML it is written `&amp;`."""
    found = found_by(
        "links-resolve", Fixture("", {"pt/index.html": '<p>\n<a href="b/?a=1&amp;b=2">b</a>'})
    )
    assert [line for _, line, _ in found] == [2]


def test_a_link_is_found_at_its_own_line_when_its_text_stands_earlier() -> None:
    page = head(own("pt/")) + '\n<p>\n<a href="/tres/pt/">b</a>'
    found = found_by("links-resolve", Fixture("", {"pt/index.html": page}))
    assert [line for _, line, _ in found] == [5]
