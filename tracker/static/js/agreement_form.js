// The form of an agreement: items and instalments come and go, and the plan shows its sum.
// Without scripts the server does the same.

import { readAmount } from "./money.js";
import { addRow, takeOut } from "./rows.js";

const form = document.querySelector("[data-rows]")?.closest("form");
if (form) {
  form.addEventListener("click", onClick);
  form.addEventListener("input", addUp);
  addUp();
}

function onClick(event) {
  const button = event.target.closest("button");
  if (button?.name === "add_row") {
    event.preventDefault();
    const pattern = form.querySelector(`[data-rows-pattern="${CSS.escape(button.value)}"]`);
    const row = addRow(pattern, form.querySelector(`[data-rows="${CSS.escape(button.value)}"]`));
    firstField(row).focus();
  } else if (button?.name === "remove_row") {
    event.preventDefault();
    const row = button.closest("[data-row]");
    const texts = form.querySelector("[data-removed]").dataset;
    takeOut(row, `${texts.removed} ${firstField(row).value}`, texts.undo, () => {
      addUp();
      firstField(row).focus();
    });
    addUp();
  }
}

function firstField(row) {
  return row.querySelector("textarea, input:not([type=hidden])");
}

// Whole fen, so that nothing is rounded.
function addUp() {
  const fields = form.querySelectorAll("[data-rows=instalments] fieldset:enabled input[data-money]");
  let fen = 0n;
  for (const field of fields) {
    const exact = readAmount(field.value);
    if (exact !== null) fen += BigInt(exact.replace(".", ""));
  }
  const digits = String(fen).padStart(3, "0");
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  form.querySelector("[data-sum]").textContent = `¥ ${yuan}.${digits.slice(-2)}`;
}
