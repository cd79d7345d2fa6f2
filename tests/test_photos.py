"""Photographs: sizes, what is stripped, and the words for everything that is missing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from goodsite import Copy, invoke
from PIL import Image

from sitegen import photos

RECORD = "content/people/trovao.yaml"
FILE = "photos/trovao.png"


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(site: Copy, name: str) -> Image.Image:
    return Image.open(io.BytesIO((site.out / "static" / "photos" / name).read_bytes()))


def test_the_picture_is_shown_with_its_credit(published: Path) -> None:
    html = (published / "pt/people/trovao/index.html").read_text("utf-8")
    figure = BeautifulSoup(html, "lxml").select_one("figure")
    assert figure is not None
    image = figure.select_one("img")
    assert image is not None
    assert (image["width"], image["height"]) == ("400", "320")
    assert image["alt"] == "Trovão pousado na relva, virado para a direita."
    assert "Pombal da Serra, CC0 1.0, junho de 2017" in figure.get_text()


def test_no_size_is_larger_than_the_photograph(good: Copy) -> None:
    good.write(FILE, encoded(Image.new("RGB", (1200, 900), "teal"), "PNG"))
    assert invoke("--root", good.root, "--quiet").code == 0
    sizes = {
        path.name: opened(good, path.name).size for path in (good.out / "static/photos").iterdir()
    }
    shapes = {320: (320, 240), 640: (640, 480), 960: (960, 720)}
    assert sizes == {
        f"trovao-{width}.{kind}": shape
        for width, shape in shapes.items()
        for kind in ("jpg", "webp")
    }
    assert opened(good, "trovao-640.webp").format == "WEBP"


def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright(good: Copy) -> None:
    image = Image.new("RGB", (500, 400), "black")
    image.paste("white", (0, 0, 250, 400))
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turn clockwise by a quarter
    exif[0x010F] = "Camera"
    exif[0x8298] = "Somebody"
    good.replace(RECORD, "trovao.png", "trovao.jpg")
    good.delete(FILE)
    good.write("photos/trovao.jpg", encoded(image, exif=exif, comment=b"at home"))
    assert invoke("--root", good.root, "--quiet").code == 0
    made = opened(good, "trovao-400.jpg")
    assert made.size == (400, 500)
    assert dict(made.getexif()) == {}
    assert not {"exif", "comment", "icc_profile", "xmp"} & made.info.keys()
    top, bottom = made.getpixel((200, 20)), made.getpixel((200, 480))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 240
    assert bottom[0] < 15


def test_what_is_clear_becomes_white(good: Copy) -> None:
    good.write(FILE, encoded(Image.new("RGBA", (400, 400), (0, 0, 0, 0)), "PNG"))
    assert invoke("--root", good.root, "--quiet").code == 0
    assert opened(good, "trovao-320.jpg").getpixel((5, 5)) == (255, 255, 255)


def test_the_cache_gives_the_same_bytes_and_may_be_deleted(good: Copy, tmp_path: Path) -> None:
    kept = tmp_path / "cache"

    def build() -> dict[str, bytes]:
        done = invoke("--root", good.root, "--quiet", environ={"SITEGEN_CACHE": str(kept)})
        assert done.code == 0
        return {path.name: path.read_bytes() for path in (good.out / "static/photos").iterdir()}

    first = build()
    files = sorted((kept / photos.PHOTOS).iterdir())
    assert len(files) == 4
    files[0].write_bytes(files[1].read_bytes())
    assert build() != first, "the cache is not used"
    for path in files:
        path.unlink()
    assert build() == first


@pytest.mark.parametrize("field", ["file", "credit", "licence", "date", "source"])
def test_a_photograph_without_one_of_its_fields(good: Copy, field: str) -> None:
    lines = (good.root / RECORD).read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"  {field}: ") or line.endswith("]\n")]
    assert len(kept) == len(lines) - 1
    good.write(RECORD, "".join(kept))
    (complaint,) = invoke("check", "--root", good.root).errors
    assert complaint.endswith(f": field 'photo.{field}' is missing; add it")


def test_words_are_missing_in_one_language(good: Copy) -> None:
    good.replace(
        "content/fi/people/trovao.md", "alt: Ukkonen seisoo nurmella ja katsoo oikealle.\n", ""
    )
    assert invoke("check", "--root", good.root).errors == [
        "content/fi/people/trovao.md:1: there is no 'alt': say what the photograph of"
        " content/people/trovao.yaml shows, for those who cannot see it"
    ]


def test_words_without_a_photograph(good: Copy) -> None:
    good.replace("content/pt/people/aurora.md", "pombal.\n---", "pombal.\nalt: Uma pomba.\n---")
    assert invoke("check", "--root", good.root).errors == [
        "content/pt/people/aurora.md:3: 'alt' describes a photograph, but"
        " content/people/aurora.yaml has none; add 'photo' there, or remove 'alt'"
    ]


def test_a_source_that_is_not_listed(good: Copy) -> None:
    good.replace(RECORD, "source: registo", "source: registro")
    (complaint,) = invoke("check", "--root", good.root).errors
    assert (
        "there is no source 'registro' in content/sources.yaml, did you mean 'registo'?"
        in complaint
    )


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"GIF89a", "is no JPEG, PNG or WebP file; save it as one of them"),
        (
            encoded(Image.new("RGB", (400, 400)), "GIF"),
            "is no JPEG, PNG or WebP file; save it as one of them",
        ),
        (
            encoded(Image.new("RGB", (400, 200))),
            "is 400 x 200 pixels; each side must have 320 to 10,000",
        ),
        (
            encoded(Image.effect_noise((400, 400), 90))[:9000],
            "cannot be read: image file is truncated",
        ),
    ],
    ids=["no picture", "another format", "too small", "half of it"],
)
def test_a_file_that_cannot_be_shown(good: Copy, data: bytes, complaint: str) -> None:
    good.write(FILE, data)
    (found,) = invoke("check", "--root", good.root).errors
    assert found.startswith(f"content/people/trovao.yaml:25: photo: {FILE} {complaint}")


def test_a_file_that_is_not_there(good: Copy) -> None:
    good.replace(RECORD, "trovao.png", "trovoa.png")
    done = invoke("check", "--root", good.root)
    assert done.errors == [
        "content/people/trovao.yaml:25: photo: there is no file photos/trovoa.png, did you mean"
        " 'trovao.png'? (put it there, or remove 'photo')"
    ]
    assert (
        "photos/trovao.png:1: warning: no record names this file; name it under 'photo' of a"
        " person, or delete it" in done.warnings
    )


@pytest.mark.parametrize("name", ["../site.toml", "Trovao.png", "trovao.gif", "a/b.png"])
def test_a_name_that_is_no_file_below_photos(good: Copy, name: str) -> None:
    good.replace(RECORD, "trovao.png", name)
    (complaint,) = invoke("check", "--root", good.root).errors
    assert f"'photo.file' cannot be '{name}'" in complaint


def test_a_link_out_of_the_folder_is_not_followed(good: Copy, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.png").write_bytes((good.root / FILE).read_bytes())
    good.delete(FILE)
    (good.root / FILE).symlink_to(tmp_path / "elsewhere.png")
    (complaint,) = invoke("check", "--root", good.root).errors
    assert complaint.startswith("photos/trovao.png:1: is a link out of the site's folder")
