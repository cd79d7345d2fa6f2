"""A tiny complete site on another subject: three carrier pigeons, in Portuguese, Finnish and
Arabic. Whatever holds for it holds for no reason of the real site's names or languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import HealthCheck, settings

from sitegen import config as configuration
from sitegen.assemble import assemble
from sitegen.config import Config
from sitegen.model import Site
from sitegen.problems import Problems
from sitegen.read import Sources, read
from sitegen.schema import Records, schema

settings.register_profile(
    "sitegen",
    derandomize=True,
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("sitegen")

TODAY = dt.date(2020, 1, 1)

SITE_TOML = """\
base_url = "https://pombos.example/loft/"
date = 2020-01-01
as_of = 2019-12-31
source = "pt"
repository = "https://pombos.example/src"
report = "mailto:erro@pombos.example"
chapters = ["vento"]
time_zone = "Europe/Lisbon"
[[languages]]
code = "pt"
name = "Português"
title = "Três pombos"
direction = "ltr"
locale = "pt_PT"
person = "{given} {family}"

[[languages]]
code = "fi"
name = "Suomi"
title = "Kolme kyyhkyä"
direction = "ltr"
locale = "fi_FI"
person = "{family} {given}"
names_from = "pt"

[[languages]]
code = "ar"
name = "العربية"
title = "ثلاث حمامات"
direction = "rtl"
locale = "ar"
person = "{given} {family}"
names_from = "fi"

[[nav]]
key = "people"
label = "The pigeons"

[[nav]]
key = "about"
label = "About"

[parties]
loft = "The loft"
"falcon" = "The falcon"
"""

AURORA = """\
case: 1
name:
  pt: {given: Aurora, family: Branca}
  fi: {given: Aurora, family: Valkoinen, reading: aurora}
name_then:
  pt: {given: Aurorinha}
sex: female
born: 2001-03
age_then: 2
disappeared: 2003-06-12
place: serra
status: not-returned
recognised: 2004
relations:
  - {person: bravo, kind: sibling}
claims:
  - id: falcao
    by: falcon
    date: 2005
    answered_by: pombal
    sources: [diario]
answers:
  - id: pombal
    by: loft
    as_of: 2006-02
    sources: [diario, livro]
sources:
  name: [livro]
  sex: [livro]
  born: [livro]
  age_then: [livro]
  disappeared: [diario]
  place: [diario]
  status: [diario]
  recognised: [diario]
  relations: [livro]
"""


def pigeon(given: str, case: int, disappeared: str, status: str = "not-returned") -> str:
    """The record of a pigeon about whom little is known."""
    return f"""\
case: {case}
name:
  pt: {{given: {given}}}
sex: male
age_then: 3
disappeared: {disappeared}
place: mar
status: {status}
recognised: 2004
sources:
  name: [livro]
  sex: [livro]
  age_then: [livro]
  disappeared: [livro]
  place: [livro]
  status: [livro]
  recognised: [livro]
"""


def page(title: str, body: str = "Olá.\n") -> str:
    return f"---\ntitle: {title}\nsummary: Uma frase.\n---\n{body}"


PROFILE = """\
---
summary: Uma pomba branca.
---
Partiu cedo [@diario, p. 3].

::: claim falcao
O falcão diz que não a viu.
:::

::: answer pombal
O pombal viu as penas.
:::
"""

PLAIN_PROFILE = "---\nsummary: Um pombo.\n---\nNada se sabe [@livro].\n"

FILES = {
    "site.toml": SITE_TOML,
    "content/people/aurora.yaml": AURORA,
    "content/people/bravo.yaml": pigeon("Bravo", 1, "2003-06"),
    "content/people/ciro.yaml": pigeon("Ciro", 2, "1999").replace(
        "status: not-returned", "status: returned\nreturned: 2002-10-15"
    )
    + "  returned: [livro]\n",
    "content/places.yaml": """\
serra:
  lat: 40.3
  lon: -7.6
  precision: town
  sources: [diario]
  kind: place
mar:
  precision: country
  sources: [livro]
  kind: unknown
""",
    "content/cases.yaml": """\
1:
  people: [bravo, aurora]
  date: 2003-06-12
  sources: [diario]
2:
  people: [ciro]
  date: 1999
  sources: [livro]
""",
    "content/sources.yaml": """\
diario:
  title: Diário do pombal
  publisher: Pombal
  url: https://pombos.example/diario
  lang: pt
  kind: diary
livro:
  title: Livro de voos
  publisher: Pombal
  url: https://pombos.example/livro
  lang: pt
  date: 2004-01
  kind: book
""",
    "content/pt/data.yaml": """\
places: {serra: a serra, mar: o mar}
cases: {1: o nevoeiro, 2: a tempestade}
""",
    "content/fi/data.yaml": "places: {serra: vuori}\n",
    "content/pt/index.md": page("Três pombos", "Veja [Aurora](people/aurora).\n"),
    "content/fi/index.md": page("Kolme kyyhkyä"),
    "content/ar/index.md": page("ثلاث حمامات"),
    "content/pt/people/index.md": page("Os pombos"),
    "content/pt/people/aurora.md": PROFILE,
    "content/fi/people/aurora.md": PROFILE,
    "content/pt/people/bravo.md": PLAIN_PROFILE,
    "content/pt/people/ciro.md": PLAIN_PROFILE,
    "content/pt/chapters/index.md": page("Capítulos"),
    "content/pt/chapters/agua.md": page("Água", "Olá [@livro].\n"),
    "content/pt/chapters/vento.md": page("Vento", "Olá [@livro].\n"),
    "content/pt/about.md": page("Sobre", "## Quem somos\n\nNós.\n\n### Nomes\n\nOs nomes.\n"),
    "content/fi/about.md": page("Tietoa", "## Keitä olemme\n\nMe.\n\n### Nimet\n\nNimet.\n"),
}


class Folder:
    """A site's folder on the disk, and the steps of the build up to the `Site`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, text in FILES.items():
            self.write(path, text)

    def write(self, path: str, text: str | bytes) -> None:
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(text if isinstance(text, bytes) else text.encode())

    def replace(self, path: str, old: str, new: str) -> None:
        """Change one place of a file, which must be there: a test that changes nothing is none."""
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def append(self, path: str, text: str) -> None:
        self.write(path, (self.root / path).read_text("utf-8") + text)

    def delete(self, path: str) -> None:
        (self.root / path).unlink()

    def config(self) -> Config:
        problems = Problems()
        config = configuration.load(self.root, problems)
        assert config is not None, shown(problems)
        return config

    def read(self, problems: Problems) -> Sources:
        return read(self.root, self.config(), problems)

    def records(self, problems: Problems) -> Records:
        return schema(self.read(problems), self.config(), problems)

    def site(self, problems: Problems | None = None) -> Site:
        """The assembled site; with no collection to add problems to, there may be none."""
        found = Problems() if problems is None else problems
        site = assemble(self.records(found), self.config(), TODAY, found)
        if problems is None:
            assert shown(found) == []
        return site


def shown(problems: Problems) -> list[str]:
    """The problems as people see them, in the order they see them."""
    return [str(problem) for problem in problems]


def line_of_text(text: str, part: str) -> int:
    """The line, from 1, on which a part of a text first stands."""
    return text.count("\n", 0, text.index(part)) + 1
