"""Runs a notebook in a process that is given the release alone: no vault, no key."""

import os
import subprocess
import tempfile
from collections.abc import Mapping

from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger
from traitlets.config import Config

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "PYTHONPATH", "SYSTEMROOT", "TMPDIR")
PATIENCE_S = 600


def surroundings(release: str, nonce: str, around: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the process: what Python needs, the release, and nothing else."""
    kept = {name: around[name] for name in KEPT if name in around}
    fixed = {"PYTHONHASHSEED": "0", "TZ": "UTC", "SOURCE_DATE_EPOCH": "0", "MPLBACKEND": "agg"}
    return {**kept, **fixed, "VIVEVOIX_RELEASE": release, "VIVEVOIX_NONCE": nonce}


class ReleaseEngine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """papermill's engine `vivevoix`: local sockets that no network reaches, a bare environment."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        release: str,
        nonce: str,
        **_papermill: object,
    ) -> NotebookNode:
        """Run the notebook's cells; the arguments are papermill's."""
        with tempfile.TemporaryDirectory(prefix="vivevoix-") as folder:
            # Sockets in a folder of this run's own: by default two runs would share one.
            place = {"transport": "ipc", "connection_file": f"{folder}/kernel.json"}
            client = PapermillNotebookClient(
                nb_man,
                kernel_name=kernel_name,
                timeout=PATIENCE_S,
                log=logger,
                config=Config({"KernelManager": place}),
            )
            # What a kernel says while it stops is noise, and when it fails may quote: not shown.
            done: NotebookNode = client.execute(
                env=surroundings(release, nonce, os.environ), stderr=subprocess.DEVNULL
            )
        return done
