// What a page of a person offers to whoever passes it on: the address, and a sheet of paper.
{
  const copy = document.querySelector("button[data-copied]");
  copy?.addEventListener("click", async () => {
    const url = document.querySelector("link[rel=canonical]")?.href || location.href;
    try {
      if (navigator.share && matchMedia("(pointer: coarse)").matches) await navigator.share({ title: document.title, url });
      else {
        await navigator.clipboard.writeText(url);
        copy.nextElementSibling.textContent = copy.dataset.copied;
      }
    } catch { /* Not allowed, or called off by the reader. */ }
  });
  document.querySelector("button[data-print]")?.addEventListener("click", () => print());
}
