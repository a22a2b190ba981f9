"""Signals that end the studio in order: Ctrl-C, a plain ``kill``, and the loss of the terminal."""

import signal
import threading


def stop_event() -> threading.Event:
    """Return an event that SIGINT, SIGTERM and SIGHUP set from now on.

    A program that was started to outlive its terminal (``nohup``) ignores SIGHUP, and goes on ignoring it.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN or number != signal.SIGHUP:
            signal.signal(number, lambda *_: stop.set())
    return stop
