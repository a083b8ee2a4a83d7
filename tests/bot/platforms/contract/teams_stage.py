"""The contract's stage in Teams, on its stand-in."""

from tests.bot.platforms.contract.stage import CannotDo, ChatStage, Figure, Form
from tests.stand_ins import teams
from tests.stand_ins.teams.rendering import CONSENT, message


class TeamsForm(Form):
    def __init__(self, figure):
        self._figure = figure
        self._message = next(one for one in reversed(figure.person.got()) if self._shows_fields(one))
        self._card = figure.person.card(self._message)

    @property
    def labels(self):
        return self._card.labels

    def value(self, label):
        return self._card.value(self._whole(label))

    def fills(self, label, value):
        self._card.fills(self._whole(label), value)
        return self

    def sends(self):
        """Teams shows faults in the form itself, which stays where it is."""
        done = self._figure.stage.world.does(self._card.clicks, "Skicka")
        self._card = self._figure.person.card(self._message)
        return done.errors or ({"": self._card.shown} if self._card.labels else {})

    def _shows_fields(self, message):
        return message.card_for(self._figure.person.id) and self._figure.person.card(message).labels

    def _whole(self, label):
        """A label with its hint, which Teams has no other place for."""
        return next(one for one in self.labels if one.startswith(label))


class TeamsFigure(Figure):
    def __init__(self, stage, name, address, **marks):
        super().__init__(stage, name, address)
        self.person = stage.world.teams.person(name, address, **marks)
        self._said = None

    def shown(self, place=None):
        return {one.id: message(one, self.person.id) for one in self.person.got(place)}

    @property
    def files(self):
        for offered in [one for one in self.person.got() if any(a["contentType"] == CONSENT for a in one.attachments)]:
            before = len(self.stage.world.teams.answers("delete"))
            self.person.consents(offered)
            self.stage.world.teams.until(lambda: len(self.stage.world.teams.answers("delete")) > before)  # noqa: B023 - called at once, in the same turn
        return self.person.files

    @property
    def trouble(self):
        return [message(one) for one in self.person.got() if one.pings or one.links or one.warnings]

    def opens_source(self, n):
        self.person.dialog = None
        shown = self.presses(f"Källa {n}")
        return self.person.dialog.shown if self.person.dialog else shown

    def _says(self, text):
        self._said = self.person.says(text)

    def _presses(self, label):
        try:
            self.person.clicks(label)
        except teams.CannotDo as reason:
            raise CannotDo(reason) from None

    def _mentions(self, place, text):
        self._said = self.person.mentions(place, text)

    def _goes_on(self, place, text):
        before = self.person.last
        self.person.says_in(place, text, thread=self._said)
        if self.person.last is before:
            raise CannotDo("Teams tells the app of nothing that does not mention it")

    def _sends_file(self, name, content, text):
        self.person.uploads(name, content, text)

    def _edits(self, text):
        self.person.edits(self._said, text)

    def _is_brought_again(self):
        self.stage.world.teams.delivery.again(self.person.last)
        self.stage.world.teams.delivery.again(self.person.last, new_id=True)

    def _form(self):
        self._presses("Fyll i formulär")
        return TeamsForm(self)

    def _judges(self, *, good, reason):
        self.person.gives_feedback(good=good, reason=reason)


class TeamsStage(ChatStage):
    name = "teams"

    def place(self, *figures):
        team = self.world.teams.world.team("Planen", [figure.person.user for figure in figures])
        return self.world.teams.world.channel(team)

    @property
    def faults(self):
        refused = [f"{method}: {said}" for method, said in self.world.teams.answers() if said != "ok"]
        return refused + self.world.teams.warnings + list(self.app.outgoing.unsettled(self.world.since))

    def _figure(self, name, address, *, guest=False, **marks):
        return TeamsFigure(self, name, address, is_guest=guest, **marks)

    def _account_of(self, figure):
        return {"teams": f"{self.world.teams.tenant}:{figure.person.user.aad}"}

    def _meets(self, figure):
        self.does(figure.person.installs)
