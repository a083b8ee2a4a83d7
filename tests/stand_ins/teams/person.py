"""A person in Teams: writes, mentions, edits, comes and goes, and reads what comes."""

from tests.stand_ins.teams import activities, rendering
from tests.stand_ins.teams.pressing import Pressing
from tests.stand_ins.teams.screen import CannotDo
from tests.stand_ins.teams.world import File, Message


class Person(Pressing):
    """`last` is how the latest thing this person did was delivered."""

    def __init__(self, teams, user):
        self.teams, self.user = teams, user
        self.last = None
        self.dialog = None

    @property
    def id(self):
        return self.user.id

    @property
    def chat(self):
        """The personal chat with the app."""
        return self.teams.world.personal(self.user)

    # writing

    def says(self, text, *, files=()):
        """In the personal chat with the app."""
        if self.id not in self.teams.world.installed:
            raise CannotDo(f"the app is not installed for {self.user.name}")
        return self._write(self.chat, text, "", files)

    def says_in(self, place, text, *, thread=""):
        """In a channel or group chat; the app hears only of messages with `@Handslag` in them."""
        if self.id not in place.members:
            raise CannotDo(f"{self.user.name} is not in {place.name}")
        root = getattr(thread, "root", thread)
        if root and not self.teams.world.message(place.id, root):
            raise CannotDo("no such thread")
        return self._write(place, text, root, ())

    def mentions(self, place, text, *, thread=""):
        return self.says_in(place, f"@{self.teams.world.bot_name} {text}", thread=thread)

    def uploads(self, name, content, text=""):
        """A file in the personal chat."""
        world = self.teams.world
        file = File(self.teams.new_id("file"), name, content, self.id, done=True)
        world.files[file.id] = file
        told = {"downloadUrl": f"{self.teams.url}download/{file.id}", "uniqueId": file.id}
        told["fileType"] = name.rpartition(".")[2]
        link = f"https://kommunen-my.sharepoint.example/{file.id}/{name}"
        attached = {"contentType": rendering.DOWNLOAD, "contentUrl": link, "name": name, "content": told}
        return self.says(text, files=[attached])

    def edits(self, message, text):
        place = self.teams.world.conversations[message.conversation]
        message.earlier.append((message.text, message.attachments))
        message.text, message.edited = self._typed(text), True
        if place.kind == "personal" or self._names_bot(message.text):
            self._tell(activities.changed(self.teams, self.user, place, message, "messageUpdate"))

    def deletes(self, message):
        place = self.teams.world.conversations[message.conversation]
        message.deleted = True
        if place.kind == "personal" or self._names_bot(message.text):
            self._tell(activities.changed(self.teams, self.user, place, message, "messageDelete"))

    # coming and going

    def installs(self, action="add"):
        """The app in the personal scope (again after `uninstalls`; `add-upgrade` for a new version)."""
        self.teams.world.installed.add(self.id)
        self.chat.with_bot = True
        self._tell(activities.installation(self.teams, self.user, self.chat, action))
        if action == "add":
            bot = [self.teams.world.bot]
            self._tell(activities.members_changed(self.teams, self.user, self.chat, added=bot))
        return self.last

    def uninstalls(self):
        self.teams.world.installed.discard(self.id)
        self.chat.with_bot = False
        self._tell(activities.installation(self.teams, self.user, self.chat, "remove"))
        return self.last

    def blocks(self, *, blocked=True):
        """The app may no longer write to this person; it is not told."""
        self.chat.blocked = blocked

    def joins(self, place):
        place.members.add(self.id)
        event = "teamMemberAdded" if place.team else ""
        self._tell(
            activities.members_changed(self.teams, self.user, self._announced(place), added=[self.id], event=event)
        )

    def leaves(self, place):
        """A team (every channel of it) or a group chat."""
        place.members.discard(self.id)
        event = "teamMemberRemoved" if place.team else ""
        where = self._announced(place)
        self._tell(activities.members_changed(self.teams, self.user, where, removed=[self.id], event=event))

    def leaves_organisation(self):
        """The account is gone: members calls no longer know of it, and nobody tells the app."""
        self.user.gone = True
        self.chat.with_bot = False
        for place in self.teams.world.conversations.values():
            place.members.discard(self.id)

    def _announced(self, place):
        return self.teams.world.conversations[place.team] if place.team else place

    # reading

    def sees(self, place=None, thread=""):
        """The text of a conversation, the personal one if none is named."""
        return self.teams.world.shown(place or self.chat, self.id, getattr(thread, "root", thread))

    def got(self, place=None):
        """The app's messages that this person can see there, oldest first."""
        return [one for one in self.teams.world.in_view(place or self.chat, self.id) if one.by_app]

    def waits_for(self, words, place=None, seconds=60.0, after=None):
        """Wait for a whole message of the app that holds these words (newer than another, if given); the latest."""

        def found():
            fit = [one for one in self.got(place) if words in rendering.message(one, self.id) and not one.stream]
            return next((one for one in reversed(fit) if after is None or int(one.id) > int(after.id)), None)

        return self.teams.until(found, seconds, lambda: f"No {words!r} in:\n{self.sees(place)}")

    # inside

    def _typed(self, text):
        """`@Name` becomes a mention, as Teams' editor makes it."""
        for name in (self.teams.world.bot_name, *(one.name for one in self.teams.world.users.values())):
            text = text.replace(f"@{name}", f"<at>{name}</at>")
        return text

    def _names_bot(self, text):
        return f"<at>{self.teams.world.bot_name}</at>" in text

    def _write(self, place, text, thread, files):
        world, typed = self.teams.world, self._typed(text)
        with world.lock:
            message = Message(place.id, world.next_id(), self.id, typed, attachments=list(files), thread=thread)
            world.messages.append(message)
        if place.kind == "personal" or (self._names_bot(typed) and place.with_bot):
            of_thread = message.root if place.kind == "channel" else ""
            more = {"id": message.id, "thread": of_thread, "attachments": list(files)}
            if thread:
                more["replyToId"] = thread
            self._tell(activities.message(self.teams, self.user, place, typed, **more))
        return message

    def _tell(self, activity):
        self.last = self.teams.delivery.send(activity)
        return self.last
