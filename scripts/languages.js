// The other languages of a page open at the same anchor and with the same filter.
for (const kind of ["click", "auxclick", "contextmenu"])
  addEventListener(kind, (event) => {
    const link = event.target instanceof Element && event.target.closest(".tongues a");
    if (!link) return;
    link.search = location.search;
    link.hash = location.hash;
  }, true);
