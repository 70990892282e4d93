// Forms of a case save themselves on the server every few seconds, until they are sent.
// Nothing is kept in the browser. Without scripts the pages work, but keep no drafts.

const PAUSE = 3000;
const RETRY = 5000;
const PATIENCE = 10000;

const own = document.querySelector("[data-draft]");
const form = own?.form;
const trouble = document.querySelector("[data-draft-trouble]");
const saved = document.querySelector("[data-draft-saved]");

let edits = 0; // how often something was changed
let kept = 0; // up to which change the server has it
let timer = 0;
let running = null;
let sending = false;
let sent = false;

if (form && trouble) {
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", onSubmit);
  window.addEventListener("online", () => edits > kept && save());
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", () => { sent = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && edits > kept && trouble.querySelector("p:not([hidden])")) event.preventDefault();
  });
}

function changed() {
  edits += 1;
  later(PAUSE);
}

function later(pause) {
  timer ||= setTimeout(() => { timer = 0; save(); }, pause);
}

// One attempt at a time; what changes meanwhile is saved by the next.
function save() {
  running ??= attempt().finally(() => { running = null; });
  return running;
}

async function attempt() {
  clearTimeout(timer);
  timer = 0;
  const state = edits;
  const [outcome, time] = await post().catch(() => ["offline"]);
  show(outcome);
  if (outcome === "saved") {
    kept = state;
    saved.hidden = false;
    saved.querySelector("[data-draft-time]").textContent = time;
  }
  if (edits > kept && outcome !== "too-long") later(outcome === "saved" ? PAUSE : RETRY);
  return outcome;
}

async function post(again = false) {
  const answer = await ask(own.dataset.draft, { method: "POST", body: fields() });
  if (answer.ok) return ["saved", (await answer.json()).saved_at];
  if (answer.status === 400 && !again) return renew();
  const outcomes = { 401: "signed-out", 409: "other-account", 413: "too-long" };
  return [outcomes[answer.status] ?? "offline"];
}

// The reader has signed in again: the page's token belongs to the session before.
async function renew() {
  const answer = await ask(own.dataset.tokenAt);
  if (!answer.ok) return [answer.status === 401 ? "signed-out" : "offline"];
  const { token, account } = await answer.json();
  if (account !== own.dataset.account) return ["other-account"];
  document.querySelectorAll("input[name=csrf_token]").forEach((one) => { one.value = token; });
  return post(true);
}

function ask(address, more = {}) {
  const headers = { Accept: "application/json" };
  return fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE), ...more });
}

function fields() {
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const body = new URLSearchParams(typed);
  body.set("account", own.dataset.account);
  return body;
}

// What was typed is saved before the form leaves the page: neither a session that has ended nor a
// lost connection takes it away then.
async function onSubmit(event) {
  if (sent || !edits) return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  const submitter = event.submitter;
  let outcome = await save();
  if (outcome === "saved" && edits > kept) outcome = await save();
  sending = false;
  if (outcome === "saved" || outcome === "too-long") {
    sent = true;
    form.requestSubmit(submitter);
  } else {
    trouble.focus();
  }
}

function leave() {
  if (!sent && edits > kept) navigator.sendBeacon(own.dataset.draft, fields());
}

function show(outcome) {
  for (const line of trouble.children) line.hidden = line.dataset.when !== outcome;
}
