// What the tests share: the program run on a project, and Chromium to look at its pages.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");

const program = process.env.POLICY_MATRIX || join(repository, "target/debug/policy-matrix");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A folder that is removed when the process ends. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "policy-matrix-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a project and returns the folder of its pages. */
export function build(project, ...options) {
  const out = scratch();
  const args = ["build", project, "--out", out, "--formats", "html", ...options];
  execFileSync(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  return out;
}

/** Runs the program and returns what it says as its result. */
export function run(...args) {
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Serves a new project; returns its file, the address, and how to end the server. */
export async function serve() {
  const folder = scratch();
  execFileSync(program, ["init", folder], { stdio: "ignore" });
  const server = spawn(program, ["serve", folder, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  const url = await new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (bytes) => {
      said += bytes;
      const address = said.match(/serving (http:\S+)/);
      if (address) resolve(address[1]);
    });
    server.on("exit", () => reject(new Error(said)));
  });
  return { file: join(folder, "options.yaml"), url, close: () => server.kill() };
}

/** Writes the files of a project, by path, and returns its folder. */
export function project(files) {
  const folder = scratch();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Starts Chromium; it ends with the tests of the file. */
export function launch() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
}

export function address(folder, name = "index.html") {
  return pathToFileURL(join(folder, name)).href;
}

/** Opens a page and collects all that it says on the console or asks of a network. */
export async function open(browser, url, settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...settings });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("dialog", (dialog) => said.push(dialog.message()));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url.split("#")[0]) said.push(request.url());
  });
  await page.goto(url);
  return { page, said, close: () => context.close() };
}

/** Prints a page to a PDF and returns the text of each of its pages. */
export async function print(page, settings) {
  const file = join(scratch(), "page.pdf");
  await page.pdf({ path: file, printBackground: true, ...settings });
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { maxBuffer: 1 << 28 }).toString();
  return text.split("\f").slice(0, -1);
}
