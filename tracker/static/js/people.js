// Parties: whose name, ID number or phone is being typed is looked for among the people of the own
// organisation's earlier cases; choosing one fills in what is known and still blank.

import { Listbox } from "./listbox.js";

const PAUSE = 200;
const TYPED = /-(name|id_number|phone)$/;
const form = document.querySelector("[data-people]");
const known = new WeakMap(); // field -> its list
const filled = new WeakMap(); // field -> what an earlier choice put there

if (form) {
  form.addEventListener("input", onInput);
  form.addEventListener("focusout", (event) => known.get(event.target)?.hide());
}

let timer;
let asking = new AbortController();

function onInput(event) {
  const field = event.target;
  if (event.isComposing || !field.matches("[data-party] input") || !TYPED.test(field.name)) return;
  if (!known.has(field)) {
    const choose = (person) => fill(field.closest("[data-party]"), field, person);
    known.set(field, new Listbox(field, form.dataset.people, choose));
  }
  clearTimeout(timer);
  asking.abort();
  timer = setTimeout(() => ask(field), PAUSE);
}

async function ask(field) {
  const list = known.get(field);
  if (field.value.trim().length < 2) return list.hide();
  asking = new AbortController();
  try {
    const answer = await fetch(`${form.dataset.peopleAt}?q=${encodeURIComponent(field.value)}`, {
      headers: { Accept: "application/json" },
      signal: asking.signal,
    });
    const { people } = answer.ok ? await answer.json() : { people: [] };
    if (document.activeElement === field) list.show(people.map(entry));
  } catch {
    // asked anew meanwhile, or no connection: typing goes on without
  }
}

function entry(person) {
  const { name, id_number: id, credit_code: code, phone, address } = person;
  const end = (text) => text && `…${text.slice(-4)}`;
  return { text: name, aside: [end(id ?? code), end(phone), address].filter(Boolean).join(" · "), value: person };
}

function fill(party, chosen, person) {
  for (const [name, value] of Object.entries(person)) {
    const field = party.querySelector(`[name$="-${name}"]`);
    if (field) put(field, value, field === chosen || name === "kind");
  }
  chosen.focus();
}

function put(field, value, always) {
  if (field.type === "checkbox") {
    field.checked ||= value;
  } else if (always || !field.value || field.value === filled.get(field)) {
    field.value = value;
    filled.set(field, value);
  }
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
