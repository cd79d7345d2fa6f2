"""Skeletons of new pages and people, in every language."""

from __future__ import annotations

from pathlib import Path

from sitegen.config import Config, load
from sitegen.model import Kind
from sitegen.problems import Problems
from sitegen.read import CONTENT, PEOPLE, key_of
from sitegen.records import SOURCED_FIELDS, RelationKind, Sex, Status
from sitegen.schema import kind_of, person_key
from sitegen.validate import SLUG_RULE, is_slug

_PAGE = """---
title: TODO a title
summary: TODO one sentence, for lists, search and share text.
---

TODO the text. Cite each statement: `[@source-id]`. Link by key: `[text](about)`.
"""

_PROFILE = """---
summary: TODO one sentence, who, when, where; no claim in it.
---

## TODO a heading

TODO the text. Cite each statement: `[@source-id]`.
"""


def page(root: Path, key: str, problems: Problems) -> list[str]:
    """Write `content/<lang>/<key>.md` for every language; the paths written, or problems."""
    config = load(root, problems)
    if config is None or not _are_slugs(key.split("/"), problems):
        return []
    if key_of(key.split("/")) != key:
        problems.error(
            key, 1, f"has the address of '{key_of(key.split('/'))}'; use that key", "new"
        )
        return []
    if kind_of(key, config) is Kind.PERSON:
        slug = key.rpartition("/")[2]
        problems.error(
            key, 1, f"is a person's page; use 'python build.py new person {slug}'", "new"
        )
        return []
    return _write(root, _in_every_language(config, key, _PAGE), problems)


def person(root: Path, slug: str, problems: Problems) -> list[str]:
    """Write the record `content/people/<slug>.yaml` and a profile in every language."""
    config = load(root, problems)
    if config is None or not _are_slugs([slug], problems):
        return []
    files = {f"{CONTENT}/{PEOPLE}/{slug}.yaml": _record(config)}
    files |= _in_every_language(config, person_key(slug, config), _PROFILE)
    paths = _write(root, files, problems)
    if paths:
        message = f"add '{slug}' to 'people' of its case"
        problems.warning(f"{CONTENT}/cases.yaml", 1, message, "new")
    return paths


def _record(config: Config) -> str:
    names = "\n".join(
        f"  {language.code}: {{family: TODO, given: TODO}}"
        for language in config.languages
        if language.names_from is None
    )
    fields = [name for name in SOURCED_FIELDS if name not in ("born", "returned", "relations")]
    sources = "\n".join(f"  {name}: [TODO]" for name in fields)
    return f"""case: TODO            # its number in content/cases.yaml
name:
{names}
sex: TODO             # {" or ".join(Sex)}
age_then: TODO        # years
disappeared: TODO     # 1978-06-12, or 1978-06, or 1978: never more than is known
place: TODO           # an id of content/places.yaml
status: TODO          # {" or ".join(Status)}
recognised: TODO      # year
# born: 1955-08-10
# returned: 2002-10-15
# relations:
#   - {{person: some-slug, kind: {"|".join(RelationKind)}}}
# claims:
#   - {{id: party-2002, by: party, date: 2002, sources: [some-id], answered_by: other-2004}}
# answers:
#   - {{id: other-2004, by: other, as_of: 2004-12, sources: [some-id]}}
sources:              # ids of content/sources.yaml, for each field above
{sources}
"""


def _in_every_language(config: Config, key: str, text: str) -> dict[str, str]:
    return {f"{CONTENT}/{code}/{key}.md": text for code in config.codes}


def _are_slugs(parts: list[str], problems: Problems) -> bool:
    wrong = [part for part in parts if not is_slug(part)]
    for part in wrong:
        problems.error(
            "/".join(parts), 1, f"'{part}' cannot be part of an address; {SLUG_RULE}", "slug"
        )
    return not wrong


def _write(root: Path, files: dict[str, str], problems: Problems) -> list[str]:
    """Write all files or, if one of them exists already, none."""
    for path in files:
        other = f"{path.removesuffix('.md')}/index.md"
        if (root / path).exists() or (root / other).exists():
            problems.error(path, 1, "exists already; nothing was written", "new")
    if problems.has_errors:
        return []
    for path, text in files.items():
        try:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        except OSError as error:
            problems.error(path, 1, f"cannot be written: {error.strerror}", "new")
    return list(files)
