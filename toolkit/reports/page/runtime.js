// Gives each saved widget what it had in JupyterLab: a model to read, to write and to listen to.
// `explorer` is the widget's own bundle, put before this text unchanged.
class SavedModel {
  #state;
  #changed = new Set();
  #heard = new Map();

  constructor(state) {
    this.#state = state;
  }

  get(name) {
    return this.#state[name];
  }

  set(name, value) {
    this.#state = {...this.#state, [name]: value};
    this.#changed.add(name);
  }

  on(event, hear) {
    this.#heard.set(event, [...(this.#heard.get(event) ?? []), hear]);
  }

  off(event, hear) {
    this.#heard.set(
      event,
      (this.#heard.get(event) ?? []).filter((each) => each !== hear),
    );
  }

  // There is no kernel to save to: those who listen in the page are told, and that is all.
  save_changes() {
    const events = [...this.#changed].map((name) => `change:${name}`);
    this.#changed.clear();
    for (const event of [...events, "change"]) {
      for (const hear of this.#heard.get(event) ?? []) hear();
    }
  }
}

// Written by toolkit/reports/html.py: JSON, compressed, in base64. An old browser keeps the note that
// stands where the widgets would.
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

const saved = await unpacked(document.getElementById("saved").textContent);
for (const place of document.querySelectorAll("[data-widget]")) {
  explorer.default.render({model: new SavedModel(saved[place.dataset.widget]), el: place});
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => globalThis.print());
}
// Paper has no folds: what numbers rest on is printed too.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
});
