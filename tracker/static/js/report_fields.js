// Beside the text of a report stand the figures that it may bind: a click puts one in at the cursor.
// Without this script their names are there to be typed.

function insert(area, text) {
  area.focus();
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

export function offerFields(list) {
  const area = document.getElementById(list.dataset.fieldsFor);
  if (!area) return;
  for (const code of list.querySelectorAll("code[data-field]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "field-insert";
    button.textContent = code.textContent;
    button.setAttribute("aria-label", `${list.dataset.insert} ${code.dataset.field}`);
    button.addEventListener("click", () => insert(area, code.dataset.field));
    code.replaceWith(button);
  }
}

document.querySelectorAll("[data-fields-for]").forEach(offerFields);
