/* The page at work: controls, the view in the address, the trail through the evidence. */

const NAMED = ["author", "first", "second"];

function controls() {
  return [...document.querySelectorAll("#filter [name], #pair [name]")];
}

/* The values of a form's controls by name. */
function valuesOf(form) {
  return Object.fromEntries([...form.querySelectorAll("[name]")].map((field) => [field.name, field.value.trim()]));
}

/* The address names people, not numbers, so that a link outlives a new build. */
function writeAddress() {
  const view = new URLSearchParams();
  for (const field of controls()) {
    const value = field.value.trim();
    if (value !== "") view.set(field.name, NAMED.includes(field.name) ? field.selectedOptions[0].textContent : value);
  }
  const page_only = location.href.split("#")[0];
  history.replaceState(null, "", view.size > 0 ? `${page_only}#?${view}` : page_only);
}

/* Sets the controls from the address, if it holds a view. */
function readAddress() {
  if (!location.hash.startsWith("#?")) return false;
  const view = new URLSearchParams(location.hash.slice(2));
  for (const field of controls()) {
    const value = view.get(field.name) || "";
    if (NAMED.includes(field.name)) {
      const option = [...field.options].find((option) => option.textContent === value);
      field.value = option ? option.value : "";
    } else {
      field.value = value;
      if (field.value !== value) field.value = "";
    }
  }
  return true;
}

function apply() {
  const filter = document.querySelector("#filter");
  const number = applyFilter(valuesOf(filter));
  const all = page.cards.length;
  filter.querySelector("[role=status]").textContent =
    number === all ? `All ${all} recommendations are shown.` : `${number} of ${all} recommendations match.`;
  applyCompare(valuesOf(document.querySelector("#pair")));
}

function changed() {
  apply();
  writeAddress();
}

function reset() {
  for (const field of controls()) field.value = "";
  closeTrail();
  changed();
}

/* A link may lead to what a filter hides: then that much is shown. */
function reveal() {
  if (readAddress()) return apply();
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.hidden && !at.closest("form")) at.hidden = false;
  markQuote(target);
  if (!target) return;
  const cited = target.closest(".paragraph")?.querySelector(".cited");
  if (cited) showCells(cited);
  target.scrollIntoView({ block: "nearest" });
}

/* A quote may be cut into several runs by others that overlap it: all of them are lit. */
function markQuote(target) {
  for (const lit of document.querySelectorAll("mark.lit")) lit.classList.remove("lit");
  if (!target || !/^q\d+$/.test(target.id)) return;
  const number = target.id.slice(1);
  for (const mark of document.querySelectorAll("mark[data-q]")) {
    if (mark.dataset.q.split(" ").includes(number)) mark.classList.add("lit");
  }
}

function closeTrail() {
  document.querySelector(".trail")?.remove();
}

/* From a cell through everything that it rests on, and back. */
function openTrail(cell, place) {
  const stops = page.cards_of.get(cell.id) || [];
  closeTrail();
  if (stops.length === 0) return;
  const bar = make("nav", "", "trail");
  bar.setAttribute("aria-label", "Evidence of one cell");
  const at = (stop) => `#${stops[(stop + stops.length) % stops.length].anchor}`;
  bar.append(make("span", `Evidence ${place + 1} of ${stops.length}`));
  const steps = stops.length > 1 ? [["Previous", place - 1], ["Next", place + 1]] : [];
  for (const [name, stop] of steps) {
    const link = make("a", name);
    link.href = at(stop);
    link.addEventListener("click", () => openTrail(cell, (stop + stops.length) % stops.length));
    bar.append(link);
  }
  const back = make("a", "Back to the table");
  back.href = `#${cell.id}`;
  back.addEventListener("click", closeTrail);
  bar.append(back);
  document.body.append(bar);
}

function onClick(event) {
  const button = event.target.closest("button");
  if (button && button.dataset.copy) copyMatrix(button);
  if (button && "reset" in button.dataset) reset();
  if (button && "cells" in button.dataset) showCells(button.parentElement);
  const link = event.target.closest("td a[href^='#r-'], td a[href^='#k-']");
  const cell = link && link.closest("td");
  if (cell && cell.id) {
    const stops = page.cards_of.get(cell.id) || [];
    openTrail(cell, Math.max(0, stops.findIndex((stop) => `#${stop.anchor}` === link.hash)));
  }
}

/* The column under the pointer; the row is lit by the style alone. */
function lightColumn(event) {
  const cell = event.target.closest("td, th");
  const table = cell && cell.closest(".scroll table");
  const col = table && table.querySelectorAll("col")[cell.cellIndex];
  for (const lit of document.querySelectorAll("col.lit")) if (lit !== col) lit.classList.remove("lit");
  if (col && cell.cellIndex > 0) col.classList.add("lit");
}

function start() {
  readPage();
  offerCells();
  for (const element of document.querySelectorAll(".scripted")) element.hidden = false;
  let waiting = 0;
  document.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 60);
    setBusy(true);
  });
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", onClick);
  document.addEventListener("mouseover", lightColumn);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") reset();
  });
  window.addEventListener("hashchange", reveal);
  apply();
  if (location.hash) reveal();
}

start();
