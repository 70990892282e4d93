// The list beneath a text field, as the ARIA 1.2 pattern of a combobox wants it: the field keeps the
// focus, and aria-activedescendant says which entry would be chosen.

let made = 0;

export class Listbox {
  // choose(value) is called with the value of the entry that was chosen.
  constructor(field, name, choose) {
    this.field = field;
    this.choose = choose;
    this.values = [];
    this.active = -1;
    this.list = document.createElement("ul");
    this.list.id = `listbox-${(made += 1)}`;
    this.list.className = "listbox";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", name);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", this.list.id);
    field.autocomplete = "off";
    field.after(this.list);
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const entry = event.target.closest("[role=option]");
      if (entry) this.pick([...this.list.children].indexOf(entry));
    });
    field.addEventListener("keydown", (event) => this.onKey(event));
  }

  get isOpen() {
    return !this.list.hidden;
  }

  // entries: [{text, aside, value}]
  show(entries, active = -1) {
    this.values = entries.map((one) => one.value);
    this.list.replaceChildren(...entries.map((one, place) => this.line(one, place)));
    this.list.hidden = !entries.length;
    this.field.setAttribute("aria-expanded", String(this.isOpen));
    this.mark(entries.length ? active : -1);
  }

  line({ text, aside }, place) {
    const entry = document.createElement("li");
    entry.id = `${this.list.id}-${place}`;
    entry.setAttribute("role", "option");
    entry.append(text);
    if (aside) {
      const more = document.createElement("span");
      more.className = "aside";
      more.textContent = aside;
      entry.append(" ", more);
    }
    return entry;
  }

  hide() {
    this.show([]);
  }

  mark(active) {
    this.active = active;
    [...this.list.children].forEach((entry, place) => {
      entry.setAttribute("aria-selected", String(place === active));
      if (place === active) entry.scrollIntoView({ block: "nearest" });
    });
    if (active < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", `${this.list.id}-${active}`);
  }

  pick(place = this.active) {
    const value = this.values[place];
    this.hide();
    if (value !== undefined) this.choose(value);
  }

  onKey(event) {
    if (event.isComposing || !this.isOpen) return;
    const { key, altKey } = event;
    const last = this.values.length - 1;
    if (key === "ArrowDown") this.mark(this.active >= last ? 0 : this.active + 1);
    else if (key === "ArrowUp" && !altKey) this.mark(this.active <= 0 ? last : this.active - 1);
    else if (key === "Escape" || key === "ArrowUp") this.hide();
    else if (key === "Enter" && this.active >= 0) {
      this.pick();
      if (event.ctrlKey || event.metaKey) return;
    } else {
      if (key === "Tab" && this.active >= 0) this.pick();
      return;
    }
    event.preventDefault();
  }
}
