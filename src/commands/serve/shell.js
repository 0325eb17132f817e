// Follows the builds: shows the report in the frame, reloads it in its place after a good build,
// and shows the faults of a bad one over it.
"use strict";

const report = document.getElementById("report");
const faults = document.getElementById("faults");
const list = document.getElementById("list");
const away = document.getElementById("away");

let shown = 0;

function show(page) {
  const frame = report.contentWindow;
  if (shown === 0) {
    report.src = "/index.html" + location.hash;
  } else {
    const place = [frame.scrollX, frame.scrollY];
    report.addEventListener("load", () => report.contentWindow.scrollTo(...place), { once: true });
    frame.location.reload();
  }
  shown = page;
}

// The address of this page follows the report's, so that a view can be shared and reloaded.
report.addEventListener("load", () => {
  document.title = report.contentDocument.title;
  report.contentWindow.addEventListener("hashchange", () => {
    history.replaceState(null, "", report.contentWindow.location.hash || "/");
  });
});

function tell(news) {
  away.hidden = true;
  faults.hidden = news.faults === null;
  list.textContent = news.faults ?? "";
  if (news.page > shown) show(news.page);
}

async function follow() {
  let build = 0;
  for (;;) {
    try {
      const response = await fetch(`/.policy-matrix/news?after=${build}`);
      const news = await response.json();
      build = news.build;
      tell(news);
    } catch {
      away.hidden = false;
      build = 0;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

follow();
