// On a narrow screen a note opens below the paragraph of its number, or below a claim and the answer to it, and what
// follows makes room; on a wide one in the margin, beside its line.
{
  const close = document.createElement("button");
  let number, block;
  const place = (shown) => {
    const note = number?.popoverTargetElement;
    if (!note) return;
    const before = number.getBoundingClientRect().top;
    const old = block;
    const open = note.matches(":popover-open");
    const beside = note.offsetWidth < innerWidth / 2;
    block = open && !beside ? number.closest(".pair") ?? number.closest("p, li, .table") : null;
    if (old !== block) old?.style.removeProperty("margin-block-end");
    if (!open) {
      close.remove();
      if (old && document.activeElement === number) number.scrollIntoView({ block: "nearest" });
      return;
    }
    close.textContent = note.parentNode.dataset.close;
    close.popoverTargetElement = note;
    close.popoverTargetAction = "hide";
    note.append(close);
    block?.style.setProperty("margin-block-end", `${note.offsetHeight + 24}px`);
    // A note above this one may have given its room back.
    const moved = number.getBoundingClientRect().top - before;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
    const top = block ? block.getBoundingClientRect().bottom + 8 : Math.max(8, Math.min(number.getBoundingClientRect().top, innerHeight - note.offsetHeight - 8));
    note.style.setProperty("--place", `${top + scrollY}px`);
    if (shown) note.scrollIntoView({ block: "nearest" });
  };
  addEventListener("click", ({ target }) => {
    const pressed = target.closest?.(".cite button");
    // Another number of the same row moves it here; the browser alone would close it.
    if (pressed !== number) pressed?.popoverTargetElement?.hidePopover();
    number = pressed ?? number;
    // Not every browser focuses what is pressed; where the focus was, it returns to.
    pressed?.focus({ preventScroll: true });
    // The browser opens and closes after this, and before it paints.
    requestAnimationFrame(() => place(pressed));
  });
  // A press elsewhere closes, and has to meet what it was meant for before that moves.
  addEventListener("toggle", ({ newState }) => {
    if (newState === "closed") setTimeout(() => document.querySelector(".sources :popover-open") ?? place(), 200);
  }, true);
  addEventListener("resize", () => place());
  // On paper every row stands in the list.
  addEventListener("beforeprint", () => {
    document.querySelector(".sources :popover-open")?.hidePopover();
    place();
  });
}
