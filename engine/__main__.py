"""Where the command penholder begins: nothing is loaded before somebody may stop it."""

from __future__ import annotations

import sys


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
        from engine.cli import main as run  # here: loading takes long enough to be stopped

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing was changed in outputs/.\n")
        sys.exit(2)
    finally:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done, and what is left takes an instant


if __name__ == "__main__":
    main()
