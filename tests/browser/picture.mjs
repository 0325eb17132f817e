// Makes docs/report.png, the picture of the report in the README: `npm run picture` after a build.

import { join } from "node:path";

import { address, build, launch, open, repository } from "./browser.mjs";

const browser = await launch();
const { page } = await open(browser, address(build(repository)), { viewport: { width: 1440, height: 900 }, colorScheme: "light" });
await page.evaluate(() => {
  const table = document.querySelector(".matrix .scroll");
  const part = table.querySelector("tr.part");
  table.scrollTop = part.offsetTop - table.querySelector("thead").offsetHeight;
  document.querySelector(".matrix").scrollIntoView();
});
await page.waitForTimeout(300);
await page.screenshot({ path: join(repository, "docs/report.png") });
await browser.close();
