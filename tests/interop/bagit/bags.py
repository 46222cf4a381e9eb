"""Bags are made of a release, opened again, and broken."""

import filecmp
import hashlib
import json
import os
import subprocess
import tempfile
import warnings
import zipfile
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import bagit

from expect import edit_json, flip_byte, need

UNRECS = os.environ["UNRECS"]
# What is to be done to the bag that is made of a release; in a file beside it, for a check is handed the directory alone.
NOTE = "break-the-bag"


def bag(release: Path, to: Path, *arguments: str) -> Path:
    """Makes a bag of the release, and returns where it is."""
    command = [UNRECS, "bag", str(release), "--to", str(to), "--report", "json", *arguments]
    run = subprocess.run(command, capture_output=True, text=True)
    need(run.returncode == 0, run.stdout[-500:] + run.stderr[-500:])
    return Path(json.loads(run.stdout)["bag"])


def break_as_told(release: Path, made: Path) -> None:
    note = release.parent / NOTE
    if note.exists():
        BREAKAGES[note.read_text()](made)


def valid(path: Path) -> str:
    """Digests of every file of the payload and of every tag file, and the sum of sizes."""
    opened = bagit.Bag(str(path))
    opened.validate(processes=1)
    need(opened.version == "1.0" and opened.algorithms == ["sha256"], f"BagIt {opened.version} with {opened.algorithms}")
    size, files = opened.info["Payload-Oxum"].split(".")
    return f"{files} files, {size} bytes"


def bag_by_bagit(release: Path) -> str:
    with tempfile.TemporaryDirectory() as to:
        made = bag(release, Path(to))
        break_as_told(release, made)
        seen = valid(made)
        info, manifest = bagit.Bag(str(made)).info, json.loads((release / "manifest.json").read_text("utf-8"))
        dataset = manifest["dataset"]
        # bagit keeps the line breaks of values that go over several lines.
        described = [" ".join(text.split()) for text in info["External-Description"]]
        need(described == [dataset["title"]["en"], dataset["description"]["en"]], f"described as {described}")
        need(info["Bagging-Date"] == manifest["released_at"][:10], f"the date is {info['Bagging-Date']}")
        need(info["Source-Organization"] == dataset["publisher"]["name"], f"from {info['Source-Organization']}")
        return seen


def zip_by_bagit(release: Path) -> str:
    with tempfile.TemporaryDirectory() as to:
        made = bag(release, Path(to), "--zip")
        zipfile.ZipFile(made).extractall(to)
        unpacked = made.with_suffix("")
        break_as_told(release, unpacked)
        seen = valid(unpacked)
        other = bag(release, Path(to) / "directory")
        need(same(unpacked, other), "the bag in the ZIP file is another than the directory")
        return seen


def zip_by_unzip(release: Path) -> str:
    with tempfile.TemporaryDirectory() as to:
        made = bag(release, Path(to), "--zip")
        break_as_told(release, made)
        run = subprocess.run(["unzip", "-tq", str(made)], capture_output=True, text=True)
        need(run.returncode == 0, run.stdout[-500:] + run.stderr[-500:])
        return " ".join(run.stdout.split()[:6])


def zip_again(release: Path) -> str:
    """The second is made of a copy of the release in another place, and in another time zone and with other permissions for new files."""
    with tempfile.TemporaryDirectory() as to:
        first, copy = bag(release, Path(to), "--zip"), Path(to) / "copy"
        subprocess.run(["cp", "-r", str(release), str(copy)], check=True)
        break_as_told(release, copy)
        command = ["sh", "-c", 'umask 077; TZ=Asia/Tokyo LANG=C "$0" bag "$1" --to "$2" --zip -q', UNRECS, str(copy), f"{to}/again"]
        run = subprocess.run(command, capture_output=True, text=True)
        need(run.returncode == 0, run.stderr[-500:])
        second = Path(to) / "again" / first.name
        need(second.exists(), f"there is no {first.name}")
        digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (first, second)}
        need(len(digests) == 1, f"two digests: {digests}")
        return digests.pop()


def bag_by_unrecs(release: Path) -> str:
    """The release in the bag is one that unrecs verifies; a broken one does not go into a bag."""
    with tempfile.TemporaryDirectory() as to:
        made = bag(release, Path(to))
        run = subprocess.run([UNRECS, "verify", "-q", str(made / "data")], capture_output=True, text=True)
        need(run.returncode == 0, run.stdout[-500:] + run.stderr[-500:])
        return "verified"


def same(one: Path, other: Path) -> bool:
    files = sorted(path.relative_to(one) for path in one.rglob("*"))
    if files != sorted(path.relative_to(other) for path in other.rglob("*")):
        return False
    return all(filecmp.cmp(one / path, other / path, shallow=False) for path in files if (one / path).is_file())


def tell(release: Path, breakage: str) -> None:
    (release.parent / NOTE).write_text(breakage)


def a_byte_of_the_payload(release: Path) -> None:
    tell(release, "payload")


def a_file_less(release: Path) -> None:
    tell(release, "less")


def a_file_more(release: Path) -> None:
    tell(release, "more")


def a_digest_of_the_manifest(release: Path) -> None:
    tell(release, "manifest")


def a_tag_file(release: Path) -> None:
    tell(release, "tag")


def a_byte_of_the_zip(release: Path) -> None:
    tell(release, "zip")


def a_later_release(release: Path) -> None:
    tell(release, "later")


def a_byte_of_the_release(release: Path) -> None:
    flip_byte(release / "data/csv/divisions.csv", 20)


def a_file_of_the_release_less(release: Path) -> None:
    (release / "CHANGELOG.md").unlink()


def later(release: Path) -> None:
    edit_json(release / "manifest.json", lambda manifest: manifest.update(released_at="2021-01-01T00:00:00Z"))
    # The list of digests goes with the manifest, as in a release that is whole.
    sums, digest = release / "SHA256SUMS", hashlib.sha256((release / "manifest.json").read_bytes()).hexdigest()
    lines = [f"{digest}  manifest.json\n" if line.endswith("  manifest.json\n") else line for line in sums.open()]
    sums.write_text("".join(lines))


def other_digest(made: Path) -> None:
    """The tag manifest is made to agree, so that the digest of the one file of the payload is what is wrong."""
    path, tags = made / "manifest-sha256.txt", made / "tagmanifest-sha256.txt"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    text = path.read_text("utf-8")
    path.write_text("0" * 64 + text[64:], "utf-8")
    tags.write_text(tags.read_text("utf-8").replace(digest, hashlib.sha256(path.read_bytes()).hexdigest()), "utf-8")


# What a note can ask for.
BREAKAGES = {
    "payload": lambda made: flip_byte(made / "data/data/csv/divisions.csv", 20),
    "less": lambda made: (made / "data/data/csv/divisions.csv").unlink(),
    "more": lambda made: (made / "data/stray.txt").write_text("of no release\n"),
    "manifest": other_digest,
    "tag": lambda made: (made / "bag-info.txt").open("a").write("Contact-Name: somebody else\n"),
    "zip": lambda made: flip_byte(made, made.stat().st_size // 2),
    "later": later,
}
