"""Rules over the staged pages, as a reader's browser will get them.

Each rule is one generator in `HTML_CHECKS`; a page is parsed once for all of them.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from urllib.parse import SplitResult, unquote, urlsplit

from bs4.element import Tag

from sitegen.addresses import INDEX, NOT_FOUND
from sitegen.checks.built import Built, HtmlPage
from sitegen.checks.files import FOREIGN_STYLE
from sitegen.problems import Problem, Problems

Found = tuple[str, str]
"""(what to look for to tell the line, the message)"""
Check = Callable[[HtmlPage, Built], Iterator[Found]]


def links_resolve(page: HtmlPage, built: Built) -> Iterator[Found]:
    """Every link inside the site leads to a file, and to an id on it."""
    for tag in page.named("a", "area", "link", "img", "script", "source", "use"):
        links = [(name, str(tag.get(name, ""))) for name in ("href", "src")]
        sets = [part.split() for part in str(tag.get("srcset", "")).split(",")]
        links += [("srcset", words[0]) for words in sets if words]
        for name, value in links:
            needle = f'{name}="{escape(value)}'
            parts = _split(value)
            if parts is None:
                yield needle, f"'{value}' is no address"
                continue
            if not value or parts.scheme or parts.netloc:
                continue
            if parts.path.startswith("/") and page.path != NOT_FOUND:
                yield needle, f"'{value}' begins with '/', which breaks below another base path"
                continue
            target = _file_behind(unquote(parts.path), page.path, built.config.base_path)
            anchor = unquote(parts.fragment)
            if target not in built.files:
                yield needle, f"'{value}' leads to {target}, which is not there"
            elif anchor and target in built.pages and anchor not in built.pages[target].ids:
                yield needle, f"'{value}': {target} has no id '{anchor}'"


def _split(value: str) -> SplitResult | None:
    try:
        return urlsplit(value)
    except ValueError:
        return None


def _file_behind(path: str, start: str, base_path: str) -> str:
    """The file a server sends for the path of a link on the page at `start`."""
    if not path:
        return start
    if path.startswith("/"):
        target = path.removeprefix(base_path)
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(start), path))
        target = "" if target == "." else target
    return posixpath.join(target, INDEX) if path.endswith(("/", ".")) or not target else target


def popovers_open(page: HtmlPage, built: Built) -> Iterator[Found]:
    """A button that opens a popover names one on the page (HTML Standard, section 6.12)."""
    popovers = {str(tag.get("id")) for tag in page.tags if tag.has_attr("popover")}
    for tag in page.tags:
        target = tag.get("popovertarget")
        if target is not None and target not in popovers:
            yield (
                f'popovertarget="{target}"',
                f"a button opens '{target}', which is no popover of this page",
            )


def card_is_there(page: HtmlPage, built: Built) -> Iterator[Found]:
    """A picture that a page announces for being shared is a file of the site, with words for it.

    Source: https://ogp.me, structured properties of `og:image`.
    """
    given = {str(tag.get("property")): str(tag.get("content", "")) for tag in page.named("meta")}
    address = given.get("og:image")
    if address is None:
        return
    if built.path_of(address) not in built.files:
        yield address, f"announces the picture '{address}', which is not there"
    if not given.get("og:image:alt", "").strip():
        yield "og:image", "announces a picture without 'og:image:alt'; say what it shows"


def one_heading_one(page: HtmlPage, built: Built) -> Iterator[Found]:
    """A page has exactly one `h1`, with words in it."""
    found = page.named("h1")
    if len(found) != 1:
        yield "<h1", f"has {len(found)} h1 headings instead of one"
    elif not found[0].get_text(strip=True):
        yield "<h1", "has an h1 without words"


def headings_in_order(page: HtmlPage, built: Built) -> Iterator[Found]:
    """A heading is at most one level below the one before it (WCAG technique H42, G141)."""
    level = 0
    for tag in page.named("h1", "h2", "h3", "h4", "h5", "h6"):
        this = int(tag.name[1])
        if this > level + 1:
            yield tag.get_text(strip=True), f"h{this} '{tag.get_text(strip=True)}' follows h{level}"
        level = this


def unique_ids(page: HtmlPage, built: Built) -> Iterator[Found]:
    """An id stands once on a page."""
    for identifier, count in Counter(page.ids).items():
        if count > 1:
            yield f'id="{identifier}"', f"id '{identifier}' stands {count} times"


def language_declared(page: HtmlPage, built: Built) -> Iterator[Found]:
    """`html` says the folder's language and direction; every other `lang` is a language tag."""
    html = page.soup.find("html")
    expected = built.config.language(built.language_of(page.path))
    if not isinstance(html, Tag) or html.get("lang") != expected.code:
        yield "<html", f"the page's lang must be '{expected.code}'"
    if isinstance(html, Tag) and html.get("dir", "ltr") != expected.direction.value:
        yield "<html", f"the page's dir must be '{expected.direction.value}'"
    for tag in (tag for tag in page.tags if tag.has_attr("lang")):
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(tag["lang"])):
            yield f'lang="{tag["lang"]}"', f"'{tag['lang']}' is not a language tag (RFC 5646)"


def page_named(page: HtmlPage, built: Built) -> Iterator[Found]:
    """A page has a title with words in it."""
    title = page.soup.find("title")
    if title is None or not title.get_text(strip=True):
        yield "<head", "has no title"


def images_described(page: HtmlPage, built: Built) -> Iterator[Found]:
    """Every picture has alternative text; `alt=""` says that it only decorates."""
    for tag in page.named("img", "area"):
        if tag.get("alt") is None:
            yield (
                str(tag.get("src", tag.name)),
                f"picture '{tag.get('src')}' has no alternative text",
            )
    for tag in page.named("svg"):
        whole = tag.find_parent("svg") is None  # inside another it is only a place in it
        if whole and tag.get("aria-hidden") != "true" and not _named(tag):
            yield "<svg", "a drawing has neither a title nor aria-hidden"


def _named(drawing: Tag) -> bool:
    return bool(
        drawing.get("aria-label") or drawing.get("aria-labelledby") or drawing.find("title")
    )


_LOADING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href")
"""The attributes that make a browser load or send something, on any element."""
_LOADING_HREF = ("link", "use", "image")
"""The elements whose `href` is loaded; elsewhere a reader follows it."""
_NOT_LOADED = {"canonical", "alternate", "license", "author"}


def nothing_foreign_loaded(page: HtmlPage, built: Built) -> Iterator[Found]:
    """A page loads nothing from another host, and sends nothing there."""
    for tag in page.tags:
        names = [name for name in _LOADING if tag.has_attr(name)]
        if tag.name in _LOADING_HREF and not set(tag.get_attribute_list("rel")) & _NOT_LOADED:
            names.append("href")
        for name in names:
            for value in (
                str(tag.get(name, "")).split(",") if name == "srcset" else [str(tag.get(name, ""))]
            ):
                parts = _split(value.strip())
                if parts is None or parts.netloc:
                    yield (
                        value.strip(),
                        f"<{tag.name}> loads '{value.strip()}' from outside the site",
                    )
    if any(str(tag.get("http-equiv", "")).lower() == "refresh" for tag in page.named("meta")):
        yield "refresh", "the page sends the reader elsewhere (meta refresh)"
    styles = [tag.get_text() for tag in page.named("style")]
    styles += [str(tag["style"]) for tag in page.tags if tag.has_attr("style")]
    for address in FOREIGN_STYLE.findall("\n".join(styles)):
        yield address, f"a style loads '{address}' from outside the site"


def alternates_mutual(page: HtmlPage, built: Built) -> Iterator[Found]:
    """Versions name each other, themselves and x-default; canonical is the page's own address."""
    own = page.canonical
    if own is None:
        if page.alternates:
            yield "alternate", "has alternates but no canonical address"
        return
    if built.path_of(own) != page.path:
        yield own, f"the canonical address '{own}' is not this page's own"
    if "x-default" not in page.alternates:
        yield "canonical", "has no alternate for x-default"
    for lang, address in page.alternates.items():
        path = built.path_of(address)
        other = built.pages.get(path or "")
        if other is None:
            yield address, f"alternate '{lang}' leads to '{address}', which is no page of this site"
        elif lang != "x-default" and built.language_of(other.path) != lang:
            yield (
                address,
                f"alternate '{lang}' leads to a page in '{built.language_of(other.path)}'",
            )
        elif own not in other.alternates.values() and lang != "x-default":
            yield address, f"{other.path} does not name this page as its alternate"
    if own not in page.alternates.values():
        yield own, "the page is not among its own alternates"


def announced_as_planned(page: HtmlPage, built: Built) -> Iterator[Found]:
    """A page says of itself what the table of pages says: no less, and no more."""
    if not built.announced:
        return
    planned = {built.path_of(address): address for address in built.announced}.get(page.path)
    if page.canonical != planned:
        yield "canonical", f"the canonical address is {page.canonical}, planned was {planned}"
    elif planned is not None and page.alternates != built.announced[planned]:
        yield "alternate", "the alternates are not those of the table of pages"


def nothing_raw(page: HtmlPage, built: Built) -> Iterator[Found]:
    """No marks that a machine should have read: `**`, `_(`, `{{`, `{%`, `%(name)s`, `:::`."""
    for string in page.strings:
        for match in re.findall(r"\*\*|\b_\(|\{\{|\{%|%\(\w+\)[sd]|:::|\[@", string):
            yield match, f"shows the raw mark '{match}' in '{' '.join(string.split())[:60]}'"


def interface_translated(page: HtmlPage, built: Built) -> Iterator[Found]:
    """Text in the page's own language is not the source language's interface text."""
    lang = built.language_of(page.path)
    pattern = built.interface.get(lang)
    if pattern is None:
        return
    for text in page.texts_in(lang):
        if pattern.fullmatch(text):
            message = f"'{text}' is interface text in the source language on a page in '{lang}'"
            yield text, message


HTML_CHECKS: tuple[Check, ...] = (
    links_resolve,
    popovers_open,
    card_is_there,
    one_heading_one,
    headings_in_order,
    unique_ids,
    language_declared,
    page_named,
    images_described,
    nothing_foreign_loaded,
    alternates_mutual,
    announced_as_planned,
    nothing_raw,
    interface_translated,
)


def check_html(built: Built, name: str, problems: Problems) -> None:
    """Run every rule over every page; `name` is the output folder's name in the messages."""
    for page in built.pages.values():
        origin = f" (made from {built.origins[page.path]})" if page.path in built.origins else ""
        for check in HTML_CHECKS:
            rule = check.__name__.replace("_", "-")
            for needle, message in check(page, built):
                path, line = f"{name}/{page.path}", page.line(needle)
                problems.items.append(Problem(path, line, message + origin, rule))
