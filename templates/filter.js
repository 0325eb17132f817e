/* Filters: which recommendations match, and so which cards, cells, rows and columns are shown. */

/* What the page holds, read once: the cards, and which cards each cell rests on. */
const page = { cards: [], cards_of: new Map(), matrices: [] };

function readPage() {
  let head = null;
  for (const element of document.querySelectorAll("#evidence > .option-head, #evidence > article")) {
    if (element.classList.contains("option-head")) {
      head = element;
    } else {
      page.cards.push(readCard(element, head));
    }
  }
  for (const section of document.querySelectorAll(".matrix")) {
    const table = section.querySelector(".scroll table");
    page.matrices.push({ table, rows: section.dataset.rows, columns: section.dataset.columns });
  }
}

function readCard(element, head) {
  const claims = [...element.querySelectorAll(".claim")];
  const card = {
    element,
    head,
    author: element.dataset.author,
    family: head.dataset.family,
    option: head.id.slice(2),
    stance: element.querySelector("h4 .chip").classList[1],
    posture: element.dataset.posture || "",
    criteria: claims.map((claim) => claim.dataset.criterion),
    words: null,
  };
  for (const link of element.querySelectorAll(".cells a[href^='#c']")) {
    const cell = link.hash.slice(1);
    if (!page.cards_of.has(cell)) page.cards_of.set(cell, []);
    const anchor = link.closest(".claim, article").id;
    page.cards_of.get(cell).push({ card, anchor });
  }
  return card;
}

/* All words of a card, to be searched; made when first needed. */
function wordsOf(card) {
  if (card.words === null) {
    card.words = `${card.head.textContent} ${card.element.textContent}`.toLowerCase();
  }
  return card.words;
}

function matches(card, wanted) {
  return (
    (!wanted.author || card.author === wanted.author) &&
    (!wanted.family || card.family === wanted.family) &&
    (!wanted.stance || card.stance === wanted.stance) &&
    (!wanted.posture || card.posture === wanted.posture) &&
    (!wanted.criterion || card.criteria.includes(wanted.criterion)) &&
    (!wanted.text || wordsOf(card).includes(wanted.text.toLowerCase()))
  );
}

/* How much may change before the page is painted again: large tables are changed in several steps. */
const STEP = 200;
const changes = { number: 0, waiting: 0 };

function show(element, visible) {
  if (element.hidden !== visible) return;
  element.hidden = !visible;
  changes.number += weight(element);
}

/* How many cells come or go with an element. */
function weight(element) {
  if (element.tagName === "TBODY") return element.rows.length * element.rows[0].cells.length;
  return element.tagName === "TR" ? element.cells.length : 1;
}

function setBusy(busy) {
  const filter = document.querySelector("#filter");
  if (busy) filter.setAttribute("aria-busy", "true");
  else filter.removeAttribute("aria-busy");
}

function takeSteps(steps) {
  clearTimeout(changes.waiting);
  const enough = changes.number + STEP;
  while (changes.number < enough) if (steps.next().done) return setBusy(false);
  setBusy(true);
  changes.waiting = setTimeout(takeSteps, 0, steps);
}

function* filterAll(wanted, matched) {
  for (const matrix of page.matrices) yield* filterMatrix(matrix, wanted, matched);
  const heads = new Set([...matched].map((card) => card.head));
  for (const card of page.cards) {
    show(card.head, heads.has(card.head));
    show(card.element, matched.has(card));
    yield;
  }
}

/* Shows what matches everywhere; returns the number of cards that do. */
function applyFilter(wanted) {
  const active = Object.values(wanted).some(Boolean);
  const matched = new Set(page.cards.filter((card) => matches(card, wanted)));
  const options = new Set([...matched].map((card) => card.option));
  takeSteps(filterAll(wanted, matched));
  filterLists(wanted, active, matched, options);
  show(document.querySelector(".nothing-shown"), matched.size === 0 && page.cards.length > 0);
  return matched.size;
}

/* The filter that an axis answers to by hiding what it does not name. */
function keyFor(axis, wanted) {
  const keys = { option: wanted.family, author: wanted.author, source: wanted.author, criterion: wanted.criterion };
  return keys[axis] || "";
}

function* filterMatrix(matrix, wanted, matched) {
  const rowKey = keyFor(matrix.rows, wanted);
  const columnKey = keyFor(matrix.columns, wanted);
  const heads = [...matrix.table.tHead.rows[0].cells];
  const visible = heads.map((head, place) => place === 0 || !columnKey || head.dataset.key === columnKey);
  const axes = [matrix.rows, matrix.columns];
  const byAuthor = wanted.author && !axes.includes("author") && !axes.includes("source");
  const byCriterion = wanted.criterion && !axes.includes("criterion");
  const content = wanted.stance || wanted.posture || wanted.text || byAuthor || byCriterion;
  const cols = [...matrix.table.querySelectorAll("col")];
  const setColumns = (which) => {
    for (const list of [heads, cols]) {
      list.forEach((one, place) => visible[place] === which && show(one, which));
    }
  };
  // Columns come before their cells and go after them: in between, the others keep their widths.
  setColumns(true);
  for (const body of matrix.table.tBodies) {
    let any = false;
    for (const row of body.rows) {
      const fits = !rowKey || body.dataset.key === rowKey;
      const family = row.classList.contains("family");
      const lit = family ? !content : fits && filterRow(row, visible, content, wanted, matched);
      show(row, fits && (lit || (family && any)));
      any = any || (fits && lit);
    }
    show(body, any);
    const heading = body.querySelector(".family");
    if (heading) show(heading, any);
    yield;
  }
  setColumns(false);
}

/* Whether a row has anything that matches; its cells that do not are dimmed. */
function filterRow(row, visible, content, wanted, matched) {
  let any = !content;
  [...row.cells].forEach((cell, place) => {
    if (place === 0) return;
    show(cell, visible[place]);
    const on = !content || cellMatches(cell, wanted, matched);
    if (cell.classList.contains("off") === on) {
      cell.classList.toggle("off", !on);
      changes.number += 1;
    }
    any = any || (on && visible[place]);
  });
  return any;
}

function cellMatches(cell, wanted, matched) {
  const rests_on = page.cards_of.get(cell.id) || [];
  if (rests_on.some(({ card }) => matched.has(card))) return true;
  if (!wanted.stance || rests_on.length > 0) return false;
  const chip = cell.querySelector(".chip");
  return chip !== null && chip.classList.contains(wanted.stance);
}

function filterLists(wanted, active, matched, options) {
  const ids = new Set([...matched].map((card) => card.element.id));
  for (const dot of document.querySelectorAll(".strip svg a")) {
    const id = dot.getAttribute("href").slice(1);
    dot.classList.toggle("off", !ids.has(id));
  }
  const ofAuthor = (key) => !wanted.author || key === wanted.author;
  for (const row of document.querySelectorAll(".strip tbody tr")) show(row, ofAuthor(row.dataset.key));
  for (const strip of document.querySelectorAll(".coverage li")) show(strip, ofAuthor(strip.dataset.author));
  for (const option of document.querySelectorAll(".accord-options > li")) {
    show(option, !active || options.has(option.dataset.option));
  }
}
