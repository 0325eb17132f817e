// The page of `serve`: it follows the edits, keeps its place, and shows faults over the last good report.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";

import { launch, serve } from "./browser.mjs";

const browser = await launch();
after(() => browser.close());

test("an edit is shown in its place, a fault over the last good report", async () => {
  const served = await serve();
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(served.url);
  const report = () => page.evaluate(() => document.getElementById("report").contentDocument.body?.textContent ?? "");
  const shows = (words) =>
    page.waitForFunction(
      (words) => document.getElementById("report").contentDocument?.body?.textContent.includes(words),
      words,
    );
  await shows("Naval escort");
  await page.evaluate(() => document.getElementById("report").contentWindow.scrollTo(0, 900));
  const text = readFileSync(served.file, "utf8");
  writeFileSync(served.file, text.replace("label: Naval escort", "label: Naval escorts by night"));
  await shows("Naval escorts by night");
  await page.waitForFunction(() => document.getElementById("report").contentWindow.scrollY === 900);

  writeFileSync(served.file, text.replace("stance: urges", "stance: urgess"));
  await page.waitForFunction(() => !document.getElementById("faults").hidden);
  assert.match(await page.textContent("#list"), /unknown stance `urgess`/);
  assert.match(await report(), /Naval escorts by night/);

  writeFileSync(served.file, text);
  await page.waitForFunction(() => document.getElementById("faults").hidden);
  await shows("Naval escort");
  assert.deepEqual(said, []);
  served.close();
});
