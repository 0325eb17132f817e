/* Comparing two authors or camps, option by option, from the letters of the agreement lists. */

const SIDES = {
  f: ["supports", "For"],
  a: ["opposes", "Against"],
  b: ["balanced", "Weighs both"],
  x: ["mixed", "On both sides"],
  o: ["mentions", "Mentions, no side"],
  s: ["silent", "Not addressed"],
  n: ["not-applicable", "Not applicable"],
  u: ["uncoded", "Not coded"],
};

const OUTCOMES = [
  ["differ", "They differ"],
  ["agree", "They agree"],
  ["one", "One alone takes a position"],
];

function takesSide(letter) {
  return "fabx".includes(letter.toLowerCase());
}

/* Two that are each on both sides do not agree: nobody knows on what. */
function outcome(first, second) {
  if (takesSide(first) && takesSide(second)) {
    const same = first.toLowerCase() === second.toLowerCase() && first.toLowerCase() !== "x";
    return same ? "agree" : "differ";
  }
  return takesSide(first) || takesSide(second) ? "one" : "neither";
}

function make(name, text, className) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function sideCell(letter) {
  const [token, word] = SIDES[letter.toLowerCase()];
  const cell = make("td");
  cell.append(make("span", word, `chip ${token}`));
  if (letter !== letter.toLowerCase()) cell.append(" ", make("em", "at least in part only under a condition"));
  return cell;
}

function comparedTable(caption, names, rows) {
  const table = make("table");
  table.append(make("caption", `${caption}: ${rows.length === 1 ? "1 option" : `${rows.length} options`}`));
  const head = table.createTHead().insertRow();
  for (const name of ["Option", ...names]) {
    const cell = make("th", name);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const [option, ...letters] of rows) {
    const row = body.insertRow();
    const cell = make("th");
    cell.scope = "row";
    cell.append(...[...option.childNodes].map((node) => node.cloneNode(true)));
    row.append(cell, ...letters.map(sideCell));
  }
  return table;
}

function applyCompare(pair) {
  const place = document.querySelector("#compared");
  place.replaceChildren();
  if (pair.first === "" || pair.second === "") return;
  const labels = document.querySelector("#pair select").options;
  const names = [pair.first, pair.second].map((party) => labels[Number(party) + 1].textContent);
  const found = new Map(OUTCOMES.map(([key]) => [key, []]));
  let neither = 0;
  for (const item of document.querySelectorAll("[data-letters]")) {
    const letters = [...item.dataset.letters];
    const [first, second] = [letters[pair.first], letters[pair.second]];
    const key = outcome(first, second);
    if (key === "neither") neither += 1;
    else found.get(key).push([item.querySelector(".option"), first, second]);
  }
  for (const [key, caption] of OUTCOMES) {
    if (pair.show && pair.show !== key) continue;
    place.append(comparedTable(caption, names, found.get(key)));
  }
  place.append(make("p", `Neither takes a position: ${neither === 1 ? "1 option" : `${neither} options`}.`, "note"));
}
