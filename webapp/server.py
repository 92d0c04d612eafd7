"""Parley's own server: granian, with an event loop for slow clients, in front of the WSGI application.

Nothing here is needed to run the site: `webapp.app:create_app` makes a plain WSGI application for any server.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import logging
import multiprocessing
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from webapp.app import create_app
from webapp.settings import Settings
from webapp.web.access import FORMAT, Accesses
from webapp.web.logs import Lines

STOPS = (signal.SIGINT, signal.SIGTERM)
WARM_UP = 1  # seconds that a new worker has before the one that it replaces is stopped
GRACE = 10  # seconds that a stopping worker may take for the requests it has
THREADS = 64  # of a worker, at most: long answers that are being sent, and requests that wait for their turn
CONNECTIONS = 4096  # that are held at a time, all workers together: slow ones cost little
PATIENCE = 10_000  # milliseconds in which a request's head must have come
ARENAS = 2  # of the C library's memory, for all threads; each stays as large as it ever had to be
LARGEST = 64 * 1024  # bytes of a request's head, and of what is read ahead; granian takes no less than 8 KB


class _NoAdvice(logging.Filter):
    """Granian warns of more threads than processors need; ours mostly wait for somebody who reads slowly."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "Python threads" not in record.getMessage()


def _logging(settings: Settings) -> dict[str, Any]:
    """Who has been here is a result, and goes to standard output; a server's messages do not."""
    to = {"class": "logging.StreamHandler"}
    return {
        "formatters": {
            "lines": {"()": Lines},
            "accesses": {"()": Accesses, "trusted": settings.trusted_proxies},
        },
        "filters": {"advice": {"()": _NoAdvice}},
        "handlers": {
            "console": to | {"formatter": "lines", "stream": "ext://sys.stderr"},
            "access": to | {"formatter": "accesses", "stream": "ext://sys.stdout"},
        },
        "loggers": {
            "_granian": {"handlers": ["console"], "filters": ["advice"], "propagate": False},
            "granian.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
        },
    }


class _Server(Server):  # type: ignore[misc, valid-type]
    """Calls `started` when its workers have been forked.

    Before that no thread may do anything: what it imports just then is locked in the worker for ever.
    """

    def __init__(self, started: Callable[[], None], *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._started = started

    def startup(self, *args: Any) -> None:
        super().startup(*args)
        self._started()


class AddressError(Exception):
    """The address cannot be served on; the message says why. `taken`: something else serves there."""

    def __init__(self, message: str, taken: bool = False) -> None:
        super().__init__(message)
        self.taken = taken


def listenable(host: str, port: int) -> tuple[str, int]:
    """The numeric address to listen on for `host`, a name or an address; port 0 becomes a free port.

    Tried here because granian shares its port with whoever else does so, and would not say that it is taken.
    Raises AddressError.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.create_server(address[:2], family=family) as server:
            name = server.getsockname()
    except (socket.gaierror, UnicodeError):  # UnicodeError: no name may be spelt so
        raise AddressError(f"There is no address called {host} here; try 127.0.0.1.") from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise AddressError(
            f"Cannot listen on {url(host, port)}: {reason}.", error.errno == errno.EADDRINUSE
        ) from None
    return str(name[0]), int(name[1])


def url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(
    settings: Settings,
    address: tuple[str, int],
    workers: int,
    ready: Callable[[], None],
    access_log: bool,
    make: Callable[[Settings], Flask] = create_app,
) -> None:
    """Serve the site until SIGINT or SIGTERM, then let requests finish. `ready` is called when it answers.

    At SIGHUP each worker in turn is replaced by a new one and finishes what it has. `access_log`: every
    request is noted on standard output. A worker has threads enough to make a page, and to give what it has
    kept, while long answers are sent, however slowly those are read.
    """
    multiprocessing.set_start_method("fork", force=True)
    server = _Server(
        threading.Thread(target=_when_answering, args=(address, ready), daemon=True).start,
        "parley",
        *address,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,  # or one that ends may miss what it is wanted for
        backlog=CONNECTIONS,
        http=HTTPModes.http1,  # or whoever says nothing, or begins HTTP/2, would be waited for forever
        http1_settings=HTTP1Settings(header_read_timeout=PATIENCE, max_buffer_size=LARGEST),
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=WARM_UP,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
        log_dictconfig=_logging(settings),
        log_access=access_log,
        log_access_format=FORMAT,
    )
    _stop_workers_through_their_parent()
    _allow_connections()
    _share_memory()
    app = _warmed(make(settings))
    server.serve(target_loader=lambda: app, wrap_loader=False)


def _warmed(app: Flask) -> Flask:
    """The application of all workers, which fork with it: a new one answers at once."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)  # compiled now, and not while the first reader waits
    gc.collect()
    gc.freeze()  # what was made so far stays: a collection need not look at it again
    gc.set_threshold(10_000, 20, 100)  # of which pages leave little: some milliseconds, seldom
    return app


def _allow_connections() -> None:
    """Each is a file to the system, which lets a process have about a thousand unless it asks for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + 1024
    if soft != resource.RLIM_INFINITY and soft < wanted:
        wanted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _share_memory() -> None:
    """Threads that take turns need no memory of their own: it was two fifths of a worker's."""
    with suppress(AttributeError):  # another C library than GNU's
        ctypes.CDLL(None).mallopt(-8, ARENAS)  # M_ARENA_MAX


def _stop_workers_through_their_parent() -> None:
    """Ctrl-C reaches the parent alone, which tells each worker once, and even one just being forked hears it.

    Python forgets a signal that arrives while it forks. After that, what a worker has from its parent would
    swallow it, until granian sets the worker's own handlers.
    """
    block = partial(signal.pthread_sigmask, signal.SIG_BLOCK, STOPS)
    unblock = partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, STOPS)

    def in_child() -> None:
        os.setsid()  # away from the terminal
        for number in STOPS:
            signal.signal(number, signal.SIG_DFL)
        unblock()

    os.register_at_fork(before=block, after_in_parent=unblock, after_in_child=in_child)


def _when_answering(address: tuple[Any, ...], ready: Callable[[], None]) -> None:
    while True:
        try:
            socket.create_connection(address, timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return ready()
