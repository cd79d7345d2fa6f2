// Light, dark, or as the device has it. The choice stays in this browser and is sent nowhere.
{
  const root = document.documentElement;
  const buttons = document.querySelectorAll("button[data-choose]");
  const show = () => {
    for (const button of buttons)
      button.setAttribute("aria-pressed", button.dataset.choose === (root.dataset.theme || ""));
  };
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    show();
  };
  for (const button of buttons)
    button.addEventListener("click", () => {
      const theme = button.dataset.choose;
      apply(theme);
      try {
        if (theme) localStorage.setItem("theme", theme);
        else localStorage.removeItem("theme");
      } catch { /* No storage: the choice lasts as long as the page. */ }
    });
  // The same site in another window follows.
  addEventListener("storage", (event) => { if (event.key === "theme") apply(event.newValue); });
  show();
}
