// In the head of every page, before anything is painted: the reader's choice of light or dark, if there is one.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* No storage: the device decides. */ }
