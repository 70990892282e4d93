// Links with data-opens show a native dialog instead of jumping to it; data-closes shuts it.

export function openDialogs(root) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog?.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    const dialog = event.target.closest?.("dialog");
    if (dialog && (event.target === dialog || event.target.closest("[data-closes]"))) {
      event.preventDefault();
      dialog.close();
      if (location.hash === `#${dialog.id}`) history.replaceState(null, "", " ");
    }
  });
  // A form that came back with errors inside its dialog is shown again at once.
  root.querySelector("dialog:has([aria-invalid], .error-summary)")?.showModal();
}
