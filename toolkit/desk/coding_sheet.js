// Shows the message to be coded, always as plain text, and hears the keys typed in its form.

function paragraph(name, text) {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = text;
  return made;
}

function draw(model, page) {
  const view = model.get("view");
  const parts = ["about", "answers", "text", "note", "keys"].filter((part) => view[part]);
  page.replaceChildren(...parts.map((part) => paragraph(`vv-${part}`, view[part])));
}

const SOON = 100; // milliseconds in which a button that is no longer needed has gone

const isNowhere = (place) =>
  !place || place === document.body || place.getClientRects().length === 0;

const typed = (event) => event.target.matches("input, textarea, select");

function render({ model, el }) {
  const page = document.createElement("div");
  page.className = "vv-sheet";
  page.tabIndex = 0;
  page.setAttribute("role", "group");
  page.setAttribute("aria-live", "polite");
  el.append(page);

  const redraw = () => {
    draw(model, page);
    page.setAttribute("aria-label", model.get("view").name);
    // The button that was clicked may be gone by then: the keys must still be heard.
    setTimeout(() => {
      if (model.get("view").keys && isNowhere(document.activeElement)) page.focus();
    }, SOON);
  };
  const hear = (event) => {
    const home = el.closest(".vv-coding");
    if (!home?.contains(event.target) || typed(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!model.get("known").includes(event.key.toLowerCase())) return;
    event.preventDefault();
    event.stopPropagation();
    model.send({ key: event.key.toLowerCase() });
  };
  // JupyterLab has shortcuts of its own, such as 1 to make a title of a cell.
  const quieten = requestAnimationFrame(function once() {
    const home = el.closest(".vv-coding");
    if (home) home.setAttribute("data-lm-suppress-shortcuts", "true");
    else requestAnimationFrame(once);
  });
  model.on("change:view", redraw);
  document.addEventListener("keydown", hear, true);
  redraw();
  return () => {
    cancelAnimationFrame(quieten);
    model.off("change:view", redraw);
    document.removeEventListener("keydown", hear, true);
  };
}

export default { render };
