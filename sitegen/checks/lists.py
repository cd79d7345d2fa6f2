"""The lists behind the dignity check: every language has its own, and what they name exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.model import Site
from sitegen.problems import Level, Problem, suggest
from sitegen.read import CONTENT, TONE, Source
from sitegen.validate import line_of


def check_lists(site: Site, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A list for each language once one has it; documents and people in the lists exist.

    `sources` are the files `tone.yaml` by language, for their lines.
    """
    for code in site.config.codes if site.tones else ():
        if code not in sources:
            path = f"{CONTENT}/{code}/{TONE}"
            message = f"is missing; until it lists the words of '{code}', its texts are not checked"
            yield Problem(path, 1, message, "dignity", Level.WARNING)
    for code, tone in site.tones.items():
        path, lines = sources[code].path, sources[code].lines
        for index, rule in enumerate(tone.rules):
            if not rule.sources and not rule.unverified:
                line = line_of(lines, ("rules", index))
                message = f"'{rule.id}' has no source; add one, or 'unverified: true'"
                yield Problem(path, line, message, "source")
            for name in rule.sources:
                if name not in site.documents:
                    line = line_of(lines, ("rules", index, "sources"))
                    near = suggest(name, site.documents)
                    message = f"there is no source '{name}' in {site.documents.path}{near}"
                    yield Problem(path, line, message, "source")
    slugs = {person.slug for person in site.people.values()}
    for name in site.relatives:
        of = site.relatives[name].of
        if of is not None and of not in slugs:
            message = f"there is no person '{of}'{suggest(of, slugs)}"
            line = site.relatives.line(name, "of")
            yield Problem(site.relatives.path, line, message, "reference")
