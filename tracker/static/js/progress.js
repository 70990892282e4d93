// The page of long work: asks how far it is, and goes on when it is done.
// Without scripts the page reloads itself every two seconds.

const box = document.querySelector("[data-progress]");
const PAUSE = 700;

async function ask() {
  try {
    const response = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    if (!response.ok) return location.reload();
    const work = await response.json();
    if (!work.working) return location.reload();
    show(work);
  } catch {
    // the connection is gone for the moment; the next question may be answered
  }
  setTimeout(ask, PAUSE);
}

function show(work) {
  if (!work.total) return;
  const bar = box.querySelector("progress");
  bar.max = work.total;
  bar.value = work.done;
  box.querySelector("[aria-live]").hidden = false;
  box.querySelector("[data-done]").textContent = work.done.toLocaleString("en");
  box.querySelector("[data-total-rows]").textContent = work.total.toLocaleString("en");
}

if (box) setTimeout(ask, PAUSE);
