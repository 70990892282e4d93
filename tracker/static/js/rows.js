// Repeated groups of fields: a group is added from a pattern, and one taken out can be put back.

// ``pattern`` is a template whose names say __n__; the new group gets the next free place.
export function addRow(pattern, list) {
  const holder = document.createElement("div");
  holder.append(pattern.content.cloneNode(true));
  holder.innerHTML = holder.innerHTML.replaceAll("__n__", String(nextPlace(list)));
  const row = holder.firstElementChild;
  list.append(row);
  return row;
}

// Names read "parties-2-side": the places of one list, and of those taken out.
function nextPlace(list) {
  const places = [...list.querySelectorAll("[name]")].map((field) =>
    Number(/^[a-z_]+-(\d+)-/.exec(field.name)?.[1] ?? -1));
  return Math.max(-1, ...places) + 1;
}

// A disabled fieldset is not sent, but keeps what was typed. ``back`` runs when it is put back.
export function takeOut(row, said, undoText, back) {
  row.hidden = true;
  row.disabled = true;
  const note = document.createElement("p");
  note.className = "note";
  note.append(`${said} `);
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "button button-quiet";
  undo.textContent = undoText;
  undo.addEventListener("click", () => {
    note.remove();
    row.hidden = false;
    row.disabled = false;
    back();
  });
  note.append(undo);
  row.after(note);
  undo.focus();
}
