"""A reading stands once on a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Folder

from sitegen.checks.readings import readings_stand_once

START = "---\nsummary: Uma pomba.\n---\n"
FI = "content/fi/people/aurora.md"


def found(folder: Folder) -> list[str]:
    return [str(problem) for problem in readings_stand_once(folder.site())]


@pytest.mark.parametrize(
    "text",
    [
        "{Kyyhky|kühkü} lähti.\n\n{Taivas|taivas} jäi.\n",
        "Bravo (lintu) ja Bravo (lintu).\n",
        "Aurora Valkoinen lähti (aurora).\n",
    ],
)
def test_one_reading_is_right(tmp_path: Path, text: str) -> None:
    folder = Folder(tmp_path)
    folder.append("content/fi/about.md", f"\n{text}")
    assert found(folder) == []


def test_a_second_reading_is_a_warning_at_its_line(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.append("content/fi/about.md", "\n{Kyyhky|kühkü} lähti\nkun {Kyyhky|kühkü} tuli.\n")
    assert found(folder) == [
        "content/fi/about.md:14: warning: 'Kyyhky' has its reading on line 13 already; write it once a page"
    ]


def test_a_profile_s_heading_has_the_reading_of_its_own_name(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.append(FI, "\n{Aurora|aurora} lähti.\n")
    folder.append("content/pt/people/aurora.md", "\n{Aurora|aurora} partiu.\n")
    assert found(folder) == [
        f"{FI}:14: warning: 'Aurora' has its reading in the heading already; write it once a page"
    ]


def test_a_reading_in_brackets_counts(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("content/people/aurora.yaml", "reading: aurora", "reading: aurora val")
    text = "\nValkoinen Aurora (aurora val) ja\nValkoinen Aurora（auroraval）.\n"
    folder.append("content/fi/about.md", text.replace("Valkoinen Aurora", "ValkoinenAurora"))
    folder.replace("site.toml", 'person = "{family} {given}"', 'person = "{family}{given}"')
    (warning,) = found(folder)
    assert "'ValkoinenAurora' has its reading on line 13 already" in warning
