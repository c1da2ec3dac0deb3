#!/usr/bin/env python3
"""Runs a notebook in a copy of its folder, and fails if a cell does: run_notebook.py NOTEBOOK [--keep FILE]"""

import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main() -> None:
    path = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(path.parent, folder, dirs_exist_ok=True)
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    if sys.argv[2:3] == ["--keep"]:
        nbformat.write(notebook, sys.argv[3])
    print(f"{path.name}: {len(notebook.cells)} cells ran")


if __name__ == "__main__":
    main()
