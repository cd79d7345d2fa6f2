"""Words in the script of another of the site's languages carry that language."""

from __future__ import annotations

import pytest

from sitegen.i18n.parts import Parts

PARTS = Parts({"en": "en_GB", "ja": "ja_JP", "ko": "ko_KR", "ar": "ar_EG", "uk": "uk_UA"})


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "North Korea", [("North Korea", None)]),
        ("en", "“북한” is", [("“", None), ("북한", "ko"), ("” is", None)]),
        ("en", "북조선(북한), 조선", [("북조선(북한", "ko"), ("), ", None), ("조선", "ko")]),
        ("en", "a 북 일 b", [("a ", None), ("북 일", "ko"), (" b", None)]),
        ("en", "拉致 납치", [("拉致", "ja"), (" ", None), ("납치", "ko")]),
        ("ja", "韓国語の「북한」", [("韓国語の「", None), ("북한", "ko"), ("」", None)]),
        ("ko", "일본어 啓発와", [("일본어 ", None), ("啓発", "ja"), ("와", None)]),
        ("ja", "DNA型", [("DNA型", None)]),
        ("ar", "كلمة слово", [("كلمة ", None), ("слово", "uk")]),
        ("en", "кіт", [("кіт", "uk")]),
        ("en", "한 ", [("한", "ko"), (" ", None)]),
        ("en", "ไทย", [("ไทย", None)]),
        ("en", "", []),
    ],
)
def test_a_run_of_another_script(
    lang: str, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert list(PARTS.split(text, lang)) == expected
    assert "".join(piece for piece, _ in PARTS.split(text, lang)) == text


def test_the_first_language_of_a_script_has_it() -> None:
    parts = Parts({"en": "en", "zh-hant": "zh_TW", "ja": "ja_JP"})
    assert list(parts.split("北", "en")) == [("北", "zh-hant")]
    assert list(parts.split("ひ北", "zh-hant")) == [("ひ", "ja"), ("北", None)]
