"""A strict, stateful stand-in of the Teams connector on real HTTP, in a thread of its own, and people in it.

    from tests.stand_ins.teams import stand_in, CannotDo

    with stand_in() as teams:      # .tenant, .app_id, .secret, .service_url(), .openid_metadata, .login, .bot_token
        anna = teams.person("Anna Berg", "anna@kommun.se")   # tenant="T2", installed=False, locale=, is_guest=True
        board = teams.world.team("Styrgruppen", [anna.user], channels=("Allmänt", "Planen"))   # with_bot=False
        plan = teams.world.channel(board, "Planen"); group = teams.world.group("Trion", [anna.user])
        teams.delivery.to = "http://127.0.0.1:8000/api/messages"
        sent = anna.says("Vad gäller?")                      # the personal chat; waits for the acknowledgement
        anna.mentions(plan, "läget", thread=""); anna.says_in(plan, "@Handslag hej", thread=sent)
        anna.edits(sent, "…"); anna.deletes(sent); anna.uploads("bevis.pdf", b"…", "här")
        reply = anna.waits_for("Planen säger")               # the app's newest whole message that holds these words
        done = anna.clicks("Jämför", reply)                # Execute or Submit: done.errors, .said, .card, .acked
        card = anna.card("Åtgärd 12"); card.fills("Läge", "Pågår").clicks("Skicka")   # .value(label), .labels, .shown
        anna.dialog.fills(…); anna.chooses("Hjälp"); anna.refreshes(reply); anna.stops()
        anna.gives_feedback(good=False, reason="fel"); anna.consents(accept=True); anna.files["lista.xlsx"]
        anna.installs(); anna.uninstalls(); anna.installs("add-upgrade"); anna.joins(plan); anna.leaves(plan)
        anna.blocks(); anna.leaves_organisation(); teams.installs(board, anna); teams.uninstalls(group, anna)
        anna.sees(); anna.sees(plan, thread=sent); teams.shown(plan)          # text for snapshots
        reply.text .card .citations .is_ai .feedback .edited .links .pings .warnings .earlier .shown
        teams.faults("send", "5xx_after", times=1)           # see ../faults.py and faults.py for all the ways
        with teams.faults.on("*", "BotNotInConversationRoster"): ...
        teams.rate.on = True; teams.streams.pace_on = True; teams.passes(4)    # seconds, for streams and rates
        teams.delivery.again(anna.last, copies=5, at_once=True, new_id=True)   # .holding() for out of order
        teams.delivery.ack_seconds = 0.3; teams.delivery.new_ids = True        # redelivery when nothing was answered
        teams.delivery.forged(activity, key=FORGED)          # audience=, issuer=, service_url=, expires_in=-900, …
        teams.delivery.flood(activity, 200); teams.delivery.raw(b"{", token="")   # statuses; (status, text)
        teams.delivery.burst(activities, at_once=100)        # for measuring: every Delivered, with its seconds
        teams.calls, teams.answers("send"), teams.world.said(plan), teams.warnings, teams.streams.history
        teams.world.installed, teams.world.typing, teams.key_fetches, teams.without_execute = True

A person does only what could be done in Teams (`CannotDo` otherwise): press a button that stands there, fill a field
that the card holds. The app must live in another thread or process than the test that drives people, or the driving
goes through `asyncio.to_thread`. Identifiers are made of names: 29:1anna, a:1anna, 19:styrgruppenplanen@thread.tacv2.
"""

from tests.stand_ins.teams.cards import actions_of, card_faults, inputs_of
from tests.stand_ins.teams.delivery import Delivered
from tests.stand_ins.teams.faults import Refused
from tests.stand_ins.teams.person import Person
from tests.stand_ins.teams.rules import CARD_BYTES, activity_faults, card_bytes, weight
from tests.stand_ins.teams.screen import CannotDo, Done, Sheet
from tests.stand_ins.teams.tenancy import Teams, stand_in
from tests.stand_ins.teams.tokens import FORGED, ISSUER
from tests.stand_ins.teams.world import World, guid

__all__ = [
    "CARD_BYTES",
    "FORGED",
    "ISSUER",
    "CannotDo",
    "Delivered",
    "Done",
    "Person",
    "Refused",
    "Sheet",
    "Teams",
    "World",
    "actions_of",
    "activity_faults",
    "card_bytes",
    "card_faults",
    "guid",
    "inputs_of",
    "stand_in",
    "weight",
]
