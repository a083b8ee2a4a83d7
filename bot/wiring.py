"""The composition root: the one place that says which parts there are and what each is made of.

The larger ones are put together in ``bot/building/``. Each is made when it is first asked for: a cold answer may import
only what it uses. `build` takes what a test or the example wants to put in another's place: the clock, and ids.
"""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.clock import Clock, clock_of
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from bot.account_claims import Claims
    from bot.account_searches import Searches
    from bot.accounts import Accounts
    from bot.answers import Answers
    from bot.briefs import Briefs
    from bot.conversation import Conversation
    from bot.decision_book import DecisionBook
    from bot.evidence_files import Attachments
    from bot.feedback import Feedback
    from bot.identity import Identities
    from bot.intake import Intake
    from bot.inviting import Inviting
    from bot.joining import JoiningEngine
    from bot.listening import Listener
    from bot.models import Models
    from bot.narrating import Narrating
    from bot.planbook import PlanBook
    from bot.platforms.chat import ChatPlatform
    from bot.platforms.heard import Heard
    from bot.platforms.slack.app import SlackApp
    from bot.platforms.teams.app import TeamsApp
    from bot.platforms.teams.platform import Teams
    from bot.post import Post
    from bot.reach import Reach
    from bot.reports import Reports
    from bot.strategies import Strategies
    from bot.talk.linking import Linking
    from bot.threads_store import SqlThreads
    from bot.traffic.inbox import Inbox
    from bot.traffic.outgoing import OutgoingCalls
    from bot.trail_files import TrailFiles
    from plans.cycle.asking import AskingRules
    from plans.followup import Followup
    from plans.stores.base import Store
    from retrieval.library import Indexes, Library
    from retrieval.ranking.index import VectorIndex
    from retrieval.register import Register
    from retrieval.words.glossary import Glossary


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    new_id: Callable[[], str] | None = None,
    verbose: bool = False,
) -> "App":
    """Put the program together for `settings`; `verbose` logs everything worth knowing about a running service."""
    return App(settings, clock or clock_of(settings), new_id or (lambda: uuid4().hex), verbose=verbose)


class App:
    """The program's parts, made as they are needed."""

    def __init__(self, settings: Settings, clock: Clock, new_id: Callable[[], str], *, verbose: bool) -> None:
        self.settings = settings
        self.now = clock
        self._new_id = new_id
        self._verbose = verbose

    @cached_property
    def engine(self) -> "JoiningEngine":
        """The database, up to date, its folder made where it is a file in the home."""
        from bot.database import open_database

        self.settings.home.mkdir(parents=True, exist_ok=True)
        return open_database(self.settings.database_address)

    @cached_property
    def register(self) -> "Register":
        """The register of documents."""
        from retrieval.stores.sql import SqlRegister

        return SqlRegister(self.engine)

    @cached_property
    def indexes(self) -> "Indexes":
        """Where search indexes are kept."""
        from retrieval.library import Indexes

        return Indexes(self.settings.home / "index")

    @cached_property
    def library(self) -> "Library":
        """The documents and their index."""
        from retrieval.library import Library

        return Library(self.register, self.indexes)

    @cached_property
    def vectors(self) -> "VectorIndex":
        """What says which passages are alike; disposable, and never on the way to an answer."""
        from retrieval.ranking.index import VectorIndex

        return VectorIndex(self.settings.home / "vectors")

    @cached_property
    def store(self) -> "Store":
        """The plan and its follow-up."""
        from plans.stores.sql import SqlStore

        return SqlStore(self.engine)

    @cached_property
    def trail_files(self) -> "TrailFiles":
        """The audit trail's exports, and its heads noted outside the database."""
        from bot.trail_files import TrailFiles

        return TrailFiles(self.store, self.settings.home, self.now, self.settings.zone)

    @cached_property
    def follow_up(self) -> "Followup":
        """The follow-up's steps."""
        from plans.followup import Followup

        return Followup(self.store, self._new_id, self.rules)

    @cached_property
    def rules(self) -> "AskingRules":
        """How people are asked, where the plan says nothing else."""
        from plans.cycle.asking import AskingRules

        return AskingRules(zone=self.settings.timezone, language=self.settings.language)

    @cached_property
    def intake(self) -> "Intake":
        """The way in for documents and plans."""
        from bot.intake import Intake

        return Intake(
            self.register,
            self.library,
            self.vectors,
            self.store,
            self.planbook,
            models=self.models,
            now=self.now,
            language=self.settings.language,
        )

    @cached_property
    def answers(self) -> "Answers":
        """Answers and searches."""
        from bot.answers import Answers

        return Answers(
            self.library,
            self.indexes,
            self.store,
            register=self.register,
            now=self.now,
            zone=self.settings.zone,
            models=self.models,
            lexicon=self.lexicon,
            language=self.settings.language,
        )

    @cached_property
    def lexicon(self) -> "Glossary":
        """The words of the field in both languages, with the coordinator's own where the home has `glossary.tsv`."""
        from retrieval.words.glossary import glossary

        own = self.settings.home / "glossary.tsv"
        return glossary(own) if own.is_file() else glossary()

    @cached_property
    def models(self) -> "Models":
        """The language model and the embedding model, where they are configured."""
        from bot.joining import ApartEngine
        from bot.models import Models

        return Models(self.settings, lambda: ApartEngine(self.engine), self.now)

    @cached_property
    def planbook(self) -> "PlanBook":
        """The plan and its follow-up, as they are asked for."""
        from bot.planbook import PlanBook

        proposals = self.models.proposals if self.settings.model else None
        return PlanBook(self.store, self.follow_up, self.now, self.settings.zone, proposals)

    @cached_property
    def reports(self) -> "Reports":
        """The year's report: drafted, written, commented on, approved."""
        from bot.reports import Reports

        return Reports(self.store, self.follow_up, self.now, self.settings.zone)

    @cached_property
    def briefs(self) -> "Briefs":
        """The summaries that are asked for during the year."""
        from bot.briefs import Briefs

        return Briefs(self.store, self.follow_up, self.now, self.settings.zone)

    @cached_property
    def narrating(self) -> "Narrating":
        """What lets a model word short texts of the frozen replies."""
        from bot.narrating import Narrating

        return Narrating(self.store, self.follow_up, self.models, self.now)

    @cached_property
    def strategies(self) -> "Strategies":
        """The strategy that the plan carries out, as it was read and as it was confirmed."""
        from bot.strategies import Strategies

        return Strategies(self.register, self.store, self.now)

    @cached_property
    def decisions(self) -> "DecisionBook":
        """The decisions that owners have asked for."""
        from bot.decision_book import DecisionBook

        return DecisionBook(self.store, self.follow_up, self.now, self.settings.zone)

    @cached_property
    def attachments(self) -> "Attachments":
        """The way in for files that owners attach."""
        from bot.evidence_files import Attachments

        return Attachments(self.settings.home / "evidence", self.follow_up, self.store)

    @cached_property
    def post(self) -> "Post":
        """The messages that nobody asked for."""
        from bot import logs  # logging comes in with what is logged, and is set up there
        from bot.post import Post

        logs.set_up(verbose=self._verbose)

        return Post(
            self.store,
            self.follow_up,
            self.now,
            self.settings.language,
            tried=self.reach.tried,
            language_of=self.accounts.language_of,
        )

    @cached_property
    def conversation(self) -> "Conversation":
        """The bot's side of every conversation."""
        from bot.building.talking import conversation

        return conversation(self)

    @cached_property
    def feedback(self) -> "Feedback":
        """What people think of answers."""
        from bot.feedback import Feedback

        return Feedback(self.engine)

    @cached_property
    def threads(self) -> "SqlThreads":
        """What each conversation was last about."""
        from bot.threads_store import SqlThreads

        return SqlThreads(self.engine)

    @cached_property
    def inbox(self) -> "Inbox":
        """What has come in from chat platforms."""
        from bot.traffic.inbox import Inbox

        return Inbox(self.engine)

    @cached_property
    def outgoing(self) -> "OutgoingCalls":
        """What is to go out to them."""
        from bot.traffic.outgoing import OutgoingCalls

        return OutgoingCalls(self.engine)

    @cached_property
    def accounts(self) -> "Accounts":
        """Who is who on chat platforms."""
        from bot.accounts import Accounts

        return Accounts(self.engine)

    @cached_property
    def claims(self) -> "Claims":
        """Who accounts say that they are."""
        from bot.account_claims import Claims

        return Claims(self.engine)

    @cached_property
    def searches(self) -> "Searches":
        """What came of looking for people on chat platforms."""
        from bot.account_searches import Searches

        return Searches(self.engine)

    @cached_property
    def reach(self) -> "Reach":
        """Whom chat platforms do not reach."""
        from bot.names import called
        from bot.reach import Reach

        naming = partial(called, self.store)
        return Reach(self.accounts, self.searches, self.outgoing, self.platforms, self.now, called=naming)

    @cached_property
    def identities(self) -> "Identities":
        """Who is talking."""
        from bot.identity import Identities

        return Identities(self.store, self.accounts, self.platforms, self.now, self.settings.language)

    @cached_property
    def linking(self) -> "Linking":
        """What is said and decided about who an account is."""
        from bot.talk.linking import Linking

        return Linking(self.store, self.accounts, self.claims, self.identities, self.now, rules=self.rules)

    @cached_property
    def inviting(self) -> "Inviting":
        """The way to owners who have not written to the bot yet."""
        from bot.inviting import Inviting

        return Inviting(self.store, self.accounts, self.searches, self.platforms, self.now, rules=self.rules)

    @cached_property
    def listener(self) -> "Listener":
        """Between the inbox and the conversation."""
        from bot.listening import Listener

        return Listener(
            self.conversation,
            self.identities,
            self.platforms,
            self.now,
            linking=self.linking,
            apart=self.engine.apart,
            shows=self.outgoing.shows,
        )

    @cached_property
    def platforms(self) -> "Mapping[str, ChatPlatform]":
        """The chat platforms that are configured, by name."""
        found: dict[str, ChatPlatform] = {}
        if self.settings.slack_is_on and self.settings.slack_bot_token:
            from bot.building import slack

            found["slack"] = slack.platform(self, self.settings.slack_bot_token)
        if self.settings.teams_is_on:
            found["teams"] = self.in_teams
        return found

    @cached_property
    def in_teams(self) -> "Teams":
        """The way out to Teams, and what is made of what comes from it."""
        from bot.building import teams

        return teams.platform(self)

    @cached_property
    def teams(self) -> "TeamsApp":
        """What speaks with Teams."""
        from bot.building import teams

        return teams.door(self.settings)

    def teams_app(self, record: "Callable[[Heard], Awaitable[None]]") -> "TeamsApp":
        """Return the way in for what Teams sends; `record` writes an event down before it is acknowledged."""
        from bot.building import teams

        return teams.way_in(self, record)

    def slack_app(self, record: "Callable[[Heard], Awaitable[None]]") -> "SlackApp":
        """Return the way in for what Slack sends; `record` writes an event down before it is acknowledged."""
        from bot.building import slack

        return slack.way_in(self, record)
