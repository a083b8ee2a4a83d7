"""A strict, stateful stand-in of Slack on real HTTP and a real websocket, in a thread of its own, and people in it.

    from tests.stand_ins.slack import stand_in, CannotDo

    with stand_in() as slack:                              # slack.api (base_url), .token, .app_token, .signing_secret
        anna = slack.person("Anna Berg", "anna@kommun.se")  # marks: locale=, is_restricted=, deleted=, team="T2", …
        plan = slack.world.channel("planen", [anna])        # kind="private", archived=, shared=, with_app=False
        slack.delivery.to = "http://127.0.0.1:8000/slack/events"   # or slack.delivery.by_socket = True
        sent = anna.says("Vad gäller?")                     # in the direct conversation; waits for the acknowledgement
        anna.mentions(plan, "läget", thread="")             # app_mention and message both
        anna.edits(sent, "…"); anna.deletes(sent); anna.command("läget", channel=plan); anna.opens_home("home")
        reply = anna.waits_for("Planen säger")              # the app's newest message that holds these words
        anna.clicks("Jämför", reply); anna.gives_feedback(good=True); anna.chooses("Klar"); anna.clicks_at_home("Läget")
        anna.modal.fills("Läge", "Pågår"); anna.modal.submit().errors; anna.modal.close()
        anna.uploads("bevis.pdf", b"…", "här"); anna.sees(plan); anna.home; anna.modal.shown    # text for snapshots
        slack.faults("chat.postMessage", "5xx_after", times=1)     # see ../faults.py for all the ways
        with slack.faults.on("chat.*", "token_revoked"): ...
        slack.rate.on = True; slack.passes(4)               # seconds pass for triggers, response_urls, rates
        slack.delivery.again(anna.last, copies=5, at_once=True)    # duplicates; .holding() for out of order
        slack.delivery.raw(b"{", secret="wrong", at=0)      # bad or old signatures, invalid JSON, 10 MB
        slack.calls, slack.answers("chat.postMessage"), slack.world.said(plan), slack.world.shown(plan)
        slack.revoke(); slack.revoke("account_inactive"); slack.restore(); slack.until(lambda: ...)
        slack.app.scopes, slack.app.events                  # sets; slack.install(manifest: dict) reads them

A person does only what could be done in Slack (`CannotDo` otherwise): press a button that stands there, fill a field
that is in the open modal. The app must live in another thread or process than the test that drives people, or the
driving goes through `asyncio.to_thread`.
"""

from tests.stand_ins.slack.blocks import message_faults, too_long, view_faults
from tests.stand_ins.slack.calls import SlackError
from tests.stand_ins.slack.modals import CannotDo, Modal, Submitted
from tests.stand_ins.slack.person import Person
from tests.stand_ins.slack.workspace import Slack, stand_in
from tests.stand_ins.slack.world import EVENTS, SCOPES, World

__all__ = [
    "EVENTS",
    "SCOPES",
    "CannotDo",
    "Modal",
    "Person",
    "Slack",
    "SlackError",
    "Submitted",
    "World",
    "message_faults",
    "stand_in",
    "too_long",
    "view_faults",
]
