// Beside the form of a case: the cases in which the same people are parties already.
// Without scripts they are shown when the form comes back from the server.

const form = document.querySelector("[data-case-form]");
const place = document.querySelector("[data-alike]");
const PAUSE = 400;
const SAYS_WHO = /^parties-\d+-(name|id_number|credit_code|phone)$/;

let timer;
let asked = "";

if (form && place) {
  form.addEventListener("input", later);
  form.addEventListener("change", later);
}

function later(event) {
  if (!SAYS_WHO.test(event.target.name ?? "")) return;
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

async function ask() {
  const parties = new FormData(form);
  for (const name of [...parties.keys()])
    if (!/^(parties-\d+-|csrf_token$)/.test(name)) parties.delete(name);
  const body = new URLSearchParams(parties);
  if (body.toString() === asked) return;
  asked = body.toString();
  try {
    const response = await fetch(place.dataset.alike, { method: "POST", body });
    if (response.ok && body.toString() === asked) place.innerHTML = await response.text();
  } catch {
    asked = ""; // the connection is gone for the moment; the next key asks again
  }
}
