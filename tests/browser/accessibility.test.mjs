// No violation of WCAG 2.2 AA that axe can find, in both colour schemes and at three widths.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { address, build, launch, open, repository } from "./browser.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser;
let out;
before(async () => {
  browser = await launch();
  out = build(repository);
});
after(() => browser.close());

for (const name of ["index.html", "brief.html"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 768, 1440]) {
      test(`${name}, ${colorScheme}, ${width} px`, async () => {
        const viewport = { width, height: 900 };
        // The policy of the page forbids foreign script; the test alone is let in.
        const view = await open(browser, address(out, name), { colorScheme, viewport, bypassCSP: true });
        await view.page.addScriptTag({ path: axe });
        // What is far from the screen is laid out, too, so that all of it can be judged.
        await view.page.addStyleTag({ content: "* { content-visibility: visible !important; }" });
        const found = await view.page.evaluate(
          (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }),
          TAGS,
        );
        const faults = found.violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}) ${nodes[0].html}`);
        assert.deepEqual(faults, []);
        const overflow = await view.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `the page is ${overflow} px wider than the screen`);
        await view.close();
      });
    }
  }
}

test("text at 200 % stays on the page", async () => {
  const view = await open(browser, address(out), { viewport: { width: 1280, height: 900 } });
  await view.page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  const overflow = await view.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `the page is ${overflow} px wider than the screen`);
  await view.close();
});

test("forced colours and reduced motion are followed", async () => {
  const view = await open(browser, address(out), { forcedColors: "active", reducedMotion: "reduce" });
  const border = await view.page.$eval(".chip", (chip) => getComputedStyle(chip).borderTopStyle);
  assert.equal(border, "solid");
  const moving = await view.page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
  await view.close();
});
