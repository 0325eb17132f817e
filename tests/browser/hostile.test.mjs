// Text that would be markup, script, style or a link stays text.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { address, build, launch, open, project, repository, run } from "./browser.mjs";

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

/** What would be markup, script, a link, a style or a template, if any field were taken as such. */
const payload =
  "</title></style></script></textarea><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>" +
  "<a href=javascript:alert(4)>x</a>\" onmouseover=\"alert(5)\" ' onfocus='alert(6)' --> ]]> {{ 7*7 }} {% raw %} " +
  "javascript:alert(8) data:text/html,x @import url(//evil.example) \u202e\u2066 \\ `${alert(9)}`";

/** A project with these words in every field that takes any. */
function everyField() {
  const text = (more = "") => `${payload} ${more}`;
  const words = "The author says " + payload.replaceAll("\\", "/") + " and no more.";
  const quote = { exact: words, prefix: "Before.", voice: "author" };
  const claim = { effect: "helps", because: text("because"), quotes: [words] };
  const recommendation = (id, option, more) => ({
    id, source: "s", option, stance: "urges", posture: "p", summary: text("summary"), actor: text("actor"),
    target: text("target"), if: text("if"), after: text("after"), timing: text("timing"), note: text("note"),
    quotes: [quote], criteria: { c: claim }, ...more,
  });
  const file = {
    format: 1, title: text("title"), question: text("question"), handling: text("handling"),
    bottom_line: text("bottom line"), notes: [text("note one"), text("note two")], as_of: "2022-03-31",
    camps: { a: { label: text("camp"), basis: text("basis") }, b: { label: text("camp b"), basis: text() } },
    postures: { p: { label: text("posture"), description: text("description") } },
    sources: {
      s: {
        file: "s.txt", author: text("author"), author_basis: text("author basis"), title: text("title"),
        outlet: text("outlet"), date: "2021-11~", date_basis: text("date basis"), camp: "a",
        url: "https://example.org/?a='\u00e9)(;alert(1)//&lt;#x", not_author: [{ from: "Not by the author" }],
        not_applicable: { n: text("reason") }, silent_on: ["m"],
      },
      t: { file: "t.txt", author: text("other author"), camp: "b" },
    },
    options: {
      o: { label: text("option"), description: text("description"), terms: [text("term")] },
      q: { label: text("part"), part_of: "o" }, n: { label: text("n") }, m: { label: text("m") },
    },
    criteria: { c: { label: text("criterion"), question: text("question") } },
    recommendations: [recommendation("r", "o"), recommendation("x", "q", { stance: "rejects", implied: true })],
    matrices: [
      { id: "a", title: text("matrix"), rows: "option", columns: "author", note: text("matrix note") },
      { id: "b", title: text("matrix b"), rows: "option", columns: "camp" },
      { id: "c", title: text("matrix c"), rows: "criterion", columns: "source" },
    ],
  };
  // JSON is YAML.
  const source = `Before. ${words}\n\nNot by the author ${payload}\n`;
  return project({ "options.yaml": JSON.stringify(file), "s.txt": source, "t.txt": `${payload}\n` });
}

test("no field of a project and no word of a source becomes more than text", async () => {
  const folder = everyField();
  const changes = join(folder, "changes.html");
  writeFileSync(changes, run("diff", join(repository, "tests/cases/hostile-text"), folder, "--format", "html"));
  const single = build(folder);
  const pages = build(folder, "--html", "pages", "--since", join(repository, "tests/cases/hostile-text"));
  const addresses = [address(single), address(single, "brief.html"), pathToFileURL(changes).href].concat(
    ["index.html", "brief.html", "texts/s.html", "texts/t.html"].map((name) => address(pages, name)),
  );
  for (const at of addresses) {
    const { page, said } = await open(browser, at);
    page.on("request", (request) => assert.ok(request.url().startsWith("file:"), request.url()));
    await page.mouse.move(200, 200);
    assert.deepEqual(said, [], at);
    const found = await page.evaluate(() => ({
      // What the pages themselves have: at most one script, and links within or to the web.
      scripts: document.scripts.length > 1,
      elements: document.querySelectorAll("img, svg[onload], iframe, object, embed, base, link, form[action]").length,
      handlers: [...document.querySelectorAll("*")].flatMap((element) =>
        [...element.attributes].filter(({ name }) => name.startsWith("on") || name === "style").map(({ name }) => name),
      ),
      links: [...document.querySelectorAll("[href], [src]")]
        .map((link) => new URL(link.getAttribute("href") ?? link.getAttribute("src"), location.href).protocol)
        .filter((protocol) => !["file:", "https:"].includes(protocol)),
      disguised: /[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML),
      shown: document.body.textContent.includes("<img src=x onerror=alert(2)>"),
      computed: document.body.textContent.includes(" 49 "),
    }));
    assert.deepEqual(
      found,
      { scripts: false, elements: 0, handlers: [], links: [], disguised: false, shown: true, computed: false },
      at,
    );
    await page.close();
  }
});
