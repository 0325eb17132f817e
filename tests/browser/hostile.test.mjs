// Text that would be markup, script, style or a link stays text.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";

import { address, build, launch, open, repository } from "./browser.mjs";

let browser;
let out;
before(async () => {
  browser = await launch();
  out = build(join(repository, "tests/cases/hostile-text"));
});
after(() => browser.close());

for (const name of ["index.html", "brief.html"]) {
  test(`${name} runs nothing, loads nothing and links to nothing that the project wrote`, async () => {
    const { page, said } = await open(browser, address(out, name));
    assert.deepEqual(said, []);
    const found = await page.evaluate(() => ({
      scripts: document.scripts.length,
      images: document.images.length,
      links: [...document.links].map((link) => link.protocol).filter((protocol) => !["file:", "https:"].includes(protocol)),
      handlers: document.querySelectorAll("[onerror], [onclick], [style]").length,
      title: document.title,
    }));
    assert.equal(found.scripts, name === "index.html" ? 1 : 0);
    assert.deepEqual([found.images, found.links, found.handlers], [0, [], 0]);
    assert.ok(found.title.includes("<script>alert('title')</script>"));
  });
}

test("the words are all there to be read, and are copied without harm", async () => {
  const { page } = await open(browser, address(out), { permissions: ["clipboard-read", "clipboard-write"] });
  const text = await page.locator("body").textContent();
  for (const words of ["<img src=x onerror=alert(1)>", "</em> | if", "javascript:alert(1)", "</style><script>"]) {
    assert.ok(text.includes(words), words);
  }
  await page.locator("#m-positions [data-copy=tsv]").click();
  await page.waitForTimeout(200);
  const tsv = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(tsv.split(/[\t\n]/).every((field) => !/^[=+@-]/.test(field)), tsv);
});

test("the policy admits nothing but the style and the script of the page", async () => {
  const { page } = await open(browser, address(out));
  const policy = await page.$eval("meta[http-equiv=Content-Security-Policy]", (meta) => meta.content);
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/);
});
