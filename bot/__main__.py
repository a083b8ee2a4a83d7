"""Where the process begins: `handslag`, and `python -m bot`."""

import atexit
import gc
import os
from typing import Final

_NEW_OBJECTS: Final = 200_000  # between two looks for garbage


def run() -> None:
    """Run the command line and end the process with its exit status."""
    # Nearly everything that a command loads is there until it ends. Looking through it again and again for garbage,
    # and once more at the end, took a cold answer a fifth of its time.
    gc.set_threshold(_NEW_OBJECTS)
    atexit.register(gc.freeze)
    # A question's matrices are small: threads that wait for each other make it slower, on a busy machine three times.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from bot import cli  # noqa: PLC0415 - importing is the greatest part of a short command

    cli.run()


if __name__ == "__main__":
    run()
