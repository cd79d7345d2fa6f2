"""The map in a real browser: no name meets another name, a mark or the coast, and marks can be touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import FACES, serving
from playwright.sync_api import Browser

LANGUAGES = ("en", "ja", "ko")
LOOK = """() => {
  const wrong = [];
  for (const svg of document.querySelectorAll('.chart > svg')) {
    const seen = e => e.checkVisibility() && e.getClientRects().length;
    const land = svg.querySelector('.ground'), into = land.getScreenCTM().inverse();
    const clip = svg.closest('.charts').getBoundingClientRect();
    const names = [...svg.querySelectorAll('.town')].filter(seen);
    const spots = [...svg.querySelectorAll('a circle, .landmark path')].filter(seen);
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const box = e => {
      const r = e.getBoundingClientRect();
      if (e.localName !== 'text') return r;
      return {left: r.left, right: r.right, top: r.top + r.height * .22, bottom: r.bottom - r.height * .2};
    };
    names.forEach((name, i) => {
      const b = box(name), say = what => wrong.push(name.textContent + ' ' + what);
      if (b.left < clip.left || b.right > clip.right) say('is cut off');
      for (const other of names.slice(i + 1)) if (meet(b, box(other))) say('meets ' + other.textContent);
      for (const spot of spots) if (meet(b, box(spot))) say('meets a mark');
      const ashore = name.classList.contains('ashore');
      for (let x = b.left; x <= b.right; x += 2)
        for (let y = b.top; y <= b.bottom; y += 2)
          if (land.isPointInFill(new DOMPoint(x, y).matrixTransform(into)) !== ashore)
            return say('crosses the coast');
    });
    const marks = [...svg.querySelectorAll('a rect')].filter(seen).map(e => e.getBoundingClientRect());
    marks.forEach((a, i) => {
      if (Math.min(a.width, a.height) < (innerWidth < 360 ? 38 : innerWidth < 1024 ? 43.5 : 43)) wrong.push('small mark ' + a.width);
      for (const b of marks.slice(i + 1)) {
        const gap = Math.hypot(Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));
        const apart = Math.hypot(a.left + a.width / 2 - b.left - b.width / 2, a.top + a.height / 2 - b.top - b.height / 2);
        if (!gap && apart < a.height - .5) wrong.push('marks overlap');
      }
    });
  }
  return wrong;
}"""


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1920])
def test_names_stand_clear_and_marks_can_be_touched(
    browser: Browser, real_site: Path, width: int
) -> None:
    with serving(real_site) as url:
        page = browser.new_page(viewport={"width": width, "height": 800})
        found = {}
        for lang in LANGUAGES:
            page.goto(f"{url}/{lang}/map/")
            page.evaluate(FACES)
            if wrong := page.evaluate(LOOK):
                found[lang] = wrong
        page.close()
    assert not found
