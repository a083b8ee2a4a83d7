"""A port for a server in a process of its own, which opens it seconds after it was chosen."""

import random
import socket


def free_port():
    """Return one that is free and stays so: outside those that the machine hands to whoever opens a connection."""
    while True:
        port = random.SystemRandom().randrange(15_000, 30_000)
        with socket.socket() as place:
            if place.connect_ex(("127.0.0.1", port)):
                return port
