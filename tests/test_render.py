"""What a template can call: filters in the language of the page, and other languages inside it."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

import pytest

from sitegen import config as configuration
from sitegen.problems import Problems
from sitegen.render import Renderer
from sitegen.views import View

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("lang", "template", "expected"),
    [
        ("ko", "{{ name|josa('은') }}", "요코타는"),
        ("ko", "{{ '북한'|josa('는') }}", "북한은"),
        ("ko", "{{ '1978-06'|date }}", "1978년 6월"),
        ("ja", "{{ '1977-11-15'|date }}", "1977年11月15日"),
        ("en", "{{ '1977-11-15'|date }}", "15 November 1977"),
        ("en", "{{ 17650|number }}", "17,650"),
        ("en", "{{ ['A', 'B', 'C']|names }}", "A, B and C"),
        ("ja", "{{ ['A', 'B', 'C']|names }}", "A、B、C"),
        ("ko", "{{ ['A', 'B', 'C']|names }}", "A, B 및 C"),
        ("ja", "{{ 'ko'|language_name }}", "韓国語"),
        ("en", "{{ '<b>' }}{{ '<b>'|html }}", "&lt;b&gt;<b>"),
        ("en", "{{ borrowed|words }}", '<span lang="ja">横田&amp;</span>'),
        (
            "en",
            "{{ '1978'|date }} {{ include_in('ja', 'other.html') }} {{ '1978'|date }}",
            "1978 1978年 1978",
        ),
    ],
)
def test_filters_speak_the_language_of_the_page(
    tmp_path: Path, lang: str, template: str, expected: str
) -> None:
    config = configuration.load(ROOT, Problems())
    assert config is not None
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(template, "utf-8")
    (tmp_path / "templates" / "other.html").write_text("{{ '1978'|date }}", "utf-8")
    renderer = Renderer(tmp_path, config, {code: NullTranslations() for code in config.codes})
    borrowed = {"text": "横田&", "lang": "ja", "dir": None}
    view = View("index.html", "page.html", lang, {"name": "요코타", "borrowed": borrowed})
    assert renderer.render(view) == expected
