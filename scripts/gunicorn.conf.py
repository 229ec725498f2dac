"""Roof: how `make run` serves."""

import os
import signal
import socket
import sys

from django.db import connections
from django.urls import get_resolver

port = os.environ.get("PORT") or "8000"
if not (port.isdigit() and 0 < int(port) < 65536):
    sys.exit(f"PORT は 1 から 65535 の数字で指定してください（いまの値: {port}）。")

bind = f"127.0.0.1:{port}"
worker_class = "gthread"
workers, threads = 2, 4
preload_app = True  # a mistake in the code stops the start instead of restarting workers for ever
control_socket_disable = True
loglevel = "warning"
graceful_timeout = 30


def on_starting(server):
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", int(port))) == 0:
            sys.exit(f"ポート {port} はほかのプログラムが使っています。例: PORT=8001 make run")


def when_ready(server):
    get_resolver().url_patterns  # noqa: B018 - every view is loaded once, before the workers part
    connections.close_all()  # no worker inherits a connection
    print(f"\n動いています: http://127.0.0.1:{port}/  （止めるには Ctrl+C）\n", flush=True)


def post_worker_init(worker):
    """Ctrl+C reaches every process of the terminal; a worker that hears it twice can lock itself up for 30 seconds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process tells its workers to stop
