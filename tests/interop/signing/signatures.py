"""Releases are signed, their signatures checked in both directions, and broken. Nothing here has a network."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from expect import flip_byte, need

UNRECS = os.environ["UNRECS"]
NAMESPACE = "unrecs-release"
WHO = "publisher@example.org"
# What is to be done once the signatures are made; in a file beside the release, for a check is handed the directory alone.
NOTE = "break-the-signatures"


def run(*command: str, stdin: bytes = b"", **more) -> subprocess.CompletedProcess:
    # A process without a network, a terminal and an agent of this machine.
    environment = {name: value for name, value in os.environ.items() if name != "SSH_AUTH_SOCK"} | more.pop("env", {})
    return subprocess.run(["unshare", "-rn", "setsid", *command], input=stdin, capture_output=True, env=environment, **more)


def succeeds(*command: str, **more) -> str:
    ran = run(*command, **more)
    need(ran.returncode == 0, f"{command[0]} ends with {ran.returncode}: {ran.stdout[-300:]} {ran.stderr[-300:]}")
    return ran.stdout.decode()


def key(directory: Path, name: str, *options: str) -> Path:
    succeeds("ssh-keygen", "-q", "-N", "", "-C", name, "-f", str(directory / name), *(options or ("-t", "ed25519")))
    return directory / name


def allow(directory: Path, public: Path, options: str = f'namespaces="unrecs-*"') -> Path:
    kind, blob, *_ = public.read_text().split()
    allowed = directory / "allowed"
    allowed.write_text(f"{WHO} {options} {kind} {blob}\n")
    return allowed


class Bench:
    """A copy of a release, with keys beside it, and what is to be broken of its signatures."""

    def __init__(self, release: Path, directory: str):
        self.directory = Path(directory)
        self.release = self.directory / "release"
        shutil.copytree(release, self.release)
        note = release.parent / NOTE
        self.told = note.read_text() if note.exists() else ""
        self.key = key(self.directory, "key")
        self.signatures = self.directory / "release.sig"
        self.allowed = allow(self.directory, self.key.with_suffix(".pub"))
        self.more = []

    def sign(self, with_key: Path | None = None, **more) -> None:
        succeeds(UNRECS, "sign", str(self.release), "--key", str(with_key or self.key), **more)

    def file(self, pattern: str) -> Path:
        (found,) = self.signatures.glob(pattern)
        return found

    def verify(self) -> None:
        if self.told:
            BREAKAGES[self.told](self)
        command = [UNRECS, "verify", str(self.release), "--signers", str(self.allowed), *self.more]
        ran = run(*command, "--report", "json")
        signatures = json.loads(ran.stdout)["signatures"]
        need(ran.returncode == 0 and signatures["signed"], json.dumps(signatures))


def bench(check):
    def with_bench(release: Path) -> str:
        with tempfile.TemporaryDirectory() as directory:
            return check(Bench(release, directory))

    with_bench.__name__ = check.__name__
    return with_bench


@bench
def signed_by_unrecs(bench: Bench) -> str:
    bench.sign()
    if bench.told:
        BREAKAGES[bench.told](bench)
    sums = (bench.release / "SHA256SUMS").read_bytes()
    signature = str(bench.file("SHA256SUMS.*.sig"))
    command = ["-Y", "verify", "-f", str(bench.allowed), "-I", WHO, "-n", NAMESPACE, "-s", signature]
    return succeeds("ssh-keygen", *command, stdin=sums)


@bench
def signed_by_openssh(bench: Bench) -> str:
    sums = (bench.release / "SHA256SUMS").read_bytes()
    namespace = "file" if bench.told == "another_namespace" else NAMESPACE
    signature = succeeds("ssh-keygen", "-Y", "sign", "-n", namespace, "-f", str(bench.key), stdin=sums)
    bench.signatures.mkdir()
    (bench.signatures / "SHA256SUMS.theirs.sig").write_text(signature)
    bench.verify()
    return "verified by unrecs"


@bench
def statement_of_unrecs(bench: Bench) -> str:
    bench.sign()
    bench.verify()
    statement = json.loads(base64.b64decode(json.loads(bench.file("statement.*.json").read_text())["payload"]))
    manifest = json.loads((bench.release / "manifest.json").read_text("utf-8"))
    named = {one["name"]: one["digest"]["sha256"] for one in statement["predicate"]["buildDefinition"]["resolvedDependencies"]}
    for one in manifest["inputs"]:
        need(named[one["path"]] == one["sha256"], f"the statement says {named}")
    return f"{len(named)} dependencies"


@bench
def keys_of_all_kinds(bench: Bench) -> str:
    kinds = {"ecdsa": ("-t", "ecdsa"), "rsa": ("-t", "rsa", "-b", "3072")}
    for name, options in kinds.items():
        bench.key = key(bench.directory, name, *options)
        bench.allowed = allow(bench.directory, bench.key.with_suffix(".pub"))
        bench.sign()
        bench.verify()
    need(len(list(bench.signatures.iterdir())) == 2 * len(kinds), "a signature took the place of another")
    return ", ".join(kinds)


@bench
def an_agent_signs(bench: Bench) -> str:
    script = 'ssh-add -q "$1" && rm "$1" && exec "$2" sign "$3" --key "$1.pub"'
    succeeds("ssh-agent", "sh", "-c", script, "sh", str(bench.key), UNRECS, str(bench.release))
    bench.verify()
    return "signed with a key that only the agent has"


@bench
def a_passphrase_that_nobody_can_type(bench: Bench) -> str:
    succeeds("ssh-keygen", "-q", "-p", "-N", "secret", "-f", str(bench.key))
    ran = run(UNRECS, "sign", str(bench.release), "--key", str(bench.key), timeout=60)
    need(ran.returncode == 2 and b"did not sign" in ran.stderr, f"{ran.returncode} {ran.stderr}")
    need(not bench.signatures.exists(), "a signature was written")
    return ran.stderr.decode().strip()[-120:]


@bench
def the_second_of_two_signers_counts(bench: Bench) -> str:
    bench.sign()
    bench.sign(key(bench.directory, "second"))
    bench.allowed = allow(bench.directory, bench.directory / "second.pub")
    bench.more = ["--revoked", str(bench.key.with_suffix(".pub"))]
    bench.verify()
    return f"{len(list(bench.signatures.iterdir()))} files"


@bench
def a_link_is_not_followed(bench: Bench) -> str:
    (bench.directory / "elsewhere").mkdir()
    bench.signatures.symlink_to(bench.directory / "elsewhere")
    ran = run(UNRECS, "sign", str(bench.release), "--key", str(bench.key))
    need(ran.returncode == 2 and not list((bench.directory / "elsewhere").iterdir()), f"{ran.returncode} {ran.stderr}")
    return ran.stderr.decode().strip()[-60:]


@bench
def an_expired_signer(bench: Bench) -> str:
    bench.sign()
    bench.allowed = allow(bench.directory, bench.key.with_suffix(".pub"), 'valid-before="20200101"')
    ran = run(UNRECS, "verify", str(bench.release), "--signers", str(bench.allowed))
    need(ran.returncode == 4, f"{ran.returncode} {ran.stdout[-300:]}")
    said = ran.stdout.decode()
    need("no signer in the file has this key at this time" in said, said[-300:])
    return said.splitlines()[-2].strip()


@bench
def no_byte_can_be_another(bench: Bench) -> str:
    bench.sign()
    tried = 0
    for path in [bench.release / "SHA256SUMS", bench.file("SHA256SUMS.*.sig"), bench.file("statement.*.json")]:
        size = path.stat().st_size
        for at in range(0, size, size // 12):
            flip_byte(path, at)
            ran = run(UNRECS, "verify", str(bench.release), "--signers", str(bench.allowed), "-qq")
            need(ran.returncode == 4, f"byte {at} of {path.name}: ends with {ran.returncode}")
            flip_byte(path, at)
            tried += 1
    bench.verify()
    return f"{tried} bytes"


def noted(breakage):
    """A breakage of the signatures: it is done once these are made."""

    def note(release: Path) -> None:
        (release.parent / NOTE).write_text(breakage.__name__)

    note.__name__ = breakage.__name__
    BREAKAGES[breakage.__name__] = breakage
    return note


BREAKAGES = {}


@noted
def a_byte_of_the_checksums(bench: Bench) -> None:
    flip_byte(bench.release / "SHA256SUMS", 5)


@noted
def a_byte_of_the_signature(bench: Bench) -> None:
    flip_byte(bench.file("SHA256SUMS.*.sig"), 200)


@noted
def a_byte_of_the_statement(bench: Bench) -> None:
    flip_byte(bench.file("statement.*.json"), 500)


@noted
def the_key_of_another(bench: Bench) -> None:
    bench.allowed = allow(bench.directory, key(bench.directory, "other").with_suffix(".pub"))


@noted
def another_namespace(bench: Bench) -> None:
    """The check itself signs in another namespace."""


@noted
def a_revoked_key(bench: Bench) -> None:
    bench.more = ["--revoked", str(bench.key.with_suffix(".pub"))]


@noted
def a_statement_of_another_release(bench: Bench) -> None:
    statement = bench.file("statement.*.json")
    envelope = json.loads(statement.read_text())
    payload = base64.b64decode(envelope["payload"]).replace(b'"version":"', b'"version":"9')
    envelope["payload"] = base64.b64encode(payload).decode()
    statement.write_text(json.dumps(envelope, separators=(",", ":")) + "\n")
