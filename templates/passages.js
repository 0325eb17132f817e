/* From a passage in a text straight to every cell that rests on it, as the cards know them. */

function offerCells() {
  for (const cited of document.querySelectorAll("#texts .cited")) {
    const button = make("button", "Its cells");
    button.type = "button";
    button.dataset.cells = "";
    cited.append(" ", button);
  }
}

/* The numbers of the quotes that have words in a paragraph. */
function quotesIn(paragraph) {
  const starts = [...paragraph.querySelectorAll("[id^='q']")].map((start) => start.id.slice(1));
  const shared = [...paragraph.querySelectorAll("[data-q]")].flatMap((mark) => mark.dataset.q.split(" "));
  return [...new Set([...starts, ...shared])];
}

/* The recommendation or the claim that rests on a quote. */
function restsOn(number) {
  const locator = document.querySelector(`#evidence a[href='#q${number}']`);
  return locator && locator.closest(".claim, article");
}

function showCells(cited) {
  cited.querySelector("[data-cells]")?.remove();
  if (cited.querySelector("ul")) return;
  const list = make("ul");
  for (const holder of new Set(quotesIn(cited.closest(".paragraph")).map(restsOn))) {
    const cells = holder ? holder.querySelectorAll(":scope > .cells a[href^='#c']") : [];
    if (cells.length === 0) continue;
    const criterion = holder.matches(".claim") ? `, ${holder.querySelector("strong").textContent}` : "";
    const item = make("li", `${holder.closest("article").querySelector(".id").textContent}${criterion}: `);
    cells.forEach((cell, place) => item.append(place > 0 ? ", " : "", cell.cloneNode(true)));
    list.append(item);
  }
  cited.append(list);
}
