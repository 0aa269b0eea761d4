/* Suggests places while one types. Without this file the form works all the same.
   Follows the ARIA pattern "editable combobox with list autocomplete". */

const WAIT = 150;

function option(place, id) {
  const item = document.createElement("li");
  item.id = id;
  item.className = "picker__option";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.url = place.url;
  item.dataset.title = place.title;
  const title = document.createElement("strong");
  title.textContent = place.title;
  const context = document.createElement("span");
  context.className = "picker__context";
  context.textContent = place.context || "";
  item.append(title, " ", context);
  return item;
}

class PlacePicker {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[name=q]");
    this.current = -1;
    this.list = document.createElement("ul");
    this.list.id = `${this.input.id}-list`;
    this.list.className = "picker__list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels[0].textContent.trim());
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.input.parentElement.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // Keeps the focus in the field, so that the press is not lost to the blur before it.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  get options() {
    return [...this.list.children];
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetch(), WAIT);
  }

  async fetch() {
    const asked = this.input.value.trim();
    if (asked.length < 2) {
      this.close();
      return;
    }
    try {
      const query = new URLSearchParams({ q: asked });
      const answer = await fetch(`${this.form.dataset.suggest}?${query}`, { credentials: "omit" });
      const { results } = await answer.json();
      if (asked === this.input.value.trim() && document.activeElement === this.input) {
        this.show(results);
      }
    } catch {
      // The form still works; a suggestion that fails is not worth a word.
      this.close();
    }
  }

  show(places) {
    this.list.replaceChildren(
      ...places.map((place, number) => option(place, `${this.list.id}-${number}`)),
    );
    this.mark(-1);
    this.list.hidden = places.length === 0;
    this.input.setAttribute("aria-expanded", String(places.length > 0));
    const words = this.form.dataset;
    this.status.textContent = places.length
      ? `${places.length} ${words.found || ""}`.trim()
      : words.none || "";
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.mark(-1);
    this.input.setAttribute("aria-expanded", "false");
  }

  mark(number) {
    this.current = number;
    this.options.forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === number));
    });
    const item = this.options[number];
    if (item) {
      this.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  go(item) {
    if (item) {
      this.input.value = item.dataset.title;
      window.location.assign(item.dataset.url);
    }
  }

  key(event) {
    const open = !this.list.hidden;
    const count = this.options.length;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && open && this.current >= 0) {
      event.preventDefault();
      this.go(this.options[this.current]);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      if (!open) {
        this.list.hidden = false;
        this.input.setAttribute("aria-expanded", "true");
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One stop past either end is the field itself, where the typed text stands.
      this.mark(((this.current + 1 + step + count + 1) % (count + 1)) - 1);
    }
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) {
  new PlacePicker(form);
}
