// In forms with data-lane, Enter goes on to the next field instead of doing nothing. Fields with
// data-aside are passed over; Tab reaches them.

const FIELDS = "input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea";

document.querySelectorAll("form[data-lane]").forEach((form) => form.addEventListener("keydown", onKey));

function onKey(event) {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
  // a list that was open has just taken this Enter: the next one goes on
  if (event.defaultPrevented || !field.matches("input, select")) return;
  const lane = [...field.form.querySelectorAll(FIELDS)].filter(isOnLane);
  const next = lane.find((one) => field.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (next.matches("input")) next.select();
}

function isOnLane(field) {
  return field.checkVisibility() && !field.disabled && !field.hasAttribute("data-aside");
}
