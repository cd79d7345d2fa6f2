// A note opens below its line, or beside it where it has the margin; above it where there is no room below.
{
  let number;
  const place = () => {
    const note = number?.popoverTargetElement;
    if (!note?.matches(":popover-open")) return;
    const line = number.getBoundingClientRect();
    const room = innerHeight - note.offsetHeight - 8;
    let top = line.bottom + 8;
    if (note.offsetWidth < innerWidth / 2) top = Math.max(8, Math.min(line.top, room));
    else if (top > room && line.top > note.offsetHeight) top = line.top - 8 - note.offsetHeight;
    note.style.setProperty("--place", `${top + scrollY}px`);
  };
  addEventListener("click", ({ target }) => {
    number = target.closest?.(".cite button");
    // The browser opens it after this, and before it paints.
    if (number) requestAnimationFrame(place);
  });
  addEventListener("resize", place);
  // On paper every row stands in the list.
  addEventListener("beforeprint", () => document.querySelector(".sources :popover-open")?.hidePopover());
}
