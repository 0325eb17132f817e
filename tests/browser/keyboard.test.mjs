// Everything is reached and worked by the keyboard alone; the page without its script says the same.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { address, build, launch, open, repository } from "./browser.mjs";

let browser;
let out;
before(async () => {
  browser = await launch();
  out = build(repository);
});
after(() => browser.close());

test("Tab reaches every link and control, in the order of the page, and shows where it is", async () => {
  const { page, said } = await open(browser, address(out));
  const wanted = await page.evaluate(() => {
    const all = "a[href], button, input, select, [tabindex='0']";
    const found = [...document.querySelectorAll(all)].filter((element) => element.checkVisibility());
    found.forEach((element, place) => (element.dataset.stop = place));
    return found.length;
  });
  // A tab stop is what the browser makes one; going through the first two hundred shows the order.
  const reached = [];
  for (let stop = 0; stop < 200; stop += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => Number(document.activeElement.dataset.stop)));
  }
  assert.deepEqual(reached, Array.from({ length: 200 }, (_, place) => place));
  const unreachable = await page.evaluate(() => [...document.querySelectorAll("[data-stop]")].filter((element) => element.tabIndex < 0).length);
  assert.equal(unreachable, 0);
  assert.ok(wanted > 500);
  assert.deepEqual(said, []);
});

test("a table is skipped, a filter set and undone, a cell followed and left without a mouse", async () => {
  const { page } = await open(browser, address(out));
  await page.locator(".matrix .skip").first().focus();
  assert.ok(await page.locator(".matrix .skip").first().isVisible());
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#after-m1$/);
  await page.locator("#filter [name=author]").focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector("#filter:not([aria-busy])");
  assert.match(page.url(), /#\?author=/);
  await page.keyboard.press("Escape");
  await page.waitForSelector("#filter:not([aria-busy])");
  assert.ok(!page.url().includes("author"));
  await page.locator("#c1-1-2 a").focus();
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#r-/);
  await page.locator(".trail a", { hasText: "Back" }).focus();
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#c1-1-2$/);
});

test("without script the sections stand as they are, and no control is shown that does nothing", async () => {
  const scripted = await open(browser, address(out));
  const bare = await open(browser, address(out), { javaScriptEnabled: false });
  for (const section of ["#matrices .scroll", "#stand", "#agreement", "#coverage", "#evidence", "#texts", "#limits"]) {
    const words = (page) =>
      page.locator(section).evaluateAll((found) =>
        found.map((element) => {
          const copy = element.cloneNode(true);
          for (const button of copy.querySelectorAll("button")) button.remove();
          return copy.textContent.replace(/\s+$/gm, "");
        }),
      );
    assert.deepEqual(await words(bare.page), await words(scripted.page), section);
  }
  for (const control of ["form", "button", "select", "#compare"]) {
    for (const found of await bare.page.locator(control).all()) assert.ok(!(await found.isVisible()), control);
  }
});

test("on a narrow screen each cell says which column it is of", async () => {
  const { page } = await open(browser, address(out), { viewport: { width: 360, height: 800 } });
  const label = await page.$eval("#c1-1-2", (cell) => getComputedStyle(cell, "::before").content);
  assert.equal(label, '"Daniel Fried"');
  const box = await page.locator("#c1-1-2").boundingBox();
  assert.ok(box.width <= 360);
});

test("on a narrow screen each cell of the brief says which camp it is of", async () => {
  const { page } = await open(browser, address(out, "brief.html"), { viewport: { width: 390, height: 800 } });
  const heads = await page.$$eval("thead th", (all) => all.slice(1).map((head) => head.firstChild.data.trim()));
  const labels = await page.$$eval("tbody tr:first-child td", (all) =>
    all.map((cell) => getComputedStyle(cell, "::before").content),
  );
  assert.deepEqual(
    labels,
    heads.map((head) => JSON.stringify(head)),
  );
  const caption = await page.locator("caption").boundingBox();
  assert.ok(caption.width > 300, "the caption takes the width of the table");
});
