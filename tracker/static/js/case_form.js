// The form of a case: rows of parties come and go, ID numbers and credit codes are checked as typed.
// Without scripts the server does the same; a party taken out can be put back until it is saved.

import { checkIdNumber, checkCreditCode } from "./identity.js";

const form = document.querySelector("[data-case-form]");
if (form) {
  form.addEventListener("click", onClick);
  form.addEventListener("input", (event) => check(event.target, false));
  form.addEventListener("change", onChange);
}

function onClick(event) {
  const button = event.target.closest("button");
  if (button?.name === "add_party") {
    event.preventDefault();
    addParty(button.value);
  } else if (button?.name === "remove_party") {
    event.preventDefault();
    removeParty(button.closest("[data-party]"));
  }
}

function onChange(event) {
  check(event.target, true);
  if (event.target.name?.endsWith("-side")) nameParty(event.target.closest("[data-party]"));
}

function addParty(side) {
  const pattern = form.querySelector("[data-party-pattern]");
  const place = nextPlace();
  const holder = document.createElement("div");
  holder.append(pattern.content.cloneNode(true));
  holder.innerHTML = holder.innerHTML.replaceAll("__n__", String(place));
  const party = holder.firstElementChild;
  form.querySelector("[data-parties]").append(party);
  party.querySelector("[name$='-side']").value = side;
  nameParty(party);
  party.querySelector("[name$='-name']").focus();
}

function nextPlace() {
  const places = [...form.querySelectorAll("[data-party] [name$='-side']")].map((field) =>
    Number(/-(\d+)-/.exec(field.name)?.[1] ?? -1));
  return Math.max(-1, ...places) + 1;
}

function nameParty(party) {
  const side = party.querySelector("[name$='-side']");
  party.querySelector("[data-party-legend]").textContent = side.selectedOptions[0].text;
}

// A disabled fieldset is not sent, but keeps what was typed.
function removeParty(party) {
  party.hidden = true;
  party.disabled = true;
  const note = document.createElement("p");
  note.className = "note";
  const name = party.querySelector("[name$='-name']").value;
  const legend = party.querySelector("[data-party-legend]").textContent;
  note.append(`${form.dataset.removed} ${legend} ${name} `);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "button button-quiet";
  undo.textContent = form.dataset.undo;
  undo.addEventListener("click", () => {
    note.remove();
    party.hidden = false;
    party.disabled = false;
    party.querySelector("[name$='-name']").focus();
  });
  note.append(undo);
  party.after(note);
  undo.focus();
}

// While typing only a whole number is judged; on leaving the field a short one is, too.
function check(field, left) {
  const line = field.id && form.querySelector(`[data-says="${CSS.escape(field.id)}"]`);
  if (!line) return;
  const text = field.value.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  const isId = field.name.endsWith("-id_number");
  const result = isId ? checkIdNumber(text) : checkCreditCode(text);
  const judged = text && (left || text.length >= 18);
  const texts = form.dataset;
  let said = "";
  if (result) said = isId ? `${texts[result.sex]}, ${result.birthDate}` : texts.codeRight;
  else if (judged) said = isId ? texts.idWrong : texts.codeWrong;
  line.textContent = said;
  line.classList.toggle("error-as-typed", !result);
}
