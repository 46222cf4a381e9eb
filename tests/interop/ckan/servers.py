"""A real CKAN with its DataStore: PostgreSQL, Redis, an index and CKAN itself, on ports of this machine, in a temporary directory.

What is started here is stopped here, and nothing else; the directory goes with it.
"""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
# By the interpreter that runs this: the first line of the command names where it was installed.
CKAN = [sys.executable, str(Path(sys.prefix) / "bin/ckan")]


class Servers:
    """Started when it is made; `url` and `token` open it."""

    def __init__(self) -> None:
        self.started: list[tuple[subprocess.Popen, signal.Signals]] = []
        self.directory = Path(tempfile.mkdtemp(prefix="unrecs-ckan-"))
        atexit.register(self.stop)
        # PostgreSQL does not run as root, and must reach its own directory.
        self.directory.chmod(0o755)
        self.database, self.redis, self.index, self.port = free_ports(4)
        self.url = f"http://127.0.0.1:{self.port}"
        self.config = self.directory / "ckan.ini"
        self.start_postgresql()
        self.start("redis", ["redis-server", "--port", str(self.redis), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.directory)])
        import ckan

        schema = Path(ckan.__file__).parent / "config/solr/schema.xml"
        self.start("index", [sys.executable, str(HERE / "index.py"), str(self.index), str(schema)])
        self.configure()
        self.start("ckan", [*CKAN, "-c", str(self.config), "run", "--host", "127.0.0.1", "--port", str(self.port), "--disable-reloader"])
        self.wait(f"{self.url}/api/3/action/status_show")

    def start(self, name: str, command: list[str], end: signal.Signals = signal.SIGTERM, user: str | None = None) -> None:
        with open(self.directory / f"{name}.log", "wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.directory, user=user)
        self.started.append((process, end))

    def start_postgresql(self) -> None:
        binaries = Path(run(["pg_config", "--bindir"]).strip())
        if not (binaries / "initdb").exists():
            raise RuntimeError(f"{binaries} has no initdb: the server of PostgreSQL is not installed")
        user = "postgres" if os.geteuid() == 0 else None
        data = self.directory / "postgresql"
        data.mkdir(mode=0o700)
        if user:
            shutil.chown(data, user)
        run([binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"], user=user)
        options = ["-p", str(self.database), "-k", str(data), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        # SIGINT is its fast shutdown, which does not wait for those who are connected.
        self.start("postgresql", [str(binaries / "postgres"), "-D", str(data), *options], signal.SIGINT, user)
        for role in ["ckan", "reader"]:
            self.sql(f"CREATE ROLE {role} LOGIN")
        for database in ["ckan", "datastore"]:
            self.sql(f"CREATE DATABASE {database} OWNER ckan")

    def sql(self, text: str) -> None:
        command = ["psql", "-q", "-h", "127.0.0.1", "-p", str(self.database), "-U", "postgres", "--set", "ON_ERROR_STOP=1"]
        for attempt in range(60):
            ended = subprocess.run(command, input=text, text=True, capture_output=True)
            if ended.returncode == 0:
                return
            # Until the server takes connections, psql ends with 2.
            if ended.returncode != 2 or attempt == 59:
                raise RuntimeError(ended.stderr)
            time.sleep(0.5)

    def configure(self) -> None:
        run([*CKAN, "generate", "config", self.config])
        address = f"postgresql://{{}}@127.0.0.1:{self.database}/{{}}"
        settings = {
            "ckan.site_url": self.url,
            "sqlalchemy.url": address.format("ckan", "ckan"),
            "ckan.datastore.write_url": address.format("ckan", "datastore"),
            "ckan.datastore.read_url": address.format("reader", "datastore"),
            "solr_url": f"http://127.0.0.1:{self.index}/solr/ckan",
            "ckan.redis.url": f"redis://127.0.0.1:{self.redis}/0",
            "ckan.storage_path": self.directory / "storage",
            "ckan.plugins": "datastore dcat",
            "ckanext.dcat.rdf.profiles": "euro_dcat_ap_3",
        }
        run([*CKAN, "config-tool", self.config, *(f"{key}={value}" for key, value in settings.items())])
        run([*CKAN, "-c", self.config, "db", "init"])
        self.sql(run([*CKAN, "-c", self.config, "datastore", "set-permissions"]))
        run([*CKAN, "-c", self.config, "user", "add", "admin", "email=admin@example.org", "password=not-used-anywhere"])
        run([*CKAN, "-c", self.config, "sysadmin", "add", "admin"])
        self.token = self.token_of("admin")

    def token_of(self, user: str) -> str:
        return run([*CKAN, "-c", self.config, "user", "token", "add", user, "interop"]).strip().splitlines()[-1].strip()

    def wait(self, url: str) -> None:
        for _ in range(120):
            try:
                return urllib.request.urlopen(url, timeout=5).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        raise RuntimeError("CKAN did not start: " + (self.directory / "ckan.log").read_text(errors="replace")[-500:])

    def stop(self) -> None:
        for process, end in reversed(self.started):
            process.send_signal(end)
        for process, _ in self.started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(self.directory, ignore_errors=True)


def free_ports(count: int) -> list[int]:
    """Ports that nobody has: all are taken at once before they are given back."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def run(command: list, user: str | None = None) -> str:
    """What a command says on stdout; CKAN warns on stderr, which is shown only where it fails."""
    command = [str(part) for part in command]
    ended = subprocess.run(command, capture_output=True, text=True, user=user)
    if ended.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr[-500:]}")
    return ended.stdout
