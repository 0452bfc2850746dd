// What makes pages quicker or kinder; every task works without it.

// a toast goes away by itself once it has been on screen long enough to be read, unless somebody is on it
for (const toast of document.querySelectorAll("dialog.toast")) {
  setTimeout(() => { if (!toast.matches(":hover, :focus-within")) toast.close(); }, 9000);
}

// only one menu of the masthead is open at a time, and Escape closes it
const menus = [...document.querySelectorAll(".mast details.menu")];
for (const menu of menus) {
  menu.addEventListener("toggle", () => { if (menu.open) menus.filter((other) => other !== menu).forEach((other) => { other.open = false; }); });
}
document.addEventListener("keydown", (event) => {
  const open = menus.find((menu) => menu.open);
  if (event.key === "Escape" && open) { open.open = false; open.querySelector("summary").focus(); }
});
document.addEventListener("click", (event) => { menus.filter((menu) => menu.open && !menu.contains(event.target)).forEach((menu) => { menu.open = false; }); });

// after a refused form, go to the summary of what is to be taken up again
document.querySelector(".summary[role=alert]")?.focus();
