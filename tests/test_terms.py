"""One concept has one name in each language; what is refused is found, and nothing else is."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest
from goodsite import Copy, invoke, line_of
from helpers import Folder, page

from sitegen.checks.dignity import Exemption, Passage
from sitegen.checks.names import normal
from sitegen.checks.terms import Terms
from sitegen.model import Site
from sitegen.problems import Level
from sitegen.terms import Refused, Term, TermKind, TermName
from sitegen.tone import Tone

TERMS = "content/terms.yaml"


def at(lang: str, text: str) -> str:
    """The place of a text in a language's data of the good site."""
    path = f"content/{lang}/data.yaml"
    return f"{path}:{line_of(path, text)}"


QUOTED = {"pt": "“[^”]*”", "fi": "”[^”]*”", "ar": "«[^»]*»"}


def site(folder: Folder, names: Mapping[str, TermName], *others: TermName) -> Site:
    """The small site with one term, and further names in Portuguese of other terms."""
    terms = {"ave": Term(kind=TermKind.WORD, names=names, sources=("livro",))}
    for number, other in enumerate(others):
        terms[f"outra-{number}"] = Term(kind=TermKind.WORD, names={"pt": other}, sources=("livro",))
    plain = folder.site()
    tones = {
        code: Tone.model_construct(
            sentence_end="x",
            quotations=(quotation,),
            groups=(),
            attribution=(),
            answers=(),
            rules=(),
        )
        for code, quotation in QUOTED.items()
    }
    table = dataclasses.replace(plain.terms, records=terms)
    return dataclasses.replace(plain, terms=table, tones=tones)


def refusing(*forms: str, unless: tuple[str, ...] = (), loaded: bool = False) -> TermName:
    refused = Refused(forms=forms, reason="por isso", unless=unless, loaded=loaded)
    return TermName(name="ave", refused=(refused,))


def found(site: Site, text: str, lang: str = "pt") -> list[str]:
    """The forms that are reported in a text."""
    problems = Terms(site).check([Passage("x.md", lang, text, ((0, 1),))])
    return [str(problem.message).split("'")[1] for problem in problems]


@pytest.mark.parametrize(
    ("form", "text", "whole"),
    [
        ("kidnap", "a kidnap in May", True),
        ("kidnap", "Kidnap!", True),
        ("kidnap", "two kidnappers", False),
        ("kidnap", "unkidnap", False),
        ("لقلق", "هذا لقلق كبير", True),
        ("لقلق", "هذه اللقلقة", False),
        ("αετός", "ο αετός πετά", True),
        ("αετός", "αετόςς", False),
        ("北韓", "また北韓から来た", True),
        ("おおとり", "そのおおとりは", True),
        ("북조선", "북조선에서는", True),
        ("납치피해자", "일본인납치피해자가", True),
        ("นก", "มีนกมาก", True),
        ("Vitamin北", "vitamin北方", True),
        ("Vitamin北", "xvitamin北方", False),
    ],
)
def test_a_form_is_a_word_where_its_script_sets_words_apart(
    tmp_path: Path, form: str, text: str, whole: bool
) -> None:
    """By the script of the form's own edges, whatever the language of the text."""
    assert bool(found(site(Folder(tmp_path), {"pt": refusing(form)}), text)) is whole


def test_half_and_full_width_and_decomposed_letters_are_the_same(tmp_path: Path) -> None:
    vocabulary = site(Folder(tmp_path), {"pt": refusing("ＤＰＲＫ", "pássaro", "북조선")})
    for text in (
        "the DPRK",
        "um pa\u0301ssaro",
        "\u1107\u116e\u11a8\u110c\u1169\u1109\u1165\u11ab",
    ):
        assert len(found(vocabulary, normal(text))) == 1, text


def test_the_longest_form_wins(tmp_path: Path) -> None:
    """A name, another accepted form and a longer word may hold what is refused; the rest may not."""
    names = {"pt": refusing("ave", "ave de", unless=("ave de rapina",))}
    names["pt"] = TermName(name="pombo", also=("a ave do pombal",), refused=names["pt"].refused)
    with_others = site(Folder(tmp_path), names, TermName(name="Clube da ave livre"))
    assert found(with_others, "a ave do pombal e o clube da ave livre") == []
    assert found(with_others, "uma ave de rapina, uma ave de longe") == ["ave de"]
    assert found(with_others, "o clube da ave") == ["ave"]


def test_an_accepted_form_of_a_script_without_spaces(tmp_path: Path) -> None:
    entry = TermName(name="조사회", refused=(Refused(forms=("실종자",), reason="왜냐하면"),))
    vocabulary = site(Folder(tmp_path), {"pt": entry}, TermName(name="특정 실종자"))
    assert found(vocabulary, "특정 실종자는") == []
    assert found(vocabulary, "그 실종자는") == ["실종자"]


def test_a_quotation_passes_if_it_is_marked(tmp_path: Path) -> None:
    vocabulary = site(Folder(tmp_path), {"pt": refusing("ave"), "ar": refusing("لقلق")})
    assert found(vocabulary, "chamou-lhe “ave”, e “uma ave livre”") == []
    assert found(vocabulary, "chamou-lhe “pombo”, essa ave") == ["ave"]
    assert found(vocabulary, "قال «لقلق»", "ar") == []


def test_each_language_refuses_its_own(tmp_path: Path) -> None:
    vocabulary = site(Folder(tmp_path), {"pt": refusing("ave"), "fi": TermName(name="ave")})
    assert found(vocabulary, "ave", "fi") == []
    assert found(vocabulary, "ave", "ar") == []


@pytest.mark.parametrize(
    ("loaded", "level"), [(True, Level.ERROR), (False, Level.WARNING)], ids=["loaded", "variant"]
)
def test_the_message_says_why_and_what_to_write(tmp_path: Path, loaded: bool, level: Level) -> None:
    checked = site(Folder(tmp_path), {"pt": refusing("Avezinha", loaded=loaded)})
    passage = Passage("x.md", "pt", "Era uma\navezinha.".replace("\n", " "), ((0, 7), (8, 8)))
    (problem,) = Terms(checked).check([passage])
    assert (problem.line, problem.level, problem.rule) == (8, level, "terms")
    assert problem.message == (
        "'avezinha' is not what we write (por isso); write 'ave' (a quotation needs its marks;"
        " else '<!-- allow avezinha: reason -->' above the paragraph)"
    )


def test_an_exception_with_its_reason_passes_and_is_reported(tmp_path: Path) -> None:
    terms = Terms(site(Folder(tmp_path), {"pt": refusing("bicho", "fera")}))
    for word in ("bicho", "Bicho", "ave"):
        allowed = ((word, "é o título", 3),)
        passage = Passage("x.md", "pt", "um bicho", ((0, 4),), allowed=allowed)
        assert list(terms.check([passage])) == []
        assert terms.exemptions == {Exemption("x.md", 3, word, "é o título")}
        terms.exemptions.clear()
    other = Passage("x.md", "pt", "uma fera", ((0, 4),), allowed=(("bicho", "é o título", 3),))
    assert len(list(terms.check([other]))) == 1
    assert terms.exemptions == set()


def test_a_person_is_named_by_the_record_alone() -> None:
    with pytest.raises(ValueError, match="the names of 'aurora' stand in that record"):
        Term(kind=TermKind.PERSON, person="aurora", names={"pt": TermName(name="Aurora")})
    with pytest.raises(ValueError, match="needs 'names', or the 'person'"):
        Term(kind=TermKind.PERSON, sources=("livro",))
    with pytest.raises(ValueError, match="'fi' has a name, so it is not 'unseen'"):
        Term(kind=TermKind.WORD, names={"fi": TermName(name="x")}, unseen=("fi",), sources=("a",))


REFUSED = "kirjekyyhky' is not what we write (vanhentunut sana); write 'viestikyyhky'"
WAY_OUT = "(a quotation needs its marks; else '<!-- allow {}: reason -->' above the paragraph)"


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("content/fi/about.md", "Kaksi lakkaa.", "Kaksi lakkaa ja kirjekyyhky.", 8),
        ("content/fi/about.md", "Keitä olemme", "Kirjekyyhky", 6),
        ("content/fi/about.md", "title: Tietoa", "title: Kirjekyyhky", 2),
        ("content/fi/data.yaml", "Siellä lakat ovat", "Siellä on kirjekyyhky", line_of("content/fi/data.yaml", "  serra: {means")),
        ("locale/fi/LC_MESSAGES/messages.po", '"Lakka"', '"Kirjekyyhky"', 23),
    ],
)  # fmt: skip
def test_a_variant_is_a_warning_wherever_people_write(
    good: Copy, path: str, old: str, new: str, line: int
) -> None:
    good.replace(path, old, new)
    done = invoke("--root", good.root, "check")
    (warning,) = [line for line in done.warnings if "kyyhky" in line]
    assert warning.casefold().startswith(f"{path}:{line}: warning: '{REFUSED}".casefold())
    assert done.code == 0


def test_a_loaded_word_is_an_error(good: Copy) -> None:
    good.replace("content/pt/about.md", "Dois pombais.", "Dois pombais no\nMonte Estrela.")
    done = invoke("--root", good.root, "check")
    assert done.code == 1
    assert done.errors == [
        "content/pt/about.md:9: 'Monte Estrela' is not what we write (nome inventado); write"
        f" 'a serra' {WAY_OUT.format('Monte Estrela')}"
    ]


def test_it_passes_with_a_reason_in_a_longer_word_and_in_a_cited_title(good: Copy) -> None:
    good.replace(
        "content/pt/about.md",
        "Dois pombais.",
        "<!-- allow Monte Estrela: é o nome do hotel -->\nO hotel Monte Estrela.\n\nDois pombais.",
    )
    good.replace("content/fi/about.md", "Kaksi lakkaa.", "Kirjekyyhkyseura, kirjekyyhkyt.")
    good.replace("content/sources.yaml", "Viestikyyhkyn kotimatka", "Mikä on kirjekyyhky?")
    done = invoke("--root", good.root, "check")
    assert done.code == 0
    assert not [line for line in done.warnings if "is not what we write" in line]
    note = "content/pt/about.md:8: note: 'Monte Estrela' is allowed: é o nome do hotel"
    assert note in done.stdout.splitlines() + done.stderr.splitlines()


BAD = {
    "an-unknown-field": (
        ("unseen: [ar]", "unsee: [ar]"),
        "content/terms.yaml:29: unknown field 'unsee', did you mean 'unseen'?"
        " (fields here: kind, person, names, unseen, sources)",
    ),
    "no-such-kind": (
        ("kind: place", "kind: mountain"),
        "content/terms.yaml:19: 'kind' cannot be 'mountain' (one of: word, place, organisation,"
        " office, event, agreement, law, person)",
    ),
    "no-such-person": (
        ("person: aurora", "person: aurorra"),
        "content/terms.yaml:33: there is no person 'aurorra', did you mean 'aurora'?",
    ),
    "no-such-source": (
        ("sources: [diario]", "sources: [diaro]"),
        "content/terms.yaml:30: there is no source 'diaro' in content/sources.yaml,"
        " did you mean 'diario'?",
    ),
    "no-such-language": (
        ("unseen: [fi]", "unseen: [fr]"),
        "content/terms.yaml:34: unseen: there is no language 'fr'",
    ),
    "no-source": (
        ("  sources: [diario]\n", ""),
        "content/terms.yaml:18: 'sources' is missing; say which documents write these names",
    ),
    "no-reason": (
        ("          reason: vanhentunut sana\n", ""),
        "content/terms.yaml:13: field 'names.fi.refused.0.reason' is missing; add it",
    ),
    "written-and-refused": (
        ("forms: [kirjekyyhky]", "forms: [kirjekyyhky, Viestikyyhky]"),
        "content/terms.yaml:13: 'Viestikyyhky' is refused here, but a name of 'pombo-correio' in"
        " 'fi'; decide for one",
    ),
    "refused-twice": (
        ("forms: [Monte Estrela]", "forms: [Monte Estrela, pomba-correio]"),
        "content/terms.yaml:24: 'pomba-correio' is refused in 'pt' already; keep one",
    ),
    "an-id-that-is-no-address": (
        ("serra:\n  kind", "Serra Alta:\n  kind"),
        "content/terms.yaml:18: 'Serra Alta' cannot be part of an address; use lower-case ASCII"
        " letters, digits and single hyphens",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_record_that_is_wrong(good: Copy, name: str) -> None:
    (old, new), complaint = BAD[name]
    good.replace(TERMS, old, new)
    done = invoke("--root", good.root, "check")
    assert done.code == 1
    assert complaint in done.errors


def test_texts_name_terms_that_there_are(good: Copy) -> None:
    good.replace("content/fi/data.yaml", "  serra: {means", "  sera: {means")
    done = invoke("--root", good.root, "check")
    assert done.errors == [
        f"{at('fi', '  serra: {means')}: terms: there is no 'sera' in content/terms.yaml,"
        " did you mean 'serra'?"
    ]


def test_what_is_missing_is_a_warning(good: Copy) -> None:
    good.replace(TERMS, "  unseen: [fi]\n", "")
    good.replace("content/ar/data.yaml", ", why: للفنلندية كلمة قديمة أخرى.", "")
    good.replace("content/fi/data.yaml", "  serra: {means: Siellä lakat ovat.}\n", "")
    good.delete("content/pt/glossary.md")
    good.delete("content/fi/glossary.md")
    good.delete("content/ar/glossary.md")
    done = invoke("--root", good.root, "check")
    assert (done.code, done.errors) == (0, [])
    assert [line for line in done.warnings if "terms" in line or "glossary" in line] == [
        f"{at('ar', '  pombo-correio')}: warning: terms: 'pombo-correio' says why in one of 'pt' and 'ar'"
        " only; tell both",
        "content/fi/data.yaml:1: warning: terms: no explanation yet of 'serra' (1 in all);"
        " add 'means'",
        "content/pt/glossary.md:1: warning: is missing; content/terms.yaml is shown there"
        " (another key: 'kinds' in site.toml)",
        "content/terms.yaml:31: warning: there is no name in 'fi' for 'aurora' (1 in all); add it under"
        " 'names', or the language under 'unseen'",
    ]


def test_a_link_leads_to_a_term(good: Copy) -> None:
    good.replace("content/fi/glossary.md", "Kolme nimeä", "[Kolme nimeä](glossary#term-sera)")
    done = invoke("--root", good.root, "check")
    assert done.errors == [
        "content/fi/glossary.md:6: page 'glossary' has no anchor '#term-sera', did you mean"
        " 'term-serra'? (its anchors: term-pombo-correio, term-serra, term-aurora)"
    ]


def test_the_page_of_sources_counts_the_glossary(good: Copy) -> None:
    for code, title in (("pt", "Fontes"), ("fi", "Lähteet"), ("ar", "المصادر")):
        good.write(f"content/{code}/sources.md", page(title, f"{title}.\n"))
    good.write(
        "templates/sources.html",
        '{% extends "_layout.html" %}{% block main %}{% for kind, rows in documents.items() %}'
        '{% for row in rows %}<p id="source-{{ row.id }}">{% for place in row.cited %}'
        '<a href="{{ place.href }}">{{ place.title.text }}</a>{% endfor %}</p>{% endfor %}'
        "{% endfor %}{% endblock %}",
    )
    done = invoke("--root", good.root)
    assert done.code == 0, done.stderr
    listed = (good.out / "fi/sources/index.html").read_text("utf-8")
    assert '<p id="source-kirja">' in listed
    assert (
        '<a href="../glossary/">Sanasto</a>'
        in listed.split('id="source-kirja"')[1].split("</p>")[0]
    )
    glossary = (good.out / "fi/glossary/index.html").read_text("utf-8")
    assert '<a href="../sources/#source-kirja">' in glossary
