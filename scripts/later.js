// Entries that are laid out only near the screen are laid out in idle moments, a few at a time, once the faces are
// there: then the page has its true height, and a picture of the whole page shows all of it.
{
  const entries = [...document.querySelectorAll(".event")];
  const next = () => {
    for (const entry of entries.splice(0, 2)) entry.style.contentVisibility = "visible";
    if (entries.length) requestIdleCallback(next);
  };
  if (entries.length && window.requestIdleCallback)
    addEventListener("load", () => setTimeout(() => document.fonts.ready.then(() => requestIdleCallback(next)), 500));
}
