// Money fields read 35,000, 3.5万, ¥35000 and show the exact yuan beneath.

const AMOUNT = /^¥?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*(万元|万|元)?$/;

export function readAmounts(root) {
  root.querySelectorAll("input[data-money]").forEach(show);
  root.addEventListener("input", (event) => {
    if (event.target.matches?.("input[data-money]")) show(event.target);
  });
}

function show(field) {
  const exact = readAmount(field.value);
  let line = field.parentElement.querySelector(".checked[data-yuan]");
  if (!line) {
    if (exact === null) return;
    line = document.createElement("p");
    line.className = "checked number";
    line.dataset.yuan = "";
    field.after(line);
  }
  line.textContent = exact === null ? "" : `= ¥ ${grouped(exact)}`;
}

// "35000.00", or null where the text is no amount; digits only, so nothing is ever rounded.
export function readAmount(text) {
  const found = AMOUNT.exec(text.normalize("NFKC").trim());
  if (!found) return null;
  const places = found[2]?.startsWith("万") ? 4 : 0;
  const [whole, fraction = ""] = found[1].replaceAll(",", "").split(".");
  const moved = whole + fraction.padEnd(places, "0").slice(0, places);
  const rest = fraction.slice(places).replace(/0+$/, "");
  if (rest.length > 2) return null;
  return `${moved.replace(/^0+(?=\d)/, "") || "0"}.${rest.padEnd(2, "0")}`;
}

function grouped(exact) {
  const [whole, fen] = exact.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fen}`;
}
