// Lists with data-typeahead are chosen from by typing: characters of a name or the initials of its
// reading (lljf for 邻里纠纷). The list itself stays in the form and is what is sent.

import { Listbox } from "./listbox.js";

document.querySelectorAll("select[data-typeahead]").forEach(enhance);

function enhance(select) {
  const field = document.createElement("input");
  field.type = "text";
  field.id = select.id;
  field.className = "typeahead";
  field.placeholder = blankOf(select)?.text ?? "";
  for (const name of ["aria-describedby", "aria-invalid", "data-focus"]) {
    if (select.hasAttribute(name)) field.setAttribute(name, select.getAttribute(name));
  }
  select.removeAttribute("id");
  select.hidden = true;
  select.before(field);
  const label = field.closest(".field")?.querySelector(".label")?.firstChild.textContent.trim() ?? "";
  const list = new Listbox(field, label, (value) => choose(select, value));
  const show = () => { field.value = nameOf(select.selectedOptions[0]); };

  select.addEventListener("change", show);
  field.addEventListener("input", (event) => {
    event.stopPropagation(); // the form hears of what was chosen
    if (event.isComposing) return;
    const text = folded(field.value);
    list.show(found(select, text), text ? 0 : -1);
  });
  field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));
  field.addEventListener("click", () => { if (!list.isOpen) open(select, list); });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || list.isOpen || event.defaultPrevented) return;
    event.preventDefault();
    open(select, list);
  });
  field.addEventListener("blur", () => {
    if (list.active >= 0 && folded(field.value)) list.pick();
    settle(select, field, list);
    show();
  });
  field.addEventListener("change", (event) => event.stopPropagation());
  show();
}

function open(select, list) {
  const entries = found(select, "");
  list.show(entries, entries.findIndex((one) => one.value === select.value));
}

// On leaving: what is typed in full is chosen, an emptied field chooses nothing.
function settle(select, field, list) {
  list.hide();
  const text = folded(field.value);
  const same = [...select.options].find((one) => one.value && folded(nameOf(one)) === text);
  if (same) choose(select, same.value);
  else if (!text && blankOf(select)) choose(select, "");
}

function choose(select, value) {
  if (select.value === value) {
    select.dispatchEvent(new Event("change"));
    return;
  }
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

// Names that begin so come first, then initials that do, then what holds it anywhere.
function found(select, text) {
  const ranked = [...select.options]
    .filter((one) => one.value)
    .map((option) => ({ option, rank: rankOf(option, text) }))
    .filter((one) => one.rank >= 0);
  ranked.sort((one, other) => one.rank - other.rank);
  return ranked.map(({ option }) => ({
    text: nameOf(option),
    aside: option.parentElement.label ?? "",
    value: option.value,
  }));
}

function rankOf(option, text) {
  if (!text) return 0;
  const name = folded(nameOf(option));
  const initials = (option.dataset.initials ?? "").split(" ");
  return [
    name.startsWith(text),
    initials.some((one) => one.startsWith(text)),
    name.includes(text),
    initials.some((one) => one.includes(text)),
    text.startsWith(name), // 邻里纠纷 for 邻里
  ].indexOf(true);
}

function blankOf(select) {
  return [...select.options].find((one) => !one.value);
}

function nameOf(option) {
  return option?.value ? option.text.trim() : "";
}

function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
}
