"""Old and foreign office files, made .docx or .xlsx by LibreOffice without a window, and read like any other.

LibreOffice is a program of ten million lines that is given a stranger's file, so each call gets a profile folder of its own
(several may run at once, and nothing is left behind), no macros, no links, no network where the system can cut it off, and
a limit of time and memory that holds for every process it starts.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extract import limits
from extract.archive import open_archive
from extract.child import stop_group
from extract.kinds import Kind
from extract.package import has_doctype
from rubrics.errors import SourceError

PROGRAM = "DABIAO_SOFFICE"
"""The environment variable that names LibreOffice where it is not found."""
NAMES = ("soffice", "libreoffice", "soffice.exe")
PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
TARGETS = {False: "docx:MS Word 2007 XML", True: "xlsx:Calc MS Excel 2007 XML"}
LEAST_MEMORY = 4096
"""Megabytes of address space without which LibreOffice does not start; most of it is never touched."""

# What keeps LibreOffice from running macros, working out formulas anew, updating links and reaching for the network.
SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("org.openoffice.Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("org.openoffice.Office.Common/Misc", "UseOpenCL", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)
BESIDE = ("meta-inf/", "basic/", "dialogs/", "object ")
"""Parts of OpenDocument beside the document itself: their DOCTYPE, by OpenOffice, names a DTD and declares nothing."""
_BARE_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*>")
_REGISTRY = "http://openoffice.org/2001/registry"


def convert(data: bytes, name: str, kind: Kind) -> bytes:
    """Return an office file as .docx, a workbook as .xlsx; ``SourceError`` where LibreOffice is missing, slow, or cannot."""
    _check(data, name, kind)
    return converted(data, name, kind.ending, TARGETS[kind.is_sheet])


def converted(data: bytes, name: str, ending: str, target: str) -> bytes:
    """Return what LibreOffice makes of a file with this ``ending``; ``target`` is its word for a format and filter.

    ``SourceError`` as in ``convert``; what the file may hold is for the caller to know.
    """
    program = find_program()
    if program is None:
        raise SourceError("soffice-missing", where=name)
    with tempfile.TemporaryDirectory(prefix="dabiao-", ignore_cleanup_errors=True) as folder:
        base = Path(folder)
        source, made = base / f"source{ending}", base / "made"
        source.write_bytes(data)
        profile = _new_profile(base)
        command = [*_without_network(), program, *_words(profile, target, made, source)]
        _run(command, base, name)
        found = sorted(made.glob("source.*")) if made.is_dir() else []
        if not found:
            raise SourceError("not-converted", where=name)
        if found[0].stat().st_size > limits.current().file * limits.MEGABYTE:
            raise SourceError("file-too-large", where=name, limit=limits.current().file)
        return found[0].read_bytes()


@cache
def find_program() -> str | None:
    """Return the path of LibreOffice: the one that ``DABIAO_SOFFICE`` names, else one on the path or in its usual places."""
    named = os.environ.get(PROGRAM)
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in (*NAMES, *PLACES))
    return next((path for path in found if path), None)


def _check(data: bytes, name: str, kind: Kind) -> None:
    """Refuse what LibreOffice would have to unpack or to expand: bombs, and a DOCTYPE in any part."""
    if data.startswith(b"PK"):
        archive = open_archive(data, name)
        parts = {key: archive.read(key) for key in archive.members if key.endswith((".xml", ".rdf", ".bin"))}
    else:
        parts = {name: data} if kind.ending in (".fodt", ".fods", ".xml") else {}
    for part, content in parts.items():
        if has_doctype(content) and not (part.startswith(BESIDE) and _BARE_DOCTYPE.search(content[:1000])):
            raise SourceError("xml-doctype", where=f"{name}: {part}" if part != name else name)


def _words(profile: Path, target: str, made: Path, source: Path) -> Sequence[str]:
    quiet = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo")
    return (f"-env:UserInstallation={profile.as_uri()}", *quiet, "--convert-to", target, "--outdir", str(made), str(source))


def _new_profile(base: Path) -> Path:
    """Write a profile folder that holds nothing but the settings that keep LibreOffice from doing more than it is asked."""
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{prop}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, prop, value in SETTINGS
    )
    profile = base / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="{_REGISTRY}">{items}</oor:items>', encoding="utf-8"
    )
    return profile


def _run(command: Sequence[str], base: Path, name: str) -> None:
    """Run LibreOffice to its end or to the limit of time; nothing that it started is left."""
    bounds = limits.current()
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")}
    environment = {
        **kept,
        "HOME": str(base),
        "TMPDIR": str(base),
        "TMP": str(base),
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    process = subprocess.Popen(  # noqa: S603 - a list of words of ours, no shell
        command,
        cwd=base,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with process:
        try:
            _bound(process.pid, bounds)
            process.wait(timeout=bounds.seconds)
        except subprocess.TimeoutExpired as problem:
            raise SourceError("too-slow", where=name, limit=bounds.seconds) from problem
        finally:
            stop_group(process)


def _bound(pid: int, bounds: limits.Limits) -> None:
    """Bound the time and memory of a process and of those it starts, where the system lets another process do so (Linux)."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - not on Windows

    memory = max(bounds.memory, LEAST_MEMORY) * limits.MEGABYTE
    file = bounds.unpacked * limits.MEGABYTE
    try:
        for kind, most in ((resource.RLIMIT_CPU, bounds.seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, file)):
            resource.prlimit(pid, kind, (most, most))
    except OSError:  # it has ended already
        return


@cache
def _without_network() -> tuple[str, ...]:
    """Return the words before a command that leave it no network, where the system lets everybody do that (Linux mostly)."""
    unshare = shutil.which("unshare") if sys.platform == "linux" else None
    if unshare is None:
        return ()
    words = (unshare, "--user", "--map-root-user", "--net", "--")
    tried = subprocess.run([*words, "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603
    return words if tried.returncode == 0 else ()
