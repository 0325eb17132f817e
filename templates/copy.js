"use strict";

/* Copying a matrix as it is shown: as TSV for a spreadsheet, or as a Markdown table. */

function shown(element) {
  return !element.hidden;
}

/* The words of a cell, its blocks set apart by semicolons. */
function cellWords(cell) {
  const blocks = cell.children.length > 0 ? [...cell.children] : [cell];
  const words = blocks.map((block) => block.textContent.replace(/\s+/g, " ").trim());
  return words.filter(Boolean).join("; ");
}

/* The head of a row or a column without what explains it. */
function headWords(head) {
  const first = head.firstChild;
  return (first ? first.textContent : "").replace(/\s+/g, " ").trim();
}

function tableRows(table) {
  const heads = [...table.tHead.rows[0].cells].filter(shown).map(headWords);
  const rows = [heads];
  for (const body of table.tBodies) {
    if (!shown(body)) continue;
    for (const row of body.rows) {
      if (!shown(row)) continue;
      const [head, ...cells] = row.cells;
      rows.push([headWords(head), ...cells.filter(shown).map(cellWords)]);
    }
  }
  return rows;
}

/* What a spreadsheet would run as a formula gets an apostrophe before it. */
function guarded(text) {
  return /^[\s]*[=+\-@]/.test(text) ? `'${text}` : text;
}

function asTsv(rows) {
  return rows.map((row) => row.map(guarded).join("\t")).join("\n");
}

function asMarkdown(rows) {
  const escaped = (text) => text.replace(/[\\`*_[\]<>|~$&^]/g, "\\$&");
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const width = rows[0].length;
  const [heads, ...body] = rows.map((row) => row.concat(Array(Math.max(0, width - row.length)).fill("")));
  const rule = heads.map(() => ":--");
  return [heads.map(escaped), rule, ...body.map((row) => row.map(escaped))].map(line).join("\n");
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

async function copyMatrix(button) {
  const matrix = button.closest(".matrix");
  const rows = tableRows(matrix.querySelector(".scroll table"));
  await toClipboard(button.dataset.copy === "tsv" ? asTsv(rows) : asMarkdown(rows));
  const done = matrix.querySelector(".tools [role=status]");
  done.textContent = `Copied ${rows.length - 1} rows.`;
}
