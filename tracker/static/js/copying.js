// A field that is only there to be copied is selected whole as soon as it is entered.

export function selectWhole(root) {
  root.addEventListener("focusin", (event) => {
    if (event.target.matches?.("input[data-copied-whole]")) event.target.select();
  });
}
