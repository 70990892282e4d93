// Tables with data-columns: the reader chooses which columns to see; the choice is remembered.

export function chooseColumns(root) {
  root.querySelectorAll("table[data-columns]").forEach((table) => {
    const heads = [...table.querySelectorAll("thead th[data-column]")];
    if (!heads.length) return;
    const key = `columns:${table.dataset.columns}`;
    const hidden = new Set(load(key));
    const box = menu(table.dataset.columnsLabel);
    heads.forEach((head) => {
      const name = head.dataset.column;
      show(table, head, !hidden.has(name));
      box.lastElementChild.append(choice(head, !hidden.has(name), (visible) => {
        if (visible) hidden.delete(name); else hidden.add(name);
        show(table, head, visible);
        save(key, [...hidden]);
      }));
    });
    const tools = table.closest(".table-box")?.previousElementSibling;
    if (tools?.matches(".table-tools")) tools.append(box);
    else (table.closest(".table-box") ?? table).before(box);
  });
}

function show(table, head, visible) {
  const place = head.cellIndex;
  for (const row of table.rows) {
    if (row.cells.length > place && row.cells.length === head.parentElement.cells.length) {
      row.cells[place].hidden = !visible;
    }
  }
}

function menu(label) {
  const box = document.createElement("details");
  box.className = "column-chooser";
  box.dataset.menu = "";
  const summary = document.createElement("summary");
  summary.textContent = label;
  box.append(summary, document.createElement("div"));
  return box;
}

function choice(head, checked, changed) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = checked;
  box.addEventListener("change", () => changed(box.checked));
  label.append(box, head.textContent.trim());
  return label;
}

function load(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function save(key, names) {
  try {
    localStorage.setItem(key, JSON.stringify(names));
  } catch {
    // A browser that keeps nothing still shows the choice on this page.
  }
}
