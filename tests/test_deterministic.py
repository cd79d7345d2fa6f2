"""Two builds of the same content are the same bytes, whatever the machine, and the clock is unread."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from goodsite import GOLDEN, GOOD, Copy, Run, invoke, run, snapshot

from sitegen.dates import PartialDate

ODD = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LANG": "ar_EG.UTF-8",
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "LANGUAGE": "ar:fi",
}
PLAIN = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LANG": "pt_PT.UTF-8",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "pt",
}


def shuffled_copy(root: Path) -> None:
    """The good site with its files made in another order, at other times."""
    files = sorted(path for path in GOOD.rglob("*") if path.is_file())
    random.Random(17).shuffle(files)
    for number, file in enumerate(files):
        target = root / file.relative_to(GOOD)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
        os.utime(target, (number * 86_400 + 1, number * 86_400 + 1))


def test_two_builds_are_byte_identical_whatever_the_machine(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "a")
    shuffled_copy(tmp_path / "other" / "b")
    first = run("--root", tmp_path / "a", variables=PLAIN)
    second = run("--root", tmp_path / "other" / "b", variables=ODD)
    assert (first.code, second.code) == (0, 0), first.stderr + second.stderr
    assert first.stderr == second.stderr
    site = snapshot(tmp_path / "a" / "site")
    assert len(site) > 33
    assert snapshot(tmp_path / "other" / "b" / "site") == site
    assert snapshot(GOLDEN) == site


def test_problems_come_in_the_same_order_whatever_the_machine(tmp_path: Path) -> None:
    """Many at once, from one step, with suggestions drawn from sets and dicts."""
    shutil.copytree(GOOD, tmp_path / "good")
    shuffled_copy(tmp_path / "b" / "good")
    done: list[Run] = []
    for root, variables in ((tmp_path / "good", PLAIN), (tmp_path / "b" / "good", ODD)):
        for record in sorted((root / "content" / "people").iterdir()):
            text = record.read_text("utf-8").replace("neblina", "nebrina")
            record.write_text(text.replace("[diario]", "[diaria]"), "utf-8")
        done.append(run("check", "--root", root, variables=variables))
    assert done[0] == done[1]
    assert done[0].code == 1
    assert len(done[0].errors) > 8


def test_a_second_build_over_the_first_changes_nothing(built: Copy) -> None:
    before = snapshot(built.root)
    assert invoke("--root", built.root).code == 0
    assert snapshot(built.root) == before


def days(site: Copy) -> int:
    """The days of waiting that the page of Neblina counts: how the site's "today" is seen."""
    text = (site.out / "fi/people/neblina/index.html").read_text("utf-8")
    return int(text.partition("<dt>Odotuspäiviä</dt>\n<dd>")[2].partition("</dd>")[0])


def days_until(day: str) -> int:
    gone, today = PartialDate.parse("2018-09-21").complete, PartialDate.parse(day).complete
    assert gone is not None
    assert today is not None
    return (today - gone).days


@pytest.mark.parametrize(
    ("arguments", "epoch", "today"),
    [
        ((), None, "2020-06-01"),
        ((), "", "2020-06-01"),
        ((), "1545868800", "2018-12-27"),
        ((), "1545955199", "2018-12-27"),
        (("--date", "2019-01-02"), None, "2019-01-02"),
        (("--date", "2019-01-02"), "1545868800", "2019-01-02"),
        (("--date", "2019-01-02"), "never", "2019-01-02"),
    ],
)
def test_today_is_the_option_else_the_epoch_else_the_file(
    arguments: tuple[str, ...], epoch: str | None, today: str, good: Copy
) -> None:
    done = invoke("--root", good.root, *arguments, environ={"SOURCE_DATE_EPOCH": epoch})
    assert done.code == 0, done.stderr
    assert days(good) == days_until(today)


def test_the_epoch_is_a_day_in_utc_whatever_the_time_zone(good: Copy) -> None:
    done = run(
        "--root",
        good.root,
        variables={"SOURCE_DATE_EPOCH": "1545868800", "TZ": "Pacific/Pago_Pago"},
    )
    assert done.code == 0, done.stderr
    assert days(good) == days_until("2018-12-27")


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1.5", "9" * 12, "١٢٣", "0x10", " 5"])
def test_a_wrong_epoch_is_an_error_that_changes_nothing(epoch: str, built: Copy) -> None:
    before = snapshot(built.root)
    done = invoke("--root", built.root, environ={"SOURCE_DATE_EPOCH": epoch})
    assert (done.code, done.stdout) == (1, "")
    assert done.errors == [
        f"SOURCE_DATE_EPOCH:1: '{epoch}' is not a number of seconds since 1970; unset it or"
        " correct it"
    ]
    assert snapshot(built.root) == before


def test_the_date_in_site_toml_is_the_only_other_today(good: Copy) -> None:
    good.replace("site.toml", "date = 2020-06-01", "date = 2021-01-31")
    assert invoke("--root", good.root).code == 0
    assert days(good) == days_until("2021-01-31")
