"""Programs from npm that tests speak to."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def installed(package: str, module: str, folder: str, seconds: int = 120) -> Path:
    """Return a folder that has the npm ``package`` (name@version), which is there if ``node_modules/module`` is; skip without npm.

    It is that of the variable FOLDER_FOLDER, or one in the user's cache that is filled the first time.
    """
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "union-kg" / folder
    place = Path(os.environ.get(f"{folder.upper()}_FOLDER", cache))
    if not (place / "node_modules" / module).is_dir():
        if shutil.which("npm") is None:
            pytest.skip("npm is not installed")
        place.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(place), package]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
        if done.returncode:
            pytest.skip(f"npm could not install {package}: {done.stderr.strip()[-200:]}")
    return place
