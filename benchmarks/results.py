"""The results file: one section for each kind of measurement, and the machine it was measured on."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
INSTRUCTIONS = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8")  # what matters to 8-bit weights


def machine() -> str:
    """Describe processor, its vector instructions that matter to int8, cores and Python."""
    flags, name = "", platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        text = info.read_text(encoding="utf-8")
        name = _found(r"model name\s*:\s*(.+)", text) or name
        flags = _found(r"flags\s*:\s*(.+)", text)
    kinds = " ".join(kind for kind in INSTRUCTIONS if kind in flags.split())
    return f"{name}, {os.cpu_count()} cores, {kinds}, {platform.system()}, Python {platform.python_version()}"


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else ""


def text_of(path: Path) -> str:
    """Return the results as they are; before the first measurement they are a title."""
    return path.read_text(encoding="utf-8") if path.exists() else "# Results\n"


def replaced(text: str, name: str, section: str) -> str:
    """Return a text with this section between the marks of its name, put at the end the first time.

    >>> once = replaced("# Results\\n", "speed", "fast")
    >>> print(once)
    # Results
    <BLANKLINE>
    <!-- speed -->
    fast
    <!-- /speed -->
    <BLANKLINE>
    >>> replaced(once, "speed", "fast") == once
    True
    """
    block = f"<!-- {name} -->\n{section.rstrip()}\n<!-- /{name} -->\n"
    pattern = re.compile(f"<!-- {re.escape(name)} -->\n.*?<!-- /{re.escape(name)} -->\n", re.DOTALL)
    return pattern.sub(lambda _: block, text) if pattern.search(text) else f"{text.rstrip()}\n\n{block}"


def section(text: str, name: str) -> str:
    """Return what stands between the marks of a name, nothing where there are none.

    >>> section(replaced("", "speed", "fast"), "speed")
    'fast\\n'
    """
    return _found(f"(?s)<!-- {re.escape(name)} -->\n(.*?)<!-- /{re.escape(name)} -->\n", text)
