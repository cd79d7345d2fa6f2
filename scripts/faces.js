// The faces that a page's first screen does without are let in once that is painted: on a slow line they would keep
// the text waiting. `sitegen/fonts/sheet.py` puts them first in the styles within the page.
{
  const later = document.querySelector("head style")?.sheet.cssRules[0].media;
  const show = () => { if (later) later.mediaText = "all"; };
  if (window.PerformanceObserver?.supportedEntryTypes?.includes("paint")) new PerformanceObserver(show).observe({ type: "paint", buffered: true });
  else show();
}
