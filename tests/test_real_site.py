"""What must hold for the real content, whatever else changes in it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from sitegen import pipeline
from sitegen.checks.dignity import Passage
from sitegen.checks.names import normal
from sitegen.checks.terms import Terms
from sitegen.pipeline import Request
from sitegen.problems import Level, Problems
from sitegen.terms import TermKind
from sitegen.vocabulary import named

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "ja", "ko")

DATES = {
    "megumi-yokota": ("15 November 1977", "1977年11月15日", "1977년 11월 15일"),
    "yutaka-kume": ("19 September 1977", "1977年9月19日", "1977년 9월 19일"),
    "kyoko-matsumoto": ("21 October 1977", "1977年10月21日", "1977년 10월 21일"),
    "minoru-tanaka": ("June 1978", "1978年6月", "1978년 6월"),
    "yaeko-taguchi": ("June 1978", "1978年6月", "1978년 6월"),
    "yasushi-chimura": ("7 July 1978", "1978年7月7日", "1978년 7월 7일"),
    "fukie-chimura": ("7 July 1978", "1978年7月7日", "1978년 7월 7일"),
    "kaoru-hasuike": ("31 July 1978", "1978年7月31日", "1978년 7월 31일"),
    "yukiko-hasuike": ("31 July 1978", "1978年7月31日", "1978년 7월 31일"),
    "shuichi-ichikawa": ("12 August 1978", "1978年8月12日", "1978년 8월 12일"),
    "rumiko-masumoto": ("12 August 1978", "1978年8月12日", "1978년 8월 12일"),
    "hitomi-soga": ("12 August 1978", "1978年8月12日", "1978년 8월 12일"),
    "miyoshi-soga": ("12 August 1978", "1978年8月12日", "1978년 8월 12일"),
    "toru-ishioka": ("May 1980", "1980年5月", "1980년 5월"),
    "kaoru-matsuki": ("May 1980", "1980年5月", "1980년 5월"),
    "tadaaki-hara": ("June 1980", "1980年6月", "1980년 6월"),
    "keiko-arimoto": ("July 1983", "1983年7月", "1983년 7월"),
}
RETURNED = {"yasushi-chimura", "fukie-chimura", "kaoru-hasuike", "yukiko-hasuike", "hitomi-soga"}

DEATH = re.compile(
    r"\b(?:die[ds]?|death|dead|deceased|the late|killed|suicide|passed away|remains of|memorial"
    r"|mourn\w*|bereaved|survivors?)\b"
    r"|死亡|死去|亡くな|自殺|病死|遺骨|遺族|享年|追悼|慰霊|冥福|命日|故・|犠牲者|生存者|遺影"
    r"|사망|숨진|숨졌|별세|자살|병사|유골|유해|유족|추모|위령|명복|고인|기일|희생자|생존자|故|고\(",
    re.IGNORECASE,
)


@pytest.fixture(scope="session")
def site(real_site: Path) -> Path:
    return real_site


def read(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "lxml")


def words(soup: Tag) -> str:
    return " ".join(soup.get_text().replace("\u2060", "").split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_seventeen_profiles_in_each_language(site: Path, lang: str) -> None:
    profiles = {path.parent.name for path in (site / lang / "people").glob("*/index.html")}
    assert profiles == set(DATES)


@pytest.mark.parametrize("slug", DATES)
def test_the_day_of_disappearance_in_each_language_s_own_form(site: Path, slug: str) -> None:
    for lang, form in zip(LANGUAGES, DATES[slug], strict=True):
        facts = read(site, f"{lang}/people/{slug}").find("dl")
        assert isinstance(facts, Tag)
        assert form in words(facts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_those_not_returned_come_first_and_by_date(site: Path, lang: str) -> None:
    main = read(site, f"{lang}/people").find("main")
    assert isinstance(main, Tag)
    links = [str(a["href"]).strip("/").rpartition("/")[2] for a in main.find_all("a")]
    order = [slug for slug in dict.fromkeys(links) if slug in DATES]
    assert order == [
        "yutaka-kume", "kyoko-matsumoto", "megumi-yokota", "minoru-tanaka", "yaeko-taguchi",
        "shuichi-ichikawa", "rumiko-masumoto", "miyoshi-soga", "toru-ishioka", "kaoru-matsuki",
        "tadaaki-hara", "keiko-arimoto",
        "yasushi-chimura", "fukie-chimura", "kaoru-hasuike", "yukiko-hasuike", "hitomi-soga",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everyone_is_one_step_from_home(site: Path, lang: str) -> None:
    links = {str(a["href"]) for a in read(site, lang).find_all("a", href=True)}
    assert {f"people/{slug}/" for slug in DATES} <= links
    assert "chapters/families-ask-now/" in links


def test_nothing_states_a_death_of_anyone_not_returned(site: Path) -> None:
    """Words of death stand in attributed claims, or in sentences that name nobody awaited."""
    names = awaited_names()
    for path in sorted(site.rglob("*.html")):
        soup = BeautifulSoup(path.read_text("utf-8"), "lxml")
        for claim in soup.select(".dispute"):
            assert claim.select(".claim"), path
            assert claim.select(".answer"), path
            claim.decompose()
        for quoted in soup.select("[id^=source-], .refused"):
            quoted.decompose()  # titles of documents, words that are refused
        for name in soup.select(".term .names :is(h3, .form)"):
            name.string = re.sub(r"[「‘][^」’]*[」’]", "", words(name))  # what a party calls it
        places = [
            words(tag)
            for tag in soup.find_all(["title", "h1", "h2", "h3", "dt", "dd", "figcaption"])
        ]
        places += [str(tag.get("content", "")) for tag in soup.find_all("meta")]
        places += [
            str(tag[name])
            for name in ("alt", "title", "aria-label")
            for tag in soup.find_all(None, {name: True})
        ]
        for text in places:
            assert not DEATH.search(text), (path, text)
        for block in soup.find_all(["p", "li"]):
            for sentence in re.split(r"(?<=[.。!?])\s*", words(block)):
                found = DEATH.search(sentence)
                named = [name for name in names if name in sentence]
                assert not (found and named) or attributed(sentence), (path, sentence)


def attributed(sentence: str) -> bool:
    """A sentence that reports a party's words marks them as such."""
    return bool(re.search(r"North Korea (?:says|said|claims)|주장|主張|と述べ", sentence))


def awaited_names() -> set[str]:
    names: set[str] = set()
    for path in (ROOT / "content/people").glob("*.yaml"):
        if path.stem in RETURNED:
            continue
        record = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
        names |= {part["given"] for part in record["name"].values()}
        names |= {part["family"] + part["given"] for part in record["name"].values()}
    return {name for name in names if len(name) > 1}


def test_a_profile_is_no_longer_than_its_ceiling() -> None:
    """At most 450 words of English, citations aside."""
    for path in sorted((ROOT / "content/en/people").glob("*.md")):
        body = path.read_text("utf-8").split("---\n", 2)[2]
        body = re.sub(r"\[@[^\]]*\]|^:::.*$|^<!--.*-->$|^#+ ", "", body, flags=re.MULTILINE)
        assert len(body.split()) <= 450, path.name


def test_every_claim_stands_in_every_language() -> None:
    """Not only in the original: what was said, and the answer, is in all three."""
    problems = Problems()
    prepared = pipeline.prepare(Request(ROOT), problems)
    for key, person in prepared.site.people.items():
        ids = [s.id for s in (*person.facts.claims, *person.facts.answers)]
        for lang in LANGUAGES:
            page = prepared.site.pages[key, lang]
            assert sorted(block.id for block in page.body.blocks) == sorted(ids), page.path


def timeline(site: Path) -> dict[str, BeautifulSoup]:
    return {lang: read(site, f"{lang}/timeline") for lang in LANGUAGES}


def test_the_timeline_tells_every_event_in_every_language_in_the_same_order(site: Path) -> None:
    records = yaml.load((ROOT / "content/events.yaml").read_text("utf-8"), yaml.CBaseLoader)
    assert len(records) == 55
    for soup in timeline(site).values():
        events = soup.select("li.event")
        assert [str(event["id"]) for event in events] == [f"event-{name}" for name in records]
        for event in events:
            assert event.select_one(f'a[href="#{event["id"]}"]')
            assert event.select_one(".title")
            assert event.select_one(".cite")
            record = records[str(event["id"]).removeprefix("event-")]
            assert event["data-kind"] == record["kind"]
            people = {str(a["href"]).strip("./").rpartition("/")[2] for a in event.select(".on a")}
            assert set(record.get("people", ())) <= people


def test_twelve_lines_have_not_ended_and_five_end_in_a_lamp(site: Path) -> None:
    for soup in timeline(site).values():
        pictures = soup.select("svg.lines")
        assert len(pictures) == 2
        for picture in pictures:
            ends = [str(line["x2"]) for line in picture.find_all("line")]
            assert len(ends) == 17
            assert ends.count("100%") == 12
            lamps = [str(lamp["cx"]) for lamp in picture.find_all("circle")]
            assert lamps == [end for end in ends if end != "100%"]
            assert len(lamps) == 5
            broken = [path for path in picture.find_all("path") if "H" in str(path["d"])]
            assert len(broken) == sum(len(form[0].split()) == 2 for form in DATES.values())


def test_the_filter_of_the_timeline_knows_every_kind(site: Path) -> None:
    sheet = (site / "static/timeline.css").read_text("utf-8")
    for soup in timeline(site).values():
        for event in soup.select("li.event"):
            kind = event["data-kind"]
            assert soup.find("input", id=f"kind-{kind}"), kind
            assert sheet.count(f"#kind-{kind}:checked") == 2, kind


def test_each_profile_leads_to_the_day_it_begins_with(site: Path) -> None:
    for slug in DATES:
        for lang in LANGUAGES:
            links = read(site, f"{lang}/people/{slug}").select(".related a")
            anchors = [str(a["href"]).partition("#")[2] for a in links]
            assert any(anchor.startswith("event-abduction-") for anchor in anchors), slug


def test_no_page_waits_for_its_translation() -> None:
    problems = Problems()
    prepared = pipeline.prepare(Request(ROOT), problems)
    assert {p.rule for p in problems} <= {"address"}, list(map(str, problems))
    assert len(prepared.site.pages) == 3 * len(prepared.site.originals)


def test_the_glossary_has_every_term_and_a_name_in_each_language() -> None:
    """A name that no document has is left out on purpose, and only a person's."""
    site = pipeline.prepare(Request(ROOT), Problems()).site
    assert len(site.terms.records) >= 101
    assert {term.person for term in site.terms.records.values()} >= set(DATES)
    for identifier in site.terms:
        term = site.terms[identifier]
        for lang in LANGUAGES:
            entry = named(site, term, lang)
            name = entry.name if entry else None
            assert (name is None) is (lang in term.unseen), (identifier, lang)
            assert term.kind is TermKind.PERSON or identifier in site.words[lang].terms
        assert not term.unseen or term.kind is TermKind.PERSON, identifier


@pytest.mark.parametrize(
    ("lang", "text", "level"),
    [
        ("en", "They looked out over the Sea of Japan.", Level.ERROR),
        ("en", "Two people were kidnapped.", Level.WARNING),
        ("ja", "政府は北韓と交渉した。", Level.ERROR),
        ("ja", "韓国では拉北者と呼ばれる。", Level.WARNING),
        ("ko", "총리는 북조선을 방문했다.", Level.ERROR),
        ("ko", "납치피해자의 귀국을 요구했다.", Level.WARNING),
        ("en", "The Association of Families of Victims Kidnapped by North Korea met.", None),
        ("en", "The Japan-DPRK Pyongyang Declaration says so.", None),
        ("ko", "납치문제 대책본부와 국교정상화 교섭.", None),
        ("ko", "북한은 ‘북조선’이라는 말을 쓴다.", None),
        ("ja", "5人の帰国した拉致被害者が帰国者を迎えた。", Level.WARNING),
    ],
)
def test_a_refused_word_is_found_in_each_language(
    lang: str, text: str, level: Level | None
) -> None:
    terms = Terms(pipeline.prepare(Request(ROOT), Problems()).site)
    found = list(terms.check([Passage("x.md", lang, normal(text), ((0, 1),))]))
    assert [problem.level for problem in found] == ([level] if level else [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_glossary_shows_what_is_not_written_as_such(site: Path, lang: str) -> None:
    soup = read(site, f"{lang}/glossary")
    struck = {words(tag) for tag in soup.find_all("s")}
    assert {"북조선", "北韓", "Sea of Japan"} <= struck
    for tag in soup.find_all("s"):
        assert tag.find_parent(class_="refused") or "refused" in tag.get_attribute_list("class")
    assert len(soup.select(".term[id^=term-]")) >= 101
    size = sum(
        len(gzip.compress(path.read_bytes()))
        for path in (
            site / lang / "glossary/index.html",
            site / "static/style.css",
            site / "static/glossary.css",
        )
    )
    assert size < 40_000


def test_only_cited_documents_are_kept() -> None:
    problems = Problems()
    site = pipeline.prepare(Request(ROOT), problems).site
    cited = {c.id for page in site.pages.values() for c in page.body.citations}
    for person in site.people.values():
        cited |= {i for ids in person.facts.sources.values() for i in ids}
        cited |= {i for s in (*person.facts.claims, *person.facts.answers) for i in s.sources}
    cited |= {i for place in site.places for i in site.places[place].sources}
    cited |= {i for case in site.cases for i in site.cases[case].sources}
    cited |= {i for event in site.events for i in site.events[event].sources}
    cited |= {i for tone in site.tones.values() for rule in tone.rules for i in rule.sources}
    cited |= {i for relative in site.relatives for i in site.relatives[relative].sources}
    cited |= {i for term in site.terms for i in site.terms[term].sources}
    assert set(site.documents) - cited == set()
