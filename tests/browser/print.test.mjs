// On paper: every row and column, the handling line on every page, the brief on one.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { address, build, launch, open, print, project, repository, scratch } from "./browser.mjs";
import { largeProject } from "./large.mjs";

const BANNER = "HANDLING LINE FOR TEST";

let browser;
let out;
before(async () => {
  browser = await launch();
  const folder = scratch();
  for (const part of ["options.yaml", "seeds"]) cpSync(join(repository, part), join(folder, part), { recursive: true });
  const file = join(folder, "options.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("format: 1\n", `format: 1\nhandling: ${BANNER}\n`));
  out = build(folder);
});
after(() => browser.close());

const squeezed = (text) => text.replace(/\s+/g, "");

function bannersMissing(pages) {
  return pages.map((text, place) => [text.split(BANNER).length - 1, place + 1]).filter(([number]) => number !== 2);
}

for (const format of ["A4", "Letter"]) {
  test(`the brief is one page of ${format}, with the banner at head and foot`, async () => {
    const { page } = await open(browser, address(out, "brief.html"));
    const pages = await print(page, { format });
    assert.equal(pages.length, 1);
    assert.deepEqual(bannersMissing(pages), []);
  });
}

test("the report prints every row, column and card, with the banner on each page", async () => {
  const { page } = await open(browser, address(out));
  const labels = await page.evaluate(() => {
    const heads = document.querySelectorAll(".matrix .scroll th");
    return [...new Set([...heads].map((head) => head.firstChild.textContent.trim()))];
  });
  const ids = await page.locator("#evidence .id").allTextContents();
  const pages = await print(page, { preferCSSPageSize: true });
  assert.deepEqual(bannersMissing(pages), []);
  assert.ok(pages.length > 20 && pages.length < 110, `${pages.length} pages`);
  const all = squeezed(pages.join(""));
  // Words that columns of a page set beside each other are looked for one by one.
  const missing = labels.filter((label) => !label.split(/\s+/).every((word) => all.includes(word)));
  assert.deepEqual(missing, []);
  assert.deepEqual(ids.filter((id) => !id.split("-").every((part) => all.includes(part))), []);
});

test("nothing is cut off at the right, and colour is not needed", async () => {
  const { page } = await open(browser, address(out));
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 1032, height: 700 });
  const wide = await page.evaluate(() => {
    const tables = [...document.querySelectorAll("table")].filter((table) => table.checkVisibility());
    return tables.filter((table) => table.getBoundingClientRect().right > innerWidth + 1).length;
  });
  assert.equal(wide, 0);
  const glyph = await page.$eval("td .chip.urges", (chip) => getComputedStyle(chip, "::before").content);
  assert.match(glyph, /▲▲/);
});

test("a matrix of forty authors is cut by camp, at most six columns, the stub repeated", async () => {
  const folder = build(project(largeProject(BANNER)));
  const { page } = await open(browser, address(folder));
  const tables = await page.evaluate(() => {
    const cut = [...document.querySelectorAll("#m-positions table.paper")];
    return cut.map((table) => ({
      caption: table.caption.textContent,
      columns: table.tHead.rows[0].cells.length - 1,
      rows: table.querySelectorAll("tbody th").length,
    }));
  });
  assert.ok(tables.every(({ columns, rows }) => columns <= 6 && rows === 60));
  assert.equal(tables.reduce((sum, { columns }) => sum + columns, 0), 40);
  assert.match(tables[0].caption, /table 1 of \d+: Camp north/);
});
