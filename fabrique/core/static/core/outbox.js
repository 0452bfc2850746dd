// What is sent from a page that may be cut off: `form[data-once]`. Its fields wait here until the server has answered, one
// after the other, and are sent again as they were, with the same key: the server counts them once. They survive a reload
// of this tab, are erased as they leave, and end with the tab or with the next person who opens this page in it.
//
// What was pressed is shown at once where it was pressed, and marked until the server has it: `[data-waits]` names the
// address of its buttons. A button of a choice is `[aria-pressed]`; one that counts has `[data-step]` beside an <output>,
// out of what `output[data-left]` says is left. Until it has left, `[data-kept]` inside says so. Words that left their
// form are in `#kept`.
const HERE = `envois ${location.pathname} `, PATIENCE = 20000, FIRST = 1000, SLOWEST = 8000, SOON = 1000;
const AGAIN = new Set([429, 502, 503, 504]);
let page = null, place = HERE, queue = [], sending = false, failures = 0, timer = 0;

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function keep() {
  try {
    if (queue.length) sessionStorage.setItem(place, JSON.stringify(queue));
    else sessionStorage.removeItem(place);
  } catch { /* a browser that keeps nothing: this page still does */ }
}

// of this person alone: what another left here unsent is erased
function kept() {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(HERE) && name !== place) sessionStorage.removeItem(name);
    return JSON.parse(sessionStorage.getItem(place) ?? "[]");
  } catch { return []; }
}

export function begin(given) {
  page = given;
  place = HERE + page.words.who;
  queue = kept();
  // before any other listener: a script that would send the form itself does not see it
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-once]");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    post(form, event.submitter);
  }, true);
  document.addEventListener("live:drawn", show);
  show();
  flush();
}

function post(form, submitter) {
  const body = [...new FormData(form, submitter)].filter(([, value]) => typeof value === "string");
  const url = submitter?.getAttribute("formaction") || form.getAttribute("action") || location.pathname;
  const once = form.elements.once?.value ?? "";
  // pressed twice, the same card stands here once
  if (once && queue.some((one) => one.once === once)) return;
  // what has no key says how things are now: pressed again at once, only the last is to be sent
  if (!once && queue.at(-1)?.url === url && queue.length > (sending ? 1 : 0)) queue.pop();
  queue.push({ url, body, once, at: Date.now(), target: submitter?.dataset.once || form.dataset.once || form.closest("[data-live-on][id]")?.id || page.home() });
  keep();
  show();
  setTimeout(show, SOON);
  flush();
}

// --- what is pressed and not yet gone ---------------------------------------------------------------------------------
function show() {
  const waits = new Map(queue.filter((one) => !one.answered).map((one) => [one.url, one]));
  for (const place of document.querySelectorAll("[data-waits]")) mark(place, waits.get(place.dataset.waits));
  count();
  list("#kept", queue.filter((one) => !one.answered && one.once && !giver(one)).map(written));
}

const written = (entry) => new URLSearchParams(entry.body).get("text");

function list(name, texts) {
  const place = document.querySelector(name);
  if (!place) return;
  place.hidden = !texts.length;
  place.querySelector("ul").replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}

// the last pressed; as the page was drawn, when nothing waits
function mark(place, entry) {
  const said = new URLSearchParams(entry?.body);
  place.classList.toggle("is-waiting", Boolean(entry));
  for (const button of place.querySelectorAll("[aria-pressed]")) {
    button.dataset.drawn ??= button.getAttribute("aria-pressed");
    button.setAttribute("aria-pressed", entry ? said.get(button.name) === button.value : button.dataset.drawn);
  }
  const number = place.querySelector("output"), step = place.querySelector("[data-step]");
  if (number && step) number.value = (entry && said.get(step.name)) ?? number.defaultValue;
  for (const words of place.querySelectorAll("[data-kept]")) words.hidden = !entry || (!failures && Date.now() - entry.at < SOON);
}

function count() {
  const left = document.querySelector("output[data-left]");
  if (!left) return;
  const numbers = [...document.querySelectorAll("[data-waits] output")];
  left.value = numbers.reduce((rest, one) => rest - one.value + Number(one.defaultValue), Number(left.defaultValue));
  for (const button of document.querySelectorAll("[data-waits] [data-step]")) {
    const number = Number(button.closest("[data-waits]").querySelector("output").value), step = Number(button.dataset.step);
    const closed = number + step < 0 || step > left.value;
    button.value = number + step;
    button.type = closed ? "button" : "submit";
    if (closed) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

// the form that gave it, if it still shows what was sent
function giver(entry) {
  if (!entry.once) return null;
  return [...document.querySelectorAll("form[data-once]")].find((form) => form.elements.once?.value === entry.once);
}

function emptied(form) {
  page.forget(form);
  for (const field of form.elements) if (field.matches("textarea, input:not([type=hidden])")) field.value = field.defaultValue = "";
  form.elements.once.value = newKey();
}

export async function flush() {
  clearTimeout(timer);
  if (sending || !queue.length) return;
  sending = true;
  while (queue.length && (await sent(queue[0]))) { queue.shift(); failures = 0; keep(); show(); }
  sending = false;
  if (!queue.length) return;
  failures += 1;
  waiting();
  timer = setTimeout(flush, Math.min(FIRST * 2 ** (failures - 1), SLOWEST) * (0.75 + Math.random() / 2));
}

// what cannot leave for now is said to be kept, and leaves room to write the next one
function waiting() {
  for (const entry of queue) {
    const form = giver(entry);
    if (form) emptied(form);
  }
  page.say(queue.length > 1 ? page.words.several : page.words.one);
  show();
}

async function sent(entry) {
  let answer, html;
  try {
    const headers = { "HX-Request": "true", "HX-Target": entry.target };
    answer = await fetch(entry.url, { method: "POST", body: new URLSearchParams(entry.body), headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (AGAIN.has(answer.status)) return false;
    html = await answer.text();
  } catch { page.lost(); return false; }
  entry.answered = true;
  const form = giver(entry);
  // its own words are no draft: had they been refused, the answer would hold them
  if (answer.ok && form) { page.forget(form); for (const field of form.elements) if ("defaultValue" in field) field.defaultValue = field.value; }
  if (failures || !answer.ok) page.say("");
  // a refusal gives the whole place again
  const put = answer.ok && (page.put(html, entry.target) || page.put(html, page.home()));
  if (!put) page.say(sentence(html) || page.words.refused);
  if (!put || refused(entry, html)) stay(entry);
  return true;
}

// the form comes back with the same key, or the page says that the moment is over
function refused(entry, html) {
  const found = new DOMParser().parseFromString(html, "text/html");
  return Boolean(found.querySelector("[data-refused]")) || (entry.once && found.querySelector("[name=once]")?.value === entry.once);
}

// words that were not taken stay in sight: in their form, or beside it when something else is being written there
function stay(entry) {
  const words = written(entry), lines = document.querySelector("#refused ul");
  if (!words || !lines || [...document.querySelectorAll("form[data-once] textarea")].some((field) => field.value === words)) return;
  const line = document.createElement("li");
  line.textContent = words;
  lines.append(line);
  lines.closest("#refused").hidden = false;
}

// of a page that answers instead of the fragment: why not
function sentence(html) {
  const found = new DOMParser().parseFromString(html, "text/html");
  return found.querySelector(".toast p, .summary, main .lede")?.textContent.trim() ?? "";
}
