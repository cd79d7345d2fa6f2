// Filters: a form with data-filter names the list; each of its fields is an attribute of the list's items.
// What is chosen stands in the address, so that it can be passed on, and is said aloud.
for (const form of document.querySelectorAll("form[data-filter]")) {
  const items = [...document.querySelectorAll("[data-item]")];
  const fields = [...new Set([...form.elements].map((field) => field.name).filter(Boolean))];
  const said = form.querySelector("[role=status]");
  const filter = () => {
    const chosen = fields.map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
    for (const item of items)
      item.hidden = !chosen.every(([name, value]) => item.dataset[name].split(" ").includes(value));
    for (const group of document.querySelectorAll("[data-group]"))
      group.hidden = ![...group.querySelectorAll("[data-item]")].some((item) => !item.hidden);
    said.textContent = said.dataset.words.replace("{}", items.filter((item) => !item.hidden).length);
    return chosen;
  };
  const wanted = new URLSearchParams(location.search);
  for (const name of fields)
    for (const field of [form.elements[name]].flatMap((f) => (f instanceof RadioNodeList ? [...f] : [f])))
      if (field.value === wanted.get(name)) field.checked = true;
  form.addEventListener("change", () => {
    const query = new URLSearchParams(filter()).toString();
    try { history.replaceState(null, "", (query ? "?" + query : location.pathname) + location.hash); }
    catch { /* From a folder, some browsers keep the address as it is. */ }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}
