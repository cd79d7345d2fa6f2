"""The step: finished pages get their faces, and the files of the faces join them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.cache import Cache
from sitegen.config import STATIC, Config
from sitegen.fonts import cutting, sheet
from sitegen.fonts.glyphs import Places, glyph_problems
from sitegen.fonts.plan import Plan, Rule
from sitegen.fonts.table import FOLDER, Faces, damaged, load
from sitegen.fonts.used import Reader, drawn, from_styles
from sitegen.problems import Problems
from sitegen.render import Output

TARGET = f"{STATIC}/{FOLDER}"
CACHED = "fonts"


def set_faces(
    root: Path,
    config: Config,
    outputs: list[Output],
    origins: Mapping[str, str],
    problems: Problems,
    *,
    live: bool = False,
    preload: bool = True,
    cut: bool = True,
    name: str = "site",
) -> list[Output]:
    """The outputs with faces: pages that name them, the common sheet, fonts and licences.

    A site without `fonts/fonts.toml` stays as it is. Every character must have a glyph. Without
    `cut` that is all that is done; `live` takes the whole faces, so that a preview never waits.
    `origins` leads from a page's path to the file of `content/` it was made from.
    """
    faces = load(root, config, cache_of(root), problems)
    if faces is None:
        return outputs
    # What is not UTF-8 is told by a later step.
    texts = {o.path: o.data.decode("utf-8", "replace") for o in outputs if _is_text(o.path)}
    pages = {path: text for path, text in texts.items() if path.endswith(".html")}
    css = "\n".join(text for path, text in texts.items() if path.endswith(".css"))
    generated, attributes = from_styles(css)
    reader = Reader(faces.table.roles, attributes, faces.table.own_roles)
    used = {path: reader.read(html) for path, html in pages.items()}
    plan = Plan(faces, used, generated | drawn(faces.table.always), whole=live)
    places = Places(root, origins, config.codes)
    problems.extend(glyph_problems(faces, plan.missing, places, pages, name))
    if problems.has_errors or not cut:
        return outputs
    try:
        return _with_faces(root, faces, plan, outputs, pages, live=live, preload=preload)
    except cutting.Damaged as error:
        problems.extend([damaged(str(error))])
        return outputs


def cache_of(root: Path) -> Cache:
    """Where faces of the site at `root` are kept."""
    return Cache(root, CACHED)


def _with_faces(
    root: Path,
    faces: Faces,
    plan: Plan,
    outputs: Iterable[Output],
    pages: Mapping[str, str],
    *,
    live: bool,
    preload: bool,
) -> list[Output]:
    rules = {path: list(plan.rules(path)) for path in pages}
    cuts = [rule.cut for page in rules.values() for rule in page]
    files: dict[str, bytes] = {}
    if live:
        files = {
            _file(rule, live): rule.cut.source.data for page in rules.values() for rule in page
        }
    else:
        made = cutting.make(cuts, cache_of(root))
        files = {_file(rule, live): made[rule.cut.key] for page in rules.values() for rule in page}
    done = []
    lists: dict[tuple[str | None, frozenset[str]], str] = {}
    for output in outputs:
        if output.path in pages:
            lang = plan.languages.get(output.path)
            families = frozenset(rule.family for rule in rules[output.path])
            if (lang, families) not in lists:
                lists[lang, families] = sheet.stacks(faces, lang, families)
            addressed = _addressed(output.path, pages[output.path], rules[output.path], live)
            html = sheet.page(
                pages[output.path], addressed, lists[lang, families], preload=preload and not live
            )
            done.append(Output(output.path, html.encode("utf-8")))
        else:
            done.append(output)
    done += [Output(f"{TARGET}/{file}", data) for file, data in sorted(files.items())]
    done += [Output(f"{TARGET}/{file}", data) for file, data in sorted(faces.licences.items())]
    return done


def _is_text(path: str) -> bool:
    return path.endswith((".html", ".css"))


def _addressed(path: str, html: str, rules: list[Rule], live: bool) -> list[sheet.Addressed]:
    """The files of a page as its own links lead there."""
    static = sheet.static_folder(html)
    if static is None:
        static = "../" * path.count("/") + f"{STATIC}/"
    format_ = "truetype" if live else "woff2"
    return [(rule, f"{static}{FOLDER}/{_file(rule, live)}", format_) for rule in rules]


def _file(rule: Rule, live: bool) -> str:
    """A name that changes with the file, so that a browser may keep it for ever."""
    face = rule.cut.source.face.name
    if live:
        return f"{face}.{rule.cut.source.digest[:8]}.ttf"
    return f"{face}.{rule.cut.key[:8]}.woff2"
