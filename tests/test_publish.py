"""Publishing: the new site replaces the old one as a whole, or the old one stands as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from goodsite import BUILD, GOOD, Copy, Run, environment, invoke, snapshot

from sitegen import write
from sitegen.render import Output

HEAD = "Made by build.py, which replaces this folder as a whole. Nothing here is edited."

# Root may write anywhere, whatever the permissions say: without these three capabilities it may
# not (capabilities(7)), and the permissions that the tests set count for every user.
PLAIN_USER = """
import ctypes, os, sys
if os.geteuid() == 0:
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2, 3):  # DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER
        if libc.prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
            sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""

SMALL_DISK = """
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def run_without_privileges(*arguments: str | Path) -> Run:
    command = [sys.executable, "-c", PLAIN_USER, str(BUILD), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env=environment(), timeout=120, check=False)
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


INPUTS = names(GOOD)


def change(site: Copy) -> None:
    """Something that the next build would publish."""
    site.append("content/pt/about.md", "\nMais uma frase.\n")


def test_the_first_build_makes_the_folder_with_its_marker(good: Copy) -> None:
    assert not good.out.exists()
    assert invoke("--root", good.root).code == 0
    head, empty, *listed = (good.out / ".sitegen").read_text("utf-8").splitlines()
    assert (head, empty) == (HEAD, "")
    files = {name for name in snapshot(good.out) if not name.endswith("/")}
    assert listed == sorted(files - {".sitegen"})
    assert (good.out / ".nojekyll").read_bytes() == b""
    assert good.out.stat().st_mode & 0o777 == 0o755, "a web server must be able to read it"
    assert names(good.root) == INPUTS | {"site"}


def test_a_failed_first_build_leaves_no_folder(good: Copy) -> None:
    good.delete("site.toml")
    assert invoke("--root", good.root).code == 1
    assert names(good.root) == INPUTS - {"site.toml"}


def test_the_folders_above_the_output_are_made(good: Copy, tmp_path: Path) -> None:
    out = tmp_path / "a" / "b" / "pombos"
    assert invoke("--root", good.root, "--out", out).code == 0
    assert (out / "pt" / "index.html").is_file()
    assert names(out.parent) == {"pombos"}
    assert names(good.root) == INPUTS


def test_the_new_site_replaces_the_old_one_as_a_whole(built: Copy) -> None:
    """What the new build does not write is gone, and nothing of the swap is left."""
    built.write("static/antigo/voo.svg", "<svg/>")
    assert invoke("--root", built.root).code == 0
    assert (built.out / "static/antigo/voo.svg").exists()
    built.delete("static/antigo/voo.svg")
    built.replace("templates/robots.txt", "Allow: /", "Allow: /pt/")
    assert invoke("--root", built.root).code == 0
    assert not (built.out / "static/antigo").exists()
    assert "Allow: /pt/" in (built.out / "robots.txt").read_text("utf-8")
    assert names(built.root) == INPUTS | {"site"}


def test_an_empty_folder_may_be_the_output(good: Copy, tmp_path: Path) -> None:
    out = tmp_path / "vazio"
    out.mkdir()
    assert invoke("--root", good.root, "--out", out).code == 0
    assert (out / ".sitegen").exists()


def test_static_files_are_published_as_they_are(published: Path) -> None:
    made = snapshot(published / "static")
    as_they_are = snapshot(GOOD / "static")
    assert {path: made[path] for path in as_they_are} == as_they_are


@pytest.mark.parametrize(
    "out",
    [
        ".",
        "content",
        "content/pt/site",
        "templates/x",
        "static/x",
        "locale/fi",
        "fonts/x",
        "../good/.",
    ],
)
def test_an_output_among_the_inputs_is_refused(out: str, good: Copy) -> None:
    before = snapshot(good.root.parent)
    done = invoke("--root", good.root, "--out", good.root / out)
    assert (done.code, done.stdout) == (1, "")
    assert done.errors == [
        f"{good.root / out}:1: is a folder that the build reads; choose another --out"
    ]
    assert snapshot(good.root.parent) == before


def test_an_output_that_holds_the_root_is_refused(good: Copy) -> None:
    before = snapshot(good.root.parent)
    assert invoke("--root", good.root, "--out", good.root.parent).code == 1
    assert snapshot(good.root.parent) == before


def test_an_output_that_is_a_file_or_a_link_is_refused(good: Copy, tmp_path: Path) -> None:
    (tmp_path / "ficheiro").write_text("x", "utf-8")
    (tmp_path / "alvo").mkdir()
    (tmp_path / "atalho").symlink_to(tmp_path / "alvo")
    (tmp_path / "quebrado").symlink_to(tmp_path / "nada")
    before = snapshot(tmp_path)
    for name in ("ficheiro", "atalho", "quebrado"):
        done = invoke("--root", good.root, "--out", tmp_path / name)
        assert done.errors == [f"{tmp_path / name}:1: is not a folder; choose another --out"]
        assert done.code == 1
    assert snapshot(tmp_path) == before


def test_a_folder_with_files_of_somebody_else_is_refused_even_hidden_ones(
    good: Copy, tmp_path: Path
) -> None:
    out = tmp_path / "casa"
    out.mkdir()
    (out / ".segredo").write_text("x", "utf-8")
    done = invoke("--root", good.root, "--out", out)
    assert done.code == 1
    assert done.errors == [
        f"{out}:1: holds files that this program did not build (.segredo);"
        " choose another --out or move them"
    ]
    assert snapshot(out) == {".segredo": b"x"}


def test_a_rename_that_fails_leaves_the_old_site(built: Copy) -> None:
    """A folder that may not be written cannot change its parent, so it cannot be moved away."""
    change(built)
    before = snapshot(built.root)
    built.out.chmod(0o555)
    done = run_without_privileges("--root", built.root)
    built.out.chmod(0o755)
    assert (done.code, done.stdout) == (1, "")
    assert done.errors == [
        f"{built.out}:1: could not be replaced (Permission denied); it is as before"
    ]
    assert "Traceback" not in done.stderr
    assert snapshot(built.root) == before
    assert run_without_privileges("--root", built.root).code == 0
    assert names(built.root) == INPUTS | {"site"}


def test_the_second_rename_failing_puts_the_old_site_back(tmp_path: Path) -> None:
    """The staged folder is gone, as if somebody had cleaned up at the wrong moment."""
    out = tmp_path / "site"
    out.mkdir()
    write.write(out, [Output("pt/index.html", b"velho")])
    before = snapshot(tmp_path)
    with pytest.raises(FileNotFoundError):
        write.publish(tmp_path / "nenhures", out)
    assert snapshot(tmp_path) == before


def test_staging_is_removed_whatever_happens(tmp_path: Path) -> None:
    out = tmp_path / "a" / "site"

    def interrupted() -> None:
        with write.staging(out) as staged:
            assert staged.parent == out.parent, "a rename is one step within a file system only"
            write.write(staged, [Output("pt/index.html", b"novo")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert names(out.parent) == set()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["INT", "TERM"])
def test_an_interrupted_build_leaves_the_old_site_and_no_staging(
    number: signal.Signals, built: Copy
) -> None:
    """Ctrl-C, or a CI job that is cancelled, while the staged pages are being checked."""
    text = (built.root / "content/pt/about.md").read_text("utf-8")
    for page in range(400):
        built.write(f"content/pt/notas/nota-{page}.md", text)
    before = snapshot(built.root)
    command = [sys.executable, str(BUILD), "--root", str(built.root), "--quiet"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        end = time.monotonic() + 60
        while not any(built.root.glob(".site.new-*/*")) and process.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.002)
        assert process.poll() is None, "it was over before it could be interrupted"
        process.send_signal(number)
        _, stderr = process.communicate(timeout=60)
    assert process.returncode != 0
    assert b"Traceback" not in stderr
    assert snapshot(built.root) == before


def test_what_a_killed_build_has_left_does_not_hinder_the_next(built: Copy) -> None:
    """After SIGKILL or a power cut nothing could be removed; `site` may even be missing."""
    (built.root / ".site.new-killed").mkdir()
    write.write(built.root / ".site.new-killed", [Output("pt/index.html", b"meio")])
    old = built.root / ".site.old-killed"
    old.mkdir()
    before = snapshot(built.out)
    built.out.rename(old / "site")
    assert invoke("--root", built.root).code == 0
    assert snapshot(built.out) == before


def test_a_site_that_a_killed_build_put_aside_comes_back_even_if_the_next_build_fails(
    built: Copy,
) -> None:
    before = snapshot(built.out)
    (built.root / ".site.old-killed").mkdir()
    built.out.rename(built.root / ".site.old-killed" / "site")
    built.append("content/pt/about.md", "\n[nada](nada)\n")
    assert invoke("--root", built.root).code == 1
    assert snapshot(built.out) == before
    assert names(built.root) == INPUTS | {"site"}


def test_a_file_that_somebody_put_into_the_published_site_is_not_lost(built: Copy) -> None:
    change(built)
    built.write("site/carta.txt", "Não apagar.\n")
    before = snapshot(built.root)
    done = invoke("--root", built.root)
    assert done.code == 1
    assert done.errors == [
        f"{built.out}:1: holds files that this program did not build (carta.txt);"
        " choose another --out or move them"
    ]
    assert snapshot(built.root) == before


# What follows found bugs when it was written.


def test_an_output_below_a_file_is_a_problem_and_no_traceback(good: Copy) -> None:
    out = good.root / "site.toml" / "site"
    before = snapshot(good.root)
    done = invoke("--root", good.root, "--out", out)
    assert (done.code, done.stdout) == (1, "")
    assert [line.partition(": ")[0] for line in done.errors] == [f"{out}:1"]
    assert snapshot(good.root) == before


def test_a_parent_that_may_not_be_written_is_a_problem_and_no_traceback(built: Copy) -> None:
    change(built)
    before = snapshot(built.root)
    built.root.chmod(0o555)
    done = run_without_privileges("--root", built.root)
    built.root.chmod(0o755)
    assert (done.code, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert [line.partition(": ")[0] for line in done.errors] == [f"{built.out}:1"]
    assert snapshot(built.root) == before


def test_an_input_that_may_not_be_read_is_a_problem_and_no_traceback(built: Copy) -> None:
    before = snapshot(built.root)
    (built.root / "static/pombo.svg").chmod(0)
    done = run_without_privileges("--root", built.root)
    (built.root / "static/pombo.svg").chmod(0o644)
    assert (done.code, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert [line.partition(": ")[0] for line in done.errors] == ["static/pombo.svg:1"]
    assert snapshot(built.root) == before


def test_a_page_that_may_not_be_read_is_a_problem(built: Copy) -> None:
    (built.root / "content/pt/about.md").chmod(0)
    done = run_without_privileges("--root", built.root)
    assert done.code == 1
    assert done.errors == ["content/pt/about.md:1: cannot be read: Permission denied"]


def test_a_disk_that_is_full_is_a_problem_and_no_traceback(built: Copy) -> None:
    """A limit on the size of files stands for the full disk: writing a staged page fails."""
    change(built)
    before = snapshot(built.root)
    command = [sys.executable, "-c", SMALL_DISK, str(BUILD), "--root", str(built.root)]
    done = subprocess.run(command, capture_output=True, env=environment(), timeout=120, check=False)
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    assert b"File too large" in done.stderr
    assert snapshot(built.root) == before
