// A project of 40 sources, 60 options and 1,000 recommendations; always the same.

const STANCES = ["urges", "supports", "balanced", "opposes", "rejects", "mentions", "supports"];
const POSTURES = ["force", "pressure", "firmness", "engagement", "concession"];
const CAMPS = ["north", "south", "east", "west"];
const EFFECTS = ["helps", "hurts", "mixed"];

/** The files of the project by path. */
export function largeProject(handling = "FOR TRAINING ONLY") {
  const files = {};
  const lines = ["format: 1", "title: Forty voices", "question: What should be done?", "as_of: 2024-05-01"];
  lines.push(`handling: ${JSON.stringify(handling)}`, "bottom_line: They differ.", "camps:");
  for (const camp of CAMPS) lines.push(`  ${camp}: { label: Camp ${camp}, basis: drawn for the test }`);
  lines.push("postures:");
  for (const posture of POSTURES) lines.push(`  ${posture}: { label: Posture ${posture} }`);
  lines.push("sources:");
  for (let source = 0; source < 40; source += 1) lines.push(...sourceLines(files, source));
  lines.push("options:");
  for (let option = 0; option < 60; option += 1) {
    const whole = option - (option % 6);
    const part = option % 6 === 0 ? "" : `, part_of: option-${whole}`;
    lines.push(`  option-${option}: { label: Option number ${option}${part} }`);
  }
  lines.push("criteria:");
  for (let criterion = 0; criterion < 12; criterion += 1) lines.push(`  criterion-${criterion}: { label: Criterion ${criterion} }`);
  lines.push("recommendations:");
  for (let number = 0; number < 1000; number += 1) lines.push(...recommendationLines(number));
  files["options.yaml"] = `${lines.join("\n")}\n`;
  return files;
}

function sentence(number) {
  return `Point ${number} of this text holds that measure ${number % 60} should be weighed with care by all concerned.`;
}

function sourceLines(files, source) {
  const numbers = Array.from({ length: 25 }, (_, place) => source * 25 + place);
  const paragraphs = numbers.map((number) => `Some words lead up to it. ${sentence(number)} Some words follow.`);
  files[`seeds/${source}.txt`] = `${paragraphs.join("\n\n")}\n`;
  const camp = source % 5 < 4 ? `, camp: ${CAMPS[source % 5]}` : "";
  return [`  source-${source}: { file: seeds/${source}.txt, author: Author Number ${source}, date: 2023-0${(source % 9) + 1}${camp} }`];
}

function recommendationLines(number) {
  const source = Math.floor(number / 25);
  const option = (number * 7 + source) % 60;
  const words = JSON.stringify(sentence(number));
  const option_line = [`    option: option-${option % 6 === 0 ? option + 1 : option}`];
  return [
    `  - id: rec-${number}`,
    `    source: source-${source}`,
    ...option_line,
    `    stance: ${STANCES[(number * 3 + source) % STANCES.length]}`,
    `    posture: ${POSTURES[(number + source) % POSTURES.length]}`,
    `    summary: Summary of point ${number}.`,
    `    quotes: [${words}]`,
    ...(number % 2 === 0
      ? [`    criteria: { criterion-${number % 12}: { effect: ${EFFECTS[number % 3]}, because: it is so, quotes: [${words}] } }`]
      : []),
  ];
}
