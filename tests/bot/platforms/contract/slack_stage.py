"""The contract's stage in Slack, on its stand-in."""

from tests.bot.platforms.contract.stage import CannotDo, ChatStage, Figure, Form
from tests.stand_ins import slack
from tests.stand_ins.slack.rendering import message

_LOOKS = {"users.lookupByEmail"}  # of whom is not in the workspace


class SlackForm(Form):
    def __init__(self, figure):
        self._figure, self._modal = figure, figure.person.modal

    @property
    def labels(self):
        return self._modal.labels

    def value(self, label):
        return self._modal.value(label)

    def fills(self, label, value):
        self._modal.fills(label, value)
        return self

    def sends(self):
        return self._figure.stage.world.does(self._modal.submit).errors


class SlackFigure(Figure):
    def __init__(self, stage, name, address, **marks):
        super().__init__(stage, name, address)
        self.person = stage.world.slack.person(name, address, **marks)
        self._said = None

    def shown(self, place=None):
        names = self.stage.world.slack.world.names
        return {one.ts: message(one, names) for one in self.person.got(place)}

    @property
    def files(self):
        held = self.stage.world.slack.world.files
        shared = [file for one in self.person.got() for file in one.files]
        return {file["name"]: held[file["id"]].content for file in shared}

    @property
    def trouble(self):
        got = self.person.got()
        return [one.text for one in got if one.pings or one.links or (one.unfurl_links and not one.edited)]

    def opens_source(self, n):
        self.presses(f"Källa {n}")
        page = self.person.modal
        shown = page.shown
        page.close()
        return shown

    def _says(self, text):
        self._said = self.person.says(text)

    def _presses(self, label):
        try:
            self.person.clicks(label)
        except slack.CannotDo as reason:
            raise CannotDo(reason) from None

    def _mentions(self, place, text):
        self._said = self.person.mentions(place, text)

    def _goes_on(self, place, text):
        self.person.says_in(place, text, thread=self._said.root)

    def _sends_file(self, name, content, text):
        self.person.uploads(name, content, text)

    def _edits(self, text):
        self.person.edits(self._said, text)

    def _is_brought_again(self):
        self.stage.world.slack.delivery.again(self.person.last, copies=2)

    def _form(self):
        self._presses("Fyll i formulär")
        return SlackForm(self)

    def _judges(self, *, good, reason):
        self.person.gives_feedback(good=good)
        if reason:
            why = self.person.modal
            why.fills(why.labels[0], reason).submit()


class SlackStage(ChatStage):
    name = "slack"

    def place(self, *figures):
        return self.world.slack.world.channel("planen", [figure.person for figure in figures])

    @property
    def faults(self):
        answers = self.world.slack.answers()
        refused = [f"{method}: {said}" for method, said in answers if said != "ok" and method not in _LOOKS]
        return refused + list(self.app.outgoing.unsettled(self.world.since))

    def _figure(self, name, address, *, guest=False, **marks):
        return SlackFigure(self, name, address, is_restricted=guest, **marks)

    def _account_of(self, figure):
        return {"slack": figure.person.id}

    def _meets(self, figure):
        self.does(lambda: figure.person.opens_home("messages"))
