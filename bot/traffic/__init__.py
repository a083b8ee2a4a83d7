"""What comes in from chat platforms and what goes out to them: written down first, done once.

`inbox` holds each event before it is acknowledged, `outgoing` each call to a platform before it is made; `worker` takes
the one and makes the other of it, `sender` makes the calls, `recorder` writes many events in one transaction.
"""
