"""What checks share: how they fail, and how copies of a release are broken."""

import json
from pathlib import Path

# The root of the repository.
ROOT = Path(__file__).parents[2]


def need(condition: bool, message: str) -> None:
    """Raises where something is not as it must be; `assert` would vanish under -O."""
    if not condition:
        raise ValueError(message)


def same(left: list[dict], right: list[dict], what: str) -> None:
    """Raises at the first row that differs in number, value or type."""
    need(len(left) == len(right), f"{what}: {len(left)} and {len(right)} rows")
    for number, (one, other) in enumerate(zip(left, right), 1):
        for name in one.keys() | other.keys():
            a, b = one.get(name), other.get(name)
            need(type(a) is type(b) and a == b, f"{what}: row {number}, {name}: {a!r} and {b!r}")


def flip_byte(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)


def replace(path: Path, old: str, new: str) -> None:
    # newline="" so that the CRLF of a CSV file stay what they are.
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if old not in text:
        raise ValueError(f"{path.name} does not hold {old!r}: nothing to break")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text.replace(old, new, 1))


def drop_line(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    if len(lines) < 2:
        raise ValueError(f"{path.name} has no line to drop")
    path.write_bytes(b"".join(lines[:-1]))


def edit_json(path: Path, edit) -> None:
    """Hands the content of a JSON file to a function that changes it in place; raises where nothing changed."""
    content = json.loads(path.read_text("utf-8"))
    before = json.dumps(content)
    edit(content)
    if json.dumps(content) == before:
        raise ValueError(f"{path.name} is as it was: nothing was broken")
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2), "utf-8")
