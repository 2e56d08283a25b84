"""Where the command penholder begins: nothing is loaded before somebody may stop it."""

from __future__ import annotations

import gc
import sys

_NEW_OBJECTS = 20_000
"""After so many, Python looks for those that only hold one another; after its own 700 it looked in vain."""


def main() -> None:
    """Run the command line. Ctrl-C ends it with code 2 at any instant, also while it loads and while it ends.

    So does Ctrl-Break on Windows, and a window that is closed.
    """
    try:
        import signal

        if getattr(sys, "frozen", False):  # a program that is its own Python: a worker of it begins here as well
            from multiprocessing import freeze_support

            freeze_support()
        if hasattr(signal, "SIGBREAK"):
            signal.signal(signal.SIGBREAK, signal.default_int_handler)
        gc.disable()  # what is loaded stays: going through it for what nobody holds took a tenth of a check
        from engine.cli import main as run  # here: loading takes long enough to be stopped

        gc.freeze()
        gc.enable()
        gc.set_threshold(_NEW_OBJECTS)
        run()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing was changed in outputs/.\n")
        sys.exit(2)
    finally:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done, and what is left takes an instant
        gc.freeze()  # else Python goes through all there is once more, for what goes with the process anyway


if __name__ == "__main__":
    main()
