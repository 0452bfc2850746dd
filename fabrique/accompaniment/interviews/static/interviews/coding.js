// Coding with the mouse or the keyboard alone: what is selected in the notes becomes the passage of the form.
const form = document.querySelector("form[data-coding]"), notes = document.querySelector("[data-transcript]");
if (form && notes) begin();

function begin() {
  const { quote, start, end, theme } = form.elements;
  const kinds = [...form.querySelectorAll("[name=kind]")];
  const help = document.querySelector("[data-help]");
  const pieces = [...notes.querySelectorAll("[data-start]")];
  let first = -1, last = -1; // of the sentences chosen by keyboard

  // the browser counts in UTF-16, the server in characters
  const length = (text) => [...text].length;

  function place(node, offset) {
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = node.parentElement.closest("[data-start]");
      return piece ? Number(piece.dataset.start) + length(node.data.slice(0, offset)) : null;
    }
    const inside = node.childNodes[offset] ?? node;
    const element = inside.nodeType === Node.TEXT_NODE ? inside.parentElement : inside;
    const next = element.matches("[data-start]") ? element : pieces.find((piece) => element.contains(piece) || element.compareDocumentPosition(piece) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (node.childNodes[offset] && next) return Number(next.dataset.start);
    const before = pieces.filter((piece) => element.contains(piece) || element.compareDocumentPosition(piece) & Node.DOCUMENT_POSITION_PRECEDING).at(-1);
    return before ? Number(before.dataset.start) + length(before.textContent) : null;
  }

  function take() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!notes.contains(range.commonAncestorContainer)) return;
    const from = place(range.startContainer, range.startOffset), to = place(range.endContainer, range.endOffset);
    if (from === null || to === null || from >= to) return;
    start.value = from;
    end.value = to;
    quote.value = pieces.map((piece) => within(piece, from, to)).filter(Boolean).join(" ").replace(/\s+/g, " ").trim();
  }

  function within(piece, from, to) {
    const at = Number(piece.dataset.start), signs = [...piece.textContent];
    return signs.slice(Math.max(0, from - at), Math.max(0, to - at)).join("");
  }

  document.addEventListener("selectionchange", take);
  quote.addEventListener("input", () => { start.value = ""; end.value = ""; });

  // --- sentences, chosen without a mouse ----------------------------------------------------------------------------
  const sentences = [...notes.querySelectorAll("p")].flatMap((paragraph) => {
    const own = pieces.filter((piece) => paragraph.contains(piece));
    const text = own.map((piece) => piece.textContent).join("");
    return [...text.matchAll(/\S[^.!?…]*(?:[.!?…]+["»”)\u202f\u00a0]*|$)/g)].map((found) => ({ own, from: found.index, to: found.index + found[0].trimEnd().length }));
  });

  function point({ own }, offset) {
    for (const piece of own) {
      if (offset <= piece.textContent.length) return [piece.firstChild, offset];
      offset -= piece.textContent.length;
    }
    return [own.at(-1).firstChild, own.at(-1).textContent.length];
  }

  function choose() {
    getSelection().setBaseAndExtent(...point(sentences[first], sentences[first].from), ...point(sentences[last], sentences[last].to));
    sentences[last].own.at(-1).scrollIntoView({ block: "nearest" });
    take();
  }

  function move(step, extend) {
    if (!sentences.length) return;
    const bound = (n) => Math.min(Math.max(n, 0), sentences.length - 1);
    last = bound(last + step);
    if (!extend || first < 0) first = last;
    if (last < first) last = first;
    choose();
  }

  function press(event) {
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (["arrowdown", "j"].includes(key)) move(1, event.shiftKey);
    else if (["arrowup", "k"].includes(key)) move(-1, event.shiftKey);
    else if (/^[1-5]$/.test(key) && kinds[key - 1]) { kinds[key - 1].checked = true; theme.focus(); }
    else if (key === "?") help.open = !help.open;
    else return false;
    return true;
  }

  notes.addEventListener("keydown", (event) => { if (event.target === notes && press(event)) event.preventDefault(); });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); notes.focus(); } });
  help.hidden = false;

  // back from coding a passage: go on after it
  const coded = location.hash.startsWith("#p-") && document.getElementById(location.hash.slice(1));
  if (coded) {
    const piece = coded.querySelector("[data-start]");
    first = last = sentences.findLastIndex(({ own }) => own.includes(piece));
    notes.focus({ preventScroll: true });
  }
}
