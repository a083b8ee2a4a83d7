"""Socket mode: tickets, connections, envelopes and their acknowledgements."""

import asyncio
import itertools
import json

from aiohttp import WSMsgType, web

TICKET_SECONDS = 30


class Sockets:
    """The websockets that the app holds; an envelope goes to one of them in turn."""

    def __init__(self, slack):
        self._slack = slack
        self._tickets: dict[str, float] = {}
        self._acks: dict[str, asyncio.Future] = {}
        self._turn = itertools.count()
        self.open: list[web.WebSocketResponse] = []
        self.connected = 0  # how many there have been

    def address(self):
        ticket = self._slack.new_id("ticket")
        self._tickets[ticket] = self._slack.steady()
        return f"{self._slack.url.replace('http', 'ws', 1)}link/?ticket={ticket}&app_id={self._slack.app_level.app_id}"

    async def connect(self, request):
        issued = self._tickets.pop(request.query.get("ticket", ""), None)
        if issued is None or self._slack.steady() - issued > TICKET_SECONDS:
            return web.Response(status=404)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.open.append(socket)
        self.connected += 1
        hello = {"type": "hello", "num_connections": len(self.open)}
        hello["connection_info"] = {"app_id": self._slack.app_level.app_id}
        hello["debug_info"] = {"host": "stand-in", "approximate_connection_time": 18060}
        await socket.send_json(hello)
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._heard(message.data)
        finally:
            self.open.remove(socket)
        return socket

    def _heard(self, data):
        answer = json.loads(data)
        waiting = self._acks.get(answer.get("envelope_id"))
        if waiting and not waiting.done():
            waiting.set_result(answer.get("payload"))

    async def send(self, kind, payload, *, attempt=0, reason=""):
        """One envelope; (whether it was acknowledged in time, the payload of the answer, why not)."""
        if not self.open:
            return False, None, "connection_failed"
        envelope_id = self._slack.new_id("envelope-")
        envelope = {"envelope_id": envelope_id, "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            await self.open[next(self._turn) % len(self.open)].send_json(envelope)
            answer = await asyncio.wait_for(self._acks[envelope_id], self._slack.delivery.ack_seconds)
        except TimeoutError:
            return False, None, "timeout"
        except ConnectionError:
            return False, None, "connection_failed"
        else:
            return True, answer, ""
        finally:
            del self._acks[envelope_id]

    async def disconnect(self, reason="refresh_requested", *, close=True):
        """Tell every connection that it ends: `refresh_requested`, `warning` or `link_disabled`."""
        for socket in list(self.open):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}})
            if close and reason != "warning":
                await socket.close()

    async def break_off(self):
        """End every connection without a word."""
        for socket in list(self.open):
            if socket._req.transport:
                socket._req.transport.abort()

    async def close(self):
        for socket in list(self.open):
            await socket.close()
