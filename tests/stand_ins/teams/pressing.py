"""What a person presses: buttons of cards, dialogs, thumbs, consent to a file. Only what really stands there."""

import json

from tests.stand_ins.teams import activities, rendering
from tests.stand_ins.teams.cards import card_faults
from tests.stand_ins.teams.screen import CannotDo, Done, Sheet
from tests.stand_ins.teams.world import File, Message

FAILED = "Something went wrong. Please try again."
_MESSAGE = "application/vnd.microsoft.activity.message"


class Pressing:
    """Half of a `Person`."""

    def card(self, words="", place=None):
        """The newest card of the app that holds these words, to be filled in; or the card of that very message."""
        message = words if isinstance(words, Message) else self._with_card(words, place)
        content = message.card_for(self.id)
        if content is None:
            raise CannotDo(f"no card in {message.text!r}")
        return Sheet(content, lambda action, inputs: self._pressed(message, action, inputs))

    def clicks(self, label, message=None, place=None):
        """A button of a card, in the newest one that has it."""
        for one in [message] if message else self._newest_first(place):
            if one.card_for(self.id) and self.card(one).has(label):
                return self.card(one).clicks(label)
        raise CannotDo(f"no button {label!r}; this is to be seen:\n{self.sees(place)}")

    def chooses(self, title, place=None):
        """A suggested action: it is sent as if it had been written."""
        newest = next(iter(self._newest_first(place)), None)
        if newest is None or title not in newest.suggested:
            raise CannotDo(f"{title!r} is not suggested; this is to be seen:\n{self.sees(place)}")
        return self.says(title)

    def refreshes(self, message):
        """The card comes into view for somebody whom its `refresh` names: it asks for the newest by itself."""
        refresh = (message.card or {}).get("refresh") or {}
        if self.id not in refresh.get("userIds", ()):
            return Done(sent=False)
        return self._execute(message, refresh["action"], {}, trigger="automatic")

    def gives_feedback(self, *, good, reason="", message=None, place=None):
        """Thumbs up or down under a message of the app, with a reason; `custom` opens the app's own dialog."""
        about = message or next((one for one in self._newest_first(place) if one.feedback), None)
        if about is None or not about.feedback:
            raise CannotDo("no message with thumbs")
        reaction = "like" if good else "dislike"
        if about.feedback == "custom":
            value = {"data": {"actionName": "feedback", "actionValue": {"reaction": reaction}}}
            return self._opened(self._invoke(about, "message/fetchTask", value), about, reaction)
        return self._feedback(about, reaction, {"feedbackText": reason})

    def consents(self, message=None, *, accept=True):
        """Press Accept or Decline of a file consent card; Teams opens an upload session for the app."""
        found = message or next((one for one in self._newest_first(None) if _consent(one)), None)
        if found is None or _consent(found) is None:
            raise CannotDo("no consent card")
        asked, content = _consent(found), _consent(found)["content"]
        value = {"type": "fileUpload", "action": "accept" if accept else "decline"}
        value["context"] = content.get("acceptContext" if accept else "declineContext")
        if accept:
            file = File(self.teams.new_id("file"), asked["name"], owner=self.id, expected=content["sizeInBytes"])
            self.teams.world.files[file.id] = file
            value["uploadInfo"] = {
                "contentUrl": f"https://kommunen-my.sharepoint.example/{file.id}/{file.name}",
                "name": file.name,
                "uploadUrl": f"{self.teams.url}upload/{file.id}",
                "uniqueId": file.id,
                "fileType": file.name.rpartition(".")[2],
            }
        return self._invoke(found, "fileConsent/invoke", value)

    @property
    def files(self):
        """The files that the app has put into this person's drive: name and content."""
        return {one.name: one.content for one in self.teams.world.files.values() if one.owner == self.id and one.done}

    def stops(self, message=None):
        """Press Stop while an answer is being streamed."""
        streaming = message or next((one for one in self._newest_first(None) if one.stream), None)
        if streaming is None:
            raise CannotDo("nothing is being streamed")
        self.teams.streams.stop(streaming)

    # inside

    def _newest_first(self, place):
        mine = [place] if place else [p for p in self.teams.world.conversations.values() if self.id in p.members]
        seen = [one for where in mine for one in self.teams.world.in_view(where, self.id) if one.by_app]
        return sorted(seen, key=lambda one: -int(one.id))

    def _with_card(self, words, place):
        for one in self._newest_first(place):
            if one.card and words in rendering.message(one, self.id):
                return one
        raise CannotDo(f"no card with {words!r}; this is to be seen:\n{self.sees(place)}")

    def _where(self, about):
        place = self.teams.world.conversations[about.conversation]
        if about.deleted or self.id not in place.members:
            raise CannotDo("the message is not there any more")
        return place, about.root if place.kind == "channel" else ""

    def _invoke(self, about, name, value):
        place, thread = self._where(about)
        told = activities.invoke(self.teams, self.user, place, name, value, replyToId=about.id, thread=thread)
        return self._tell(told)

    def _pressed(self, message, action, inputs):
        self._where(message)
        if action["type"] == "Action.Execute":
            fallback = action.get("fallback")
            if self.teams.without_execute and isinstance(fallback, dict):
                return self._submit(message, fallback, inputs)
            return self._execute(message, action, inputs)
        return self._submit(message, action, inputs)

    def _execute(self, message, action, inputs, trigger="manual"):
        done = self._invoke(message, "adaptiveCard/action", activities.executed(action, inputs, trigger))
        answer = done.answer if isinstance(done.answer, dict) else {}
        if not done.acked or answer.get("statusCode") != 200:
            words = (answer.get("value") or {}).get("message") if isinstance(answer.get("value"), dict) else ""
            return Done({"": words or FAILED}, delivered=done)
        if answer.get("type") == rendering.CARD:
            faults = card_faults(answer["value"])
            assert not faults, faults
            message.views[self.id] = answer["value"]
            return Done(delivered=done, card=answer["value"])
        assert answer.get("type") == _MESSAGE, answer
        return Done(said=answer["value"], delivered=done)

    def _submit(self, message, action, inputs):
        place, thread = self._where(message)
        data = action.get("data")
        data = data if isinstance(data, dict) else {} if data is None else {"data": data}
        meant = data.get("msteams") or {}
        if meant.get("type") == "task/fetch":
            value = {"data": data | inputs, "context": {"theme": "default"}}
            return self._opened(self._invoke(message, "task/fetch", value), message)
        told = activities.submitted(self.teams, self.user, place, data | inputs, message, thread=thread)
        if meant.get("type") in {"messageBack", "imBack"}:
            told |= {"text": meant.get("text") or meant.get("value", ""), "textFormat": "plain"}
            told["value"] = meant.get("value") if meant["type"] == "messageBack" else None
        delivered = self._tell(told)
        return Done({} if delivered.acked else {"": FAILED}, delivered=delivered)

    # dialogs

    def _opened(self, delivered, about, reaction=""):
        """What a task module answers: a dialog that is open now, or words."""
        answer = delivered.answer if isinstance(delivered.answer, dict) else {}
        task = answer.get("task") or {}
        if not delivered.acked or task.get("type") not in {"continue", "message"}:
            self.dialog = None
            return Done({} if delivered.acked else {"": FAILED}, delivered=delivered)
        if task["type"] == "message":
            self.dialog = None
            return Done(said=task["value"], delivered=delivered)
        held = task["value"]["card"]
        content = held.get("content", held)
        faults = card_faults(content)
        assert not faults, faults
        self.dialog = Sheet(content, lambda a, i: self._sent(about, a, i, reaction), task["value"].get("title", ""))
        return Done(delivered=delivered, card=content)

    def _sent(self, about, action, inputs, reaction):
        """The button of a dialog: task/submit, or the feedback that it was opened for."""
        data = (action.get("data") or {}) | inputs
        if reaction:
            self.dialog = None
            return self._feedback(about, reaction, data)
        value = {"data": data, "context": {"theme": "default"}}
        return self._opened(self._invoke(about, "task/submit", value), about)

    def _feedback(self, about, reaction, said):
        written = {"reaction": reaction, "feedback": json.dumps(said, ensure_ascii=False)}
        value = {"actionName": "feedback", "actionValue": written}
        delivered = self._invoke(about, "message/submitAction", value)
        return Done({} if delivered.acked else {"": FAILED}, delivered=delivered)


def _consent(message):
    return next((one for one in message.attachments if one["contentType"] == rendering.CONSENT), None)
