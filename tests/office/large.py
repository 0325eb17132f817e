"""A project of 40 sources, 60 options and 1,000 recommendations; always the same."""

import json

STANCES = ["urges", "supports", "balanced", "opposes", "rejects", "mentions"]


def sentence(number):
    return f"Point {number} of this text holds that measure {number % 60} should be weighed with care."


def large_project(folder):
    """40 sources, 60 options, 1,000 recommendations, with text that is hostile or too long."""
    (folder / "seeds").mkdir(parents=True)
    long_words = "A long passage goes on " + "and on " * 5000 + "to its end."
    sources, recommendations = {}, []
    for source in range(40):
        points = [sentence(number) for number in range(source * 25, source * 25 + 25)]
        lead = "Some words\x0c lead up to it, and _x0041_ is no letter."
        text = "\n\n".join(f"{lead} {point} Some words follow." for point in points)
        if source == 0:
            text += f"\n\n{long_words}\n"
        newline = "\r\n" if source == 1 else "\n"
        (folder / f"seeds/{source}.txt").write_text(text.replace("\n", newline), newline="")
        sources[f"source-{source}"] = {
            "file": f"seeds/{source}.txt",
            "author": f"=Author & <Number> {source}",
            "date": ["2023-05-17", "2023-05", "2023", "2023-05-17~", "1899-12-31"][source % 5],
            "camp": ["north", "south"][source % 2],
        }
    for number in range(1000):
        source, option = number // 25, (number * 7 + number // 25) % 60
        claim = {"effect": ["helps", "hurts", "mixed"][number % 3], "quotes": [sentence(number)]}
        quotes = [sentence(number)]
        if number in (0, 1):
            twice = "Some words\x0c lead up to it, and _x0041_ is no letter. Point 1 of this text"
            quotes.append([long_words, twice][number])
        recommendations.append(
            {
                "id": f"rec-{number}",
                "source": f"source-{source}",
                "option": f"option-{option + 1 if option % 6 == 0 else option}",
                "stance": STANCES[(number * 3 + source) % len(STANCES)],
                "summary": ["=1+1", "@x\x01y _x0041_", "+plus", "-minus", "A sentence."][number % 5],
                "if": "the other side agrees & signs" if number % 4 == 0 else None,
                "quotes": quotes,
                "criteria": {f"criterion-{number % 12}": claim} if number % 2 == 0 else {},
            }
        )
        recommendations[-1] = {key: value for key, value in recommendations[-1].items() if value}
    options = {}
    for option in range(60):
        options[f"option-{option}"] = {"label": f"Option 'number' {option}"}
        if option % 6:
            options[f"option-{option}"]["part_of"] = f"option-{option - option % 6}"
    long_title = "What each of the many authors has to say on each of the options"
    axes = {"rows": "option", "columns": "author"}
    project = {
        "format": 1,
        "title": "Forty & more \x01 voices",
        "question": "=What should be done?",
        "as_of": "2024-05-01",
        "handling": "FOR TRAINING & TESTS ONLY",
        "camps": {"north": {"label": "North", "basis": "drawn"}, "south": {"label": "South"}},
        "sources": sources,
        "options": options,
        "criteria": {f"criterion-{number}": {"label": f"Criterion {number}"} for number in range(12)},
        "recommendations": recommendations,
        "matrices": [
            {"id": "positions", "title": long_title, **axes},
            {"id": "again", "title": long_title, **axes, "where": {"option": ["option-0"]}},
            {"id": "sides", "title": "Evidence", "rows": "option", "columns": "camp"},
            {"id": "claims", "title": "a/b: [c]*?\\'", "rows": "option", "columns": "criterion"},
            {"id": "reasons", "title": "History", "rows": "author", "columns": "criterion"},
        ],
    }
    (folder / "options.yaml").write_text(json.dumps(project, ensure_ascii=True))
