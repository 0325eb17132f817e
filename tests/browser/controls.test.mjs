// Filters, comparison, copying, and the view in the address.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { address, build, launch, open, repository } from "./browser.mjs";

let browser;
let out;
let page;
let view;
before(async () => {
  browser = await launch();
  out = build(repository);
});
after(() => browser.close());
beforeEach(async () => {
  await view?.close();
  view = await open(browser, address(out), { permissions: ["clipboard-read", "clipboard-write"] });
  page = view.page;
});

const cards = () => page.locator("#evidence article:not([hidden])").count();
const settled = () => page.waitForSelector("#filter:not([aria-busy])");

test("an author's filter leaves his column, his cards and his row", async () => {
  const all = await cards();
  await page.selectOption("#filter [name=author]", { label: "Ryan Evans" });
  await settled();
  const left = await cards();
  assert.ok(left > 0 && left < all);
  assert.equal(await page.locator("#m-positions thead th:not([hidden])").count(), 2);
  assert.equal(await page.locator(".strip tbody tr:not([hidden])").count(), 1);
  assert.match(await page.locator("#filter [role=status]").textContent(), new RegExp(`^${left} of ${all} `));
  assert.match(decodeURIComponent(page.url()), /#\?author=Ryan\+Evans$/);
});

test("every filter narrows, and together they narrow further", async () => {
  const all = await cards();
  for (const [name, value] of [["family", "sanctions"], ["stance", "urges"], ["posture", "pressure"], ["criterion", "deterrence"]]) {
    const before_it = await cards();
    await page.selectOption(`#filter [name=${name}]`, value);
    await settled();
    const after_it = await cards();
    assert.ok(after_it > 0 && after_it <= before_it, `${name}: ${before_it} to ${after_it}`);
  }
  assert.ok((await cards()) < all);
  assert.equal(await page.locator("#m-positions tbody:not([hidden])").count(), 1);
});

test("a state without recommendations is found in the cells", async () => {
  await page.selectOption("#filter [name=stance]", "not-applicable");
  await settled();
  assert.ok((await page.locator("#m-positions tbody:not([hidden])").count()) > 0);
  assert.equal(await cards(), 0);
  assert.ok(await page.locator(".nothing-shown").isVisible());
});

test("words are searched for; Escape and the button undo it all", async () => {
  const all = await cards();
  await page.fill("#filter [name=text]", "Nord Stream");
  await settled();
  assert.ok((await cards()) < all);
  await page.keyboard.press("Escape");
  await settled();
  assert.equal(await cards(), all);
  assert.ok(!page.url().includes("#"));
  await page.fill("#filter [name=text]", "Nord Stream");
  await settled();
  await page.click("#filter [data-reset]");
  await settled();
  assert.equal(await cards(), all);
});

test("a shared address opens the same view", async () => {
  await page.selectOption("#filter [name=stance]", "opposes");
  await page.selectOption("#pair [name=first]", { index: 1 });
  await page.selectOption("#pair [name=second]", { index: 2 });
  await settled();
  const left = await cards();
  const compared = await page.locator("#compared").textContent();
  const other = await open(browser, page.url());
  await other.page.waitForSelector("#filter:not([aria-busy])");
  assert.equal(await other.page.locator("#evidence article:not([hidden])").count(), left);
  assert.equal(await other.page.locator("#compared").textContent(), compared);
  await other.close();
});

test("a link to what a filter hides shows it", async () => {
  await page.selectOption("#filter [name=author]", { index: 1 });
  await settled();
  const hidden = await page.locator("#evidence article[hidden]").first().getAttribute("id");
  await page.evaluate((id) => (location.hash = id), hidden);
  await page.waitForSelector(`#${hidden}`, { state: "visible" });
  assert.ok(await page.locator(`#${hidden}`).isVisible());
});

test("a comparison agrees with the matrix", async () => {
  const parties = await page.locator("#pair [name=first] option").allTextContents();
  await page.selectOption("#pair [name=first]", { label: "Daniel Fried" });
  await page.selectOption("#pair [name=second]", { label: "Ryan Evans" });
  await settled();
  const differ = page.locator("#compared table").first();
  assert.match(await differ.locator("caption").textContent(), /^They differ: \d+ options?$/);
  const rows = await differ.locator("tbody tr").allTextContents();
  assert.ok(rows.length > 0 && rows.every((row) => /For|Against|Weighs both|On both sides/.test(row)));
  await page.selectOption("#pair [name=show]", "agree");
  await settled();
  assert.equal(await page.locator("#compared table").count(), 1);
  assert.ok(parties.some((party) => party.endsWith("(camp)")));
});

test("a matrix is copied as it is shown, for a spreadsheet and as Markdown", async () => {
  await page.selectOption("#filter [name=author]", { label: "Daniel Fried" });
  await settled();
  await page.locator("#m-positions [data-copy=tsv]").click();
  await page.waitForFunction(() => document.querySelector("#m-positions .tools [role=status]").textContent !== "");
  const tsv = await page.evaluate(() => navigator.clipboard.readText());
  const rows = tsv.split("\n").map((row) => row.split("\t"));
  assert.deepEqual(rows[0], ["Option", "Daniel Fried"]);
  assert.ok(rows.length > 40 && rows.every((row) => row.length === 2 && row[1] !== ""));
  await page.locator("#m-positions [data-copy=markdown]").click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("| Option"));
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(markdown, /^\| Option \| Daniel Fried \|\n\| :-- \| :-- \|\n/);
});

test("the trail goes through all evidence of a cell and back", async () => {
  await page.locator("#c1-1-2 a").click();
  await page.waitForSelector(".trail");
  assert.match(await page.locator(".trail span").textContent(), /^Evidence \d+ of \d+$/);
  const first = page.url();
  await page.locator(".trail a", { hasText: "Next" }).click();
  assert.notEqual(page.url(), first);
  await page.locator(".trail a", { hasText: "Back" }).click();
  assert.match(page.url(), /#c1-1-2$/);
  assert.deepEqual(view.said, []);
});
