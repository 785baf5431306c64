"""A Synapse that lives no longer than whoever started it.

    python homeserver.py homeserver.yaml

It ends when its standard input does: a test that panics, or is killed, leaves nothing behind.
"""

import os
import signal
import sys
import threading
from pathlib import Path

import yaml
from signedjson.key import generate_signing_key, write_signing_keys


def ends_with_its_input() -> None:
    while os.read(0, 4096):
        pass
    # Nobody is left to keep its data for.
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    configuration = sys.argv[1]
    key = Path(yaml.safe_load(Path(configuration).read_text())["signing_key_path"])
    if not key.exists():
        # As its own `--generate-keys` does, which takes another start of Python.
        with key.open("w") as file:
            write_signing_keys(file, [generate_signing_key("a_test")])
    threading.Thread(target=ends_with_its_input, daemon=True).start()

    from synapse.app.homeserver import main as synapse

    sys.argv = ["synapse", "--config-path", configuration]
    synapse()


if __name__ == "__main__":
    main()
