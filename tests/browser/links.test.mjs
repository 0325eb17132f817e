// Every way leads somewhere: cells to evidence and back, passages to cards and back.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { address, build, launch, open, repository } from "./browser.mjs";

let browser;
let out;
let view;
before(async () => {
  browser = await launch();
  out = build(repository);
  view = await open(browser, address(out));
});
after(() => browser.close());

test("no link leads nowhere, and no id stands twice", async () => {
  const found = await view.page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
    const links = [...document.querySelectorAll("a[href^='#'], use[href^='#']")].map((link) => link.getAttribute("href").slice(1));
    return { twice, dead: links.filter((id) => !ids.includes(id)) };
  });
  assert.deepEqual(found, { twice: [], dead: [] });
});

test("every cell leads to evidence that leads back to it, by one link", async () => {
  const faults = await view.page.evaluate(() => {
    const faults = [];
    for (const cell of document.querySelectorAll(".matrix .scroll td[id]")) {
      const links = cell.querySelectorAll("a");
      if (links.length !== 1) faults.push(`${cell.id} has ${links.length} links`);
      const target = document.getElementById(links[0].hash.slice(1));
      const back = target && target.querySelector(`.cells a[href="#${cell.id}"]`);
      if (!back) faults.push(`${cell.id} is not found again from ${links[0].hash}`);
    }
    return faults;
  });
  assert.deepEqual(faults, []);
});

test("everything that a cell rests on is reached from its link, step by step", async () => {
  const faults = await view.page.evaluate(() => {
    const faults = [];
    const entries = [...document.querySelectorAll("#evidence article")];
    for (const cell of document.querySelectorAll(".matrix .scroll td[id]")) {
      const resting = [...document.querySelectorAll(`.cells a[href="#${cell.id}"]`)].map((link) => link.closest(".claim, article"));
      const reached = new Set([document.getElementById(cell.querySelector("a").hash.slice(1))]);
      for (const at of reached) {
        const next = [...at.querySelectorAll(":scope > .cells a[href^='#r-'], :scope > .cells a[href^='#k-']")];
        for (const link of next) reached.add(document.getElementById(link.hash.slice(1)));
        const below = entries[entries.indexOf(at) + 1];
        if (below && resting.includes(below)) reached.add(below);
      }
      const lost = resting.filter((card) => !reached.has(card));
      if (lost.length > 0) faults.push(`${cell.id} loses ${lost.map((card) => card.id).join(", ")}`);
    }
    return faults;
  });
  assert.deepEqual(faults, []);
});

test("every passage in a card leads to its words in the text, and the text leads to the card", async () => {
  const faults = await view.page.evaluate(() => {
    const plain = (text) => text.replace(/\s+/g, " ").trim();
    const faults = [];
    for (const link of document.querySelectorAll("#evidence figcaption a[href^='#q']")) {
      const words = plain(link.closest("figure").querySelector("mark").textContent);
      const start = document.getElementById(link.hash.slice(1));
      const paragraph = start.closest(".paragraph");
      if (!words.startsWith(plain(start.textContent || start.nextElementSibling.textContent).slice(0, 20))) faults.push(`${link.hash} is not ${words}`);
      const card = link.closest("article").id;
      if (!paragraph.querySelector(`.cited a[href="#${card}"]`)) faults.push(`${link.hash} does not lead back to ${card}`);
    }
    return faults;
  });
  assert.deepEqual(faults, []);
});

test("every passage in the text leads straight to every cell that rests on it, and to no other", async () => {
  const { page } = await open(browser, address(out));
  const found = await page.evaluate(() => {
    const faults = [];
    let links = 0;
    for (const cited of document.querySelectorAll("#texts .cited")) {
      cited.querySelector("button").click();
      const numbers = [...cited.closest(".paragraph").querySelectorAll("[id^='q'], [data-q]")];
      const quotes = new Set(numbers.flatMap((mark) => [mark.id.slice(1), ...(mark.dataset.q || "").split(" ")]).filter(Boolean));
      const wanted = new Set();
      for (const cell of document.querySelectorAll(".matrix td[id]")) {
        const cards = [...document.querySelectorAll(`.cells a[href="#${cell.id}"]`)].map((link) => link.closest(".claim, article"));
        const rests = cards.some((card) =>
          [...card.querySelectorAll("a[href^='#q']")].some(
            (locator) => quotes.has(locator.hash.slice(2)) && locator.closest(".claim, article") === card,
          ),
        );
        if (rests) wanted.add(`#${cell.id}`);
      }
      const given = new Set([...cited.querySelectorAll("li a")].map((link) => link.hash));
      links += given.size;
      for (const cell of wanted) if (!given.has(cell)) faults.push(`${[...quotes]} lacks ${cell}`);
      for (const cell of given) if (!wanted.has(cell)) faults.push(`${[...quotes]} does not bear ${cell}`);
    }
    return { faults, links };
  });
  assert.deepEqual(found.faults, []);
  assert.ok(found.links > 500, `${found.links} links`);
});

test("a link to a section on a narrow screen lands on it, whatever lies before it", async () => {
  const { page } = await open(browser, address(out), { viewport: { width: 390, height: 844 } });
  for (const section of ["sources", "limits", "texts"]) {
    await page.evaluate((name) => (location.hash = name), section);
    await page.waitForTimeout(400);
    const { top, end } = await page.evaluate((name) => {
      const end = Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight - 1;
      return { top: document.getElementById(name).getBoundingClientRect().top, end };
    }, section);
    assert.ok(end || (top > -2 && top < 422), `#${section} is at ${top}`);
  }
});

test("one mark stands for every recommendation, with a name, none on another", async () => {
  const found = await view.page.evaluate(() => {
    const dots = [...document.querySelectorAll(".strip svg a")];
    const places = dots.map((dot) => {
      const box = dot.getBoundingClientRect();
      return `${box.x} ${box.y}`;
    });
    return {
      dots: new Set(dots.map((dot) => dot.getAttribute("href"))).size,
      cards: document.querySelectorAll("#evidence article").length,
      nameless: dots.filter((dot) => !dot.getAttribute("aria-label")).length,
      apart: new Set(places).size === dots.length,
    };
  });
  assert.equal(found.dots, found.cards);
  assert.equal(found.nameless, 0);
  assert.ok(found.apart);
});

test("the page says nothing on the console, asks for nothing, and is small", () => {
  assert.deepEqual(view.said, []);
  const size = statSync(join(out, "index.html")).size;
  assert.ok(size < 600_000, `index.html has ${size} bytes`);
});

test("texts on pages of their own are reached and lead back; left out, they are nowhere", async () => {
  const pages = build(repository, "--html", "pages");
  const report = await open(browser, address(pages));
  await report.page.locator("#evidence figcaption a").first().click();
  assert.match(report.page.url(), /texts\/[a-z0-9-]+\.html#q\d+$/);
  await report.page.locator(".cited a").first().click();
  assert.match(report.page.url(), /index\.html#r-/);
  await report.page.goBack();
  await report.page.locator(".cited a[href*='#c']").first().click();
  assert.match(report.page.url(), /index\.html#c\d/);
  const bare = await open(browser, address(build(repository, "--no-sources")));
  assert.equal(await bare.page.locator("#texts, a[href^='#q']").count(), 0);
});
