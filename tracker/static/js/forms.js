// Forms: nothing is sent half done or twice, Ctrl+Enter saves, errors come into view.

const DOWNLOAD_MS = 3000;

export function guardForms(root) {
  root.addEventListener("keydown", (event) => onKey(event, root));
  root.addEventListener("submit", onSubmit);
  window.addEventListener("pageshow", () => root.querySelectorAll("form").forEach(release));
  root.querySelector("[data-focus]")?.focus({ preventScroll: false });
}

// Ctrl+Enter saves the form one is in, and that of the page where one is in none.
function onKey(event, root) {
  if (event.key !== "Enter" || event.isComposing) return;
  const saves = event.ctrlKey || event.metaKey;
  const own = event.target.form ?? event.target.closest?.("form");
  const form = own ?? (saves ? root.querySelector("form[data-lane]") : null);
  if (!form) return;
  if (saves) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.button-primary:not([type=button])"));
  } else if (form.hasAttribute("data-guard-enter") && event.target.matches("input")) {
    event.preventDefault();
  }
}

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // After the browser has read the form: a disabled button's own value would not be sent.
  setTimeout(() => buttons(form).forEach((one) => { one.disabled = true; }));
  if (form.hasAttribute("data-download")) setTimeout(() => release(form), DOWNLOAD_MS);
}

function release(form) {
  if (!form.dataset.sent) return;
  delete form.dataset.sent;
  buttons(form).forEach((one) => { one.disabled = false; });
}

function buttons(form) {
  return [...form.elements].filter((one) => one.type === "submit" && !one.hidden);
}
