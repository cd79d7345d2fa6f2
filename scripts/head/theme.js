// In the head of every page, before anything is painted: the reader's choice of light or dark, if there is one.
try {
  const { theme } = localStorage;
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* No storage: the device decides. */ }
