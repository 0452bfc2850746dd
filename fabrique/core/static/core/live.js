// A page that follows what changes. `[data-live]` gives the address of the channel; each region with an id says in
// `data-live-on` the kinds of changes that concern it, and is read again when one comes. Without this module the page is
// whole and stays as it was drawn.
//
// The state of the channel: a stream; else, when no stream stays open (a proxy that keeps it back), questions every few
// seconds. Whatever was missed is told on return, from the number this page stands at.

const HELLO = 6000, SILENCE = 40000, QUESTION = 3500, PATIENCE = 15000, PAUSE = 400, GRACE = 2500, HIDDEN = 30000, STREAM_AGAIN = 60000;
const channel = document.querySelector("[data-live]");
const line = channel?.querySelector("[data-live-line]");
// under its served name, which changes with what it holds
const outbox = channel && (await import(channel.dataset.outbox));
let after = Number(channel?.dataset.liveAfter || 0);
let source = null, watch = 0, next = 0, away = 0, failures = 0, over = false, cut = 0;
let offset = channel?.dataset.liveNow ? Number(channel.dataset.liveNow) - Date.now() : 0;

const random = (most) => Math.random() * most;
const address = () => `${channel.dataset.live}?after=${after}`;

// --- the line that says where things stand ----------------------------------------------------------------------------
function say(words) {
  if (!line) return;
  if (line.textContent !== words) line.textContent = words;
}

function lost() {
  if (!cut && !over) cut = setTimeout(() => say(channel.dataset.lost), GRACE);
}

function back() {
  failures = 0;
  clearTimeout(cut);
  if (cut && line?.textContent === channel.dataset.lost) { say(channel.dataset.back); setTimeout(() => line.textContent === channel.dataset.back && say(""), 4000); }
  cut = 0;
  for (const region of regions()) if (stale.has(region.id)) refresh(region);
  outbox.flush();
}

// --- the channel ------------------------------------------------------------------------------------------------------
function open() {
  close();
  if (over || document.hidden) return;
  source = new EventSource(address());
  const own = source;
  const heard = (limit) => { clearTimeout(watch); watch = setTimeout(() => own === source && broken(), limit); };
  heard(HELLO);
  const take = (name, act) => own.addEventListener(name, (event) => { if (own !== source) return; heard(SILENCE); act(JSON.parse(event.data)); });
  take("hello", (data) => { clock(data); back(); });
  take("beat", clock);
  take("changes", changed);
  take("over", () => ask());
  own.onerror = () => own === source && broken();
}

function close() {
  clearTimeout(watch);
  clearTimeout(next);
  source?.close();
  source = null;
}

function broken() {
  close();
  failures += 1;
  lost();
  next = setTimeout(ask, 300 + random(1200));
}

// what a closed stream leaves to know: whether the network is there, whether one may still look, what was missed
async function ask() {
  close();
  try {
    const answer = await fetch(address(), { headers: { Accept: "application/json", "X-Live": "1" }, cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.type === "opaqueredirect" || [401, 403, 404, 410].includes(answer.status)) { over = true; say(channel.dataset.over); return; }
    if (!answer.ok) throw new Error(answer.status);
    const polling = failures > 2, tried = failures;
    changed(await answer.json());
    back();
    failures = tried;
    if (!polling || Date.now() - away > STREAM_AGAIN) { away = Date.now(); next = setTimeout(open, random(800)); return; }
    next = setTimeout(ask, QUESTION + random(1000));
  } catch {
    lost();
    failures = Math.max(failures, 1);
    next = setTimeout(ask, 1000 + random(2500));
  }
}

function changed(data) {
  clock(data);
  if (data.number === after && !data.reset) return;
  after = data.number;
  const kinds = new Set(Object.keys(data.changes ?? {}));
  for (const region of regions()) {
    if (!data.reset && !region.dataset.liveOn.split(" ").some((kind) => kinds.has(kind))) continue;
    setTimeout(refresh, "liveNow" in region.dataset ? 0 : random(data.spread ?? 0), region);
  }
  document.dispatchEvent(new CustomEvent("live:changes", { detail: data }));
}

// --- regions ----------------------------------------------------------------------------------------------------------
const busy = new Set(), again = new Set(), stale = new Set();
const regions = () => document.querySelectorAll("[data-live-on][id]");

async function refresh(region) {
  const { id } = region;
  if (busy.has(id) || document.getElementById(id)?.matches("[data-live-held], :has([data-live-held])")) { again.add(id); if (!busy.has(id)) setTimeout(rest, PAUSE, id); return; }
  busy.add(id);
  stale.delete(id);
  try {
    const answer = await fetch(region.dataset.liveFrom || location.pathname + location.search, { headers: { "HX-Request": "true", "HX-Target": id, "X-Live": "1" }, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && !answer.redirected) put(await answer.text(), id);
    else if (answer.status === 429 || answer.status >= 500) { stale.add(id); setTimeout(() => stale.has(id) && refresh(region), 1000 * Number(answer.headers.get("Retry-After") || 2) + random(2000)); }
  } catch { stale.add(id); lost(); }
  setTimeout(rest, PAUSE, id);
}

function rest(id) {
  busy.delete(id);
  const region = document.getElementById(id);
  if (again.delete(id) && region) refresh(region);
}

// what somebody wrote or chose and did not send, where they are, and what they unfolded, go on in the new region
const key = (field) => field.id || `${field.form?.getAttribute("action") ?? ""} ${field.name} ${["radio", "checkbox", "submit"].includes(field.type) ? field.value : ""}`;
const fields = (region) => [...region.querySelectorAll("input:not([type=hidden]), textarea, select, button, a[href], summary, [tabindex]")];
const named = (field) => (field.matches("input, textarea, select, button") ? key(field) : field.id || `${field.tagName} ${field.getAttribute("href") ?? field.textContent.trim()}`);
const drafts = new Map(); // of fields that are not on the page for now: the room may come back to their step

function edited(field) {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return "defaultValue" in field && field.value !== field.defaultValue;
}

function put(html, id) {
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!document.getElementById(id) || !page.getElementById(id)) return false;
  // a fragment may hold, beside what was asked for, what changed with it
  const beside = page.head.childElementCount ? [] : [...page.body.children].map((one) => one.id).filter((one) => one && one !== id && document.getElementById(one));
  for (const one of [id, ...beside]) lay(page.getElementById(one), document.getElementById(one));
  return true;
}

function lay(fresh, region) {
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && { name: named(focused), from: focused.selectionStart, to: focused.selectionEnd };
  for (const field of fields(region)) if (edited(field)) drafts.set(key(field), { value: field.value, checked: field.checked, once: field.form?.elements.once?.value });
  const unfolded = [...region.querySelectorAll("details[open]")].map((fold) => fold.id || fold.querySelector("summary")?.textContent);
  region.replaceChildren(...document.adoptNode(fresh).childNodes);
  for (const { name, value } of fresh.attributes) if (name.startsWith("data-") || name === "class") region.setAttribute(name, value);
  for (const field of fields(region)) {
    const draft = field.matches("input, textarea, select") && drafts.get(key(field));
    if (!draft) continue;
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = draft.checked;
    else if (!edited(field)) field.value = draft.value;
    if (draft.once && field.form?.elements.once) field.form.elements.once.value = draft.once; // its first sending may be on its way
    drafts.delete(key(field));
  }
  for (const fold of region.querySelectorAll("details")) if (unfolded.includes(fold.id || fold.querySelector("summary")?.textContent)) fold.open = true;
  if (place) {
    const found = fields(region).find((field) => named(field) === place.name);
    found?.focus({ preventScroll: true });
    if (found && place.from != null && found.setSelectionRange) try { found.setSelectionRange(place.from, place.to); } catch { /* a field without a caret */ }
  }
  window.htmx?.process(region);
  tick();
  document.dispatchEvent(new CustomEvent("live:drawn", { detail: { region } }));
}

function forget(form) {
  for (const field of form.elements) drafts.delete(key(field));
}

// --- time: that of the server, whatever the clock of this machine says ---------------------------------------------------
function clock(data) {
  if (data.now) offset = data.now - Date.now();
}

function tick() {
  for (const timer of document.querySelectorAll("[data-live-ends]")) {
    const left = Math.max(0, Math.ceil((Number(timer.dataset.liveEnds) - Date.now() - offset) / 1000));
    const words = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (timer.textContent !== words) timer.textContent = words;
    timer.classList.toggle("is-over", left === 0);
  }
}

if (channel) {
  outbox.begin({ put, forget, say, lost, words: channel.dataset, home: () => regions()[0]?.id });
  open();
  tick();
  setInterval(tick, 250);
  window.addEventListener("online", () => { close(); ask(); });
  window.addEventListener("offline", () => { close(); lost(); next = setTimeout(ask, 2000); });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => event.persisted && ask());
  let asleep = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(asleep);
    if (document.hidden) asleep = setTimeout(close, HIDDEN);
    else if (!source) ask();
  });
}
