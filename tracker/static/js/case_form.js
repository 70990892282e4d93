// The form of a case: rows of parties come and go, ID numbers and credit codes are checked as typed.
// Without scripts the server does the same; a party taken out can be put back until it is saved.

import { checkIdNumber, checkCreditCode } from "./identity.js";
import { addRow, takeOut } from "./rows.js";

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
  const party = addRow(pattern, form.querySelector("[data-parties]"));
  party.querySelector("[name$='-side']").value = side;
  nameParty(party);
  party.querySelector("[name$='-name']").focus();
}

function nameParty(party) {
  const side = party.querySelector("[name$='-side']");
  party.querySelector("[data-party-legend]").textContent = side.selectedOptions[0].text;
}

function removeParty(party) {
  const name = party.querySelector("[name$='-name']");
  const legend = party.querySelector("[data-party-legend]").textContent;
  const said = `${form.dataset.removed} ${legend} ${name.value}`;
  takeOut(party, said, form.dataset.undo, () => name.focus());
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
