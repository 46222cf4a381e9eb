"""What an analyst would write for the same documents: regular expressions, two tables, four formats.

    python benches/peer/peer.py DOCUMENTS OUTPUT

It reads every text below DOCUMENTS, finds meetings, recommendations and their items, and writes both tables as Parquet, CSV,
NDJSON and XML into OUTPUT. It checks nothing, keeps no places, resolves no reference and publishes no version.
"""

import pathlib
import re
import sys

import pandas

MEETING = re.compile(r"^(?:#+ *)?(?:[一二三四五六七八九十]+[.、]|[IVXL]+\.) *(.*(?:会议|meeting).*)$")
NUMBERED = re.compile(r"^(\d+)[.．] *(.*)$")
ITEM = re.compile(r"^[(（]([a-z])[)）] *(.*)$")


def rows_of(path):
    meetings, paragraphs, open_row = [], [], None
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line:
            open_row = None
        elif found := MEETING.match(line):
            meetings.append({"document": path.stem, "meeting": len(meetings) + 1, "heading": found[1]})
            open_row = None
        elif found := NUMBERED.match(line):
            open_row = {"document": path.stem, "meeting": len(meetings), "number": int(found[1]), "item": None, "text": found[2]}
            paragraphs.append(open_row)
        elif paragraphs and (found := ITEM.match(line)):
            open_row = {**paragraphs[-1], "item": found[1], "text": found[2]}
            paragraphs.append(open_row)
        elif open_row:
            open_row["text"] += line
    return meetings, paragraphs


def main(documents, output):
    meetings, paragraphs = [], []
    for path in sorted(pathlib.Path(documents).rglob("*.txt")):
        more_meetings, more_paragraphs = rows_of(path)
        meetings += more_meetings
        paragraphs += more_paragraphs
    pathlib.Path(output).mkdir(parents=True, exist_ok=True)
    for name, rows in (("meetings", meetings), ("paragraphs", paragraphs)):
        table, stem = pandas.DataFrame(rows), f"{output}/{name}"
        table.to_parquet(f"{stem}.parquet", compression="zstd")
        table.to_csv(f"{stem}.csv", index=False)
        table.to_json(f"{stem}.ndjson", orient="records", lines=True, force_ascii=False)
        table.to_xml(f"{stem}.xml", index=False)
    print(f"{len(meetings)} meetings, {len(paragraphs)} recommendations and items")


if __name__ == "__main__":
    main(*sys.argv[1:])
