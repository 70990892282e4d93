// A common dispute fills in what is still blank: type, difficulty, summary, claims. What differs
// from case to case stands between 【】; Tab goes from one such blank to the next.

const BLANK = /【[^【】]*】/g;
const chooser = document.querySelector("[data-templates]");
const form = chooser?.form;

if (chooser) {
  chooser.parentElement.hidden = false; // without scripts links stand in its place
  chooser.addEventListener("change", apply);
}
document.addEventListener("keydown", (event) => {
  const { key, shiftKey, target } = event;
  if (key !== "Tab" || shiftKey || !target.matches?.("[data-lane] textarea")) return;
  if (toBlank(target, target.selectionEnd)) event.preventDefault();
});

async function apply(event) {
  event.stopPropagation(); // it is no field of the case
  if (!chooser.value) return;
  const answer = await fetch(`${chooser.dataset.templates}/${chooser.value}`, {
    headers: { Accept: "application/json" },
  }).catch(() => null);
  if (!answer?.ok) return;
  for (const [name, value] of Object.entries(await answer.json())) put(form.querySelector(`[name="${name}"]`), value);
  const text = [...form.querySelectorAll("textarea")].find((one) => toBlank(one, 0));
  text?.focus();
}

function put(field, value) {
  if (!field || field.value) return;
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

// Selects the next blank behind the place; false where there is none.
function toBlank(text, place) {
  const next = [...text.value.matchAll(BLANK)].find((one) => one.index >= place);
  if (!next) return false;
  text.setSelectionRange(next.index, next.index + next[0].length);
  return true;
}
