// The interview room: saves by itself, survives a cut of minutes. What is typed lives in this page's memory and nowhere
// else: no storage of the browser, no address, no console.
const EVERY = 4000, PATIENCE = 20000, SLOWEST = 30000;
const form = document.querySelector("form[data-room]");
const words = form.dataset;
const area = form.elements.text, version = form.elements.version, token = form.elements.csrfmiddlewaretoken;
const said = form.querySelector("[data-said]"), door = form.querySelector("[data-door]");
const conflict = form.querySelector("[data-conflict]"), theirs = conflict.querySelector("[data-theirs]");
// a page that came back with a refusal or a conflict shows what was typed, not what is stored
let saved = "typed" in words ? null : area.value;
let sending = false, failures = 0, timer = 0, other = null, over = false;

const dirty = () => area.value !== saved;
const plain = (text) => text.replace(/\r\n?/g, "\n");

function say(text, { closed = false } = {}) {
  if (said.textContent !== text) said.textContent = text;
  door.hidden = !closed;
}

function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

async function send(text) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value, version: version.value, text });
  const answer = await fetch(words.save, { method: "POST", body, redirect: "manual", cache: "no-store", credentials: "same-origin", headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" }, signal: AbortSignal.timeout(PATIENCE) });
  const json = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : {};
  return { status: answer.type === "opaqueredirect" ? 423 : answer.status, ...json };
}

// after signing in again in another tab, the page's own token is no longer good: the new one is read from the room itself
async function freshToken() {
  const answer = await fetch(location.pathname, { redirect: "manual", cache: "no-store", headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("form[data-room] [name=csrfmiddlewaretoken]");
  if (found) token.value = found.value;
}

async function save() {
  if (sending || other || over || !dirty()) return;
  sending = true;
  const text = area.value;
  try {
    judge(await send(text), text);
    if (failures && !other && !over) await freshToken();
  } catch {
    failures += 1;
    say(words.cut);
  } finally {
    sending = false;
  }
  if (dirty() && !other && !over) later(failures ? Math.min(SLOWEST, EVERY * 2 ** Math.min(failures - 1, 3)) : EVERY);
}

function judge(answer, text) {
  if (answer.status === 200 && answer.version) {
    version.value = answer.version;
    saved = text;
    failures = 0;
    say(dirty() ? words.waiting : words.saved.replace("%s", answer.at));
  } else if (answer.status === 409 && answer.text !== undefined) {
    failures = 0;
    show(answer);
  } else if (answer.status === 410 || answer.status === 409) {
    over = true;
    say(answer.status === 410 ? words.gone : words.damaged);
  } else if (answer.refused) {
    failures += 1;
    say(`${words.refused} ${answer.refused}`);
  } else {
    failures += 1;
    say(answer.status === 423 || answer.status === 403 ? words.closed : words.cut, { closed: answer.status === 423 || answer.status === 403 });
  }
}

function show(answer) {
  other = answer;
  theirs.replaceChildren(...answer.text.split("\n").map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  conflict.hidden = false;
  say(words.waiting);
  conflict.focus();
}

conflict.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-keep]")?.dataset.keep;
  if (!choice || !other) return;
  const found = plain(other.text);
  if (choice === "both") area.value = `${area.value}\n\n${words.other}\n${found}`;
  if (choice === "theirs") area.value = found;
  version.value = other.version;
  saved = choice === "theirs" ? found : null;
  other = null;
  conflict.hidden = true;
  theirs.textContent = "";
  area.focus();
  save();
});

area.addEventListener("input", () => {
  if (!dirty() || over) return;
  say(failures ? said.textContent : words.waiting, { closed: !door.hidden });
  if (!sending && !other) { clearTimeout(timer); later(failures ? EVERY : EVERY / 2); }
  asked();
});
addEventListener("online", () => later(0));
addEventListener("focus", () => { if (failures) later(0); });
document.addEventListener("visibilitychange", () => { if (dirty()) save(); });
addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (other) conflict.focus();
  else save();
});

// --- questions as headings, marks, the clock -------------------------------------------------------------------------
const questions = [...document.querySelectorAll("[data-question]")];
const begun = Date.now();
const minutes = () => words.minutes.replace("%s", Math.floor((Date.now() - begun) / 60000));

function put(text, from = area.selectionStart, to = area.selectionEnd) {
  area.focus();
  area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

const lineStart = () => area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
const heading = (question) => `## ${question.dataset.question}\n`;
const isAsked = (question) => area.value.includes(`## ${question.dataset.question}`);

function ask(question, from = area.selectionStart) {
  const before = area.value.slice(0, from);
  const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  put(gap + heading(question), from, area.selectionEnd);
}

function askNext() {
  const next = questions.find((question) => !isAsked(question));
  if (next) ask(next);
}

function mark() {
  put(`★ ${minutes()} `);
}

function asked() {
  for (const question of questions) question.querySelector("[data-asked]").textContent = isAsked(question) ? ` · ${words.mine}` : "";
}

questions.forEach((question, index) => {
  const text = question.firstElementChild;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "place" });
  const number = Object.assign(document.createElement("span"), { className: "source", textContent: `#${index + 1}` });
  const done = Object.assign(document.createElement("span"), { className: "source" });
  done.dataset.asked = "";
  text.replaceWith(button);
  number.append(done);
  button.append(number, text);
  button.addEventListener("click", () => ask(question));
});

function expanded(event) {
  const start = lineStart(), line = area.value.slice(start, area.selectionStart);
  const question = questions[Number(/^#(\d{1,2})$/.exec(line)?.[1]) - 1];
  if (!question) return;
  event.preventDefault();
  ask(question, start);
}

area.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const held = event.ctrlKey || event.metaKey;
  if (held && event.key === "Enter") { event.preventDefault(); askNext(); }
  else if (event.ctrlKey && event.key.toLowerCase() === "m") { event.preventDefault(); mark(); }
  else if (held && event.key.toLowerCase() === "s") { event.preventDefault(); save(); }
  else if (event.key === "Enter" && !event.shiftKey) expanded(event);
});

form.querySelector("[data-tools]").hidden = false;
document.querySelector("[data-help]").hidden = false;
form.querySelector("[data-mark]").addEventListener("click", mark);
form.querySelector("[data-next]").addEventListener("click", askNext);
const clock = form.querySelector("[data-clock]");
setInterval(() => { clock.textContent = minutes(); }, 15000);
if (matchMedia("(max-width: 67.99rem)").matches) document.querySelector("[data-grid]").open = false;
asked();
if (dirty()) save();
