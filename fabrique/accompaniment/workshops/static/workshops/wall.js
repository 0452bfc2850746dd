// Cards dragged from a group to another. The list beside each card does the same without a pointer; this sends its form.
let held = null;

const over = (target) => target.closest("[data-cluster]");
function mark(place) {
  for (const one of document.querySelectorAll("[data-cluster].is-over")) if (one !== place) one.classList.remove("is-over");
  place?.classList.add("is-over");
}

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-card]");
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.card);
  held.closest("[data-live-on]")?.setAttribute("data-live-held", "");
});
document.addEventListener("dragover", (event) => {
  const place = held && over(event.target);
  if (place) event.preventDefault();
  mark(place);
});
document.addEventListener("dragend", () => {
  mark(null);
  document.querySelector("[data-live-held]")?.removeAttribute("data-live-held");
  held = null;
});
document.addEventListener("drop", (event) => {
  const place = held && over(event.target);
  if (!place) return;
  event.preventDefault();
  const form = held.querySelector("form[data-into]");
  const list = form?.elements.cluster;
  document.querySelector("[data-live-held]")?.removeAttribute("data-live-held");
  if (!list || list.value === place.dataset.cluster) return;
  list.value = place.dataset.cluster;
  form.requestSubmit();
});
