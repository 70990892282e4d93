// Menus made of details close again: on Escape and on a click elsewhere.

const OPEN = "details[data-menu][open]";

export function closeMenus(root) {
  root.addEventListener("click", (event) => {
    root.querySelectorAll(OPEN).forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    root.querySelectorAll(OPEN).forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
  });
}
