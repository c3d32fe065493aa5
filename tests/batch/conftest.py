"""A PostgreSQL server of the tests' own on loopback, and a small run in any database."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, also where Debian puts them; ``None`` where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def server():
    """Start a server in a folder of its own, as another user where the tests run as root, and return its URL without a name."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    as_user: list[str] = []
    if os.geteuid() == 0:
        as_user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="dabiao-pg-"))
    if as_user:
        os.chown(folder, 65534, 65534)
    data = str(folder / "data")

    def run(program: str, *words: str) -> bool:
        command = [*as_user, bin_folder / program, "-D", data, *words]
        quiet = {"cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.run(command, check=False, **quiet).returncode == 0

    def started(port: int) -> bool:
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        return run("pg_ctl", "-l", str(folder / "log"), "-o", options, "-w", "-t", "600", "start")

    assert run("initdb", "-U", "tests", "-A", "trust", "--locale=C.UTF-8", "--encoding=UTF8")
    port = next((port for _ in range(5) if started(port := free_port())), None)  # another may take a port that was free
    assert port is not None, (folder / "log").read_text()
    yield f"postgresql+pg8000://tests@127.0.0.1:{port}"
    assert run("pg_ctl", "-m", "immediate", "-t", "600", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def postgres(server, request):
    """Return the URL of an empty database on that server."""
    from sqlalchemy import create_engine, text

    name = f"t{abs(hash(request.node.nodeid))}"
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """Return the URL of an empty database: a file, and one on a server."""
    return str(tmp_path / "results.sqlite") if request.param == "sqlite" else request.getfixturevalue("postgres")
