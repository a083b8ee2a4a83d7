"""Every setting of the program in one frozen object, read once; nothing else reads the environment.

A value comes from the environment (prefix ``HANDSLAG_``), else from ``.env`` in the home, else from the default here.
"""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from prompts.refusal import Refusal
from prompts.texts import Texts, texts, variables

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

PREFIX = "HANDSLAG_"
# pydantic's names for faults -> our texts for them.
_KINDS: Final = {
    "literal_error": "one_of",
    "int_parsing": "number",
    "int_from_float": "number",
    "float_parsing": "number",
    "greater_than": "not_above",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
    "no_model": "no_model",
    "no_address": "no_address",
    "no_zone": "no_zone",
    "clock_file": "clock_file",
    "slack_api_url": "slack_api_url",
    "teams_url": "teams_url",
    "teams_open": "teams_open",
}
_OPEN_DOOR: Final = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"  # Microsoft's library reads it


class SettingsRefusal(Refusal):
    """A setting has a value that cannot be used; nothing was started."""


class InvalidSettings(SettingsRefusal):
    """Settings with values that cannot be used, each told in the reader's language."""

    def __init__(self, error: ValidationError) -> None:
        self._faults = error.errors()
        super().__init__("settings.invalid")

    def text(self, language: str) -> str:
        """Return every fault, and what to do."""
        say = texts(language)
        return say("errors.settings.invalid", faults=" ".join(_told(fault, say) for fault in self._faults))


def default_home() -> Path:
    """Return the platform's folder for a program's own data."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "handslag"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "handslag"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "handslag"


class Settings(BaseSettings):
    """What the installation has decided. The descriptions become the table in the README."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    home: Path = Field(default_factory=default_home, description="where everything lives")
    database_url: SecretStr | None = Field(default=None, description="SQLAlchemy address of the database")
    language: Literal["sv", "en"] = Field(default="sv", description="language of whoever has set none")
    timezone: str = Field(default="Europe/Stockholm", description="time zone of whoever has set none")
    tick_seconds: int = Field(default=60, ge=1, le=3600, description="how often the scheduler looks for due work")
    environment: Literal["production", "test"] = Field(
        default="production", description="`test` allows what only tests need, such as a clock file"
    )
    clock_file: Path | None = Field(
        default=None, description="a file with the ISO time that is taken for now, read afresh each time; needs `test`"
    )

    host: str = Field(default="127.0.0.1", description="where `serve` listens")
    port: int = Field(default=8080, ge=0, le=65535, description="and on which port; 0: any that is free")

    slack_bot_token: SecretStr | None = Field(
        default=None, description="the app's bot token, `xoxb-…`; none: Slack off"
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None, description="the app's signing secret: events come over HTTP to `/slack/events`"
    )
    slack_app_token: SecretStr | None = Field(
        default=None, description="an app-level token, `xapp-…`: events come over a socket instead"
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/", description="where Slack's Web API is; another needs `test`"
    )

    teams_client_id: str | None = Field(default=None, description="the Azure Bot's app id, a single tenant's")
    teams_tenant_id: str | None = Field(default=None, description="the tenant it belongs to")
    teams_client_secret: SecretStr | None = Field(default=None, description="its secret; Teams needs all three")
    teams_service_url: str | None = Field(default=None, description="where Teams' connector is; only with `test`")
    teams_openid_url: str | None = Field(default=None, description="where its keys are told of; only with `test`")
    teams_token_url: str | None = Field(default=None, description="where the bot gets its token; only with `test`")

    model: str | None = Field(default=None, description="language model for answers, as `provider:model`")
    model_base_url: str | None = Field(default=None, description="where it answers, for OpenAI-compatible servers")
    model_api_key: SecretStr | None = Field(
        default=None,
        description="its key; without one the provider's own variable counts, unless MODEL_BASE_URL is set",
    )
    model_seconds: float = Field(
        default=4.2, gt=0, le=120, description="how long an answer with models may take in all before it is quotes only"
    )
    model_daily_questions: int = Field(
        default=50, ge=0, description="questions a day that a person may have worded by the model; 0: any number"
    )
    model_monthly_tokens: int = Field(
        default=5_000_000, ge=0, description="tokens a month for everyone: the ceiling of what it costs; 0: none"
    )
    embeddings: str | None = Field(default=None, description="embedding model, as `provider:model`")
    embeddings_base_url: str | None = Field(default=None, description="where it answers, as MODEL_BASE_URL")
    embeddings_api_key: SecretStr | None = Field(default=None, description="its key, as MODEL_API_KEY")

    @field_validator("model", "embeddings")
    @classmethod
    def _provider_and_model(cls, name: str | None) -> str | None:
        if name is not None and not re.fullmatch(r"[a-z_]+:\S+", name):
            raise PydanticCustomError("no_model", "no provider and model", {"value": name})
        return name

    @field_validator("model_base_url", "embeddings_base_url", "slack_api_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url is not None and not re.fullmatch(r"https?://[^\s/@]+(?:/\S*)?", url):
            raise PydanticCustomError("no_address", "no web address")
        return url

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise PydanticCustomError("no_zone", "no time zone", {"value": name}) from None
        return name

    @model_validator(mode="after")
    def _stand_ins_only_in_tests(self) -> "Settings":
        if self.clock_file and self.environment != "test":
            raise PydanticCustomError("clock_file", "CLOCK_FILE needs ENVIRONMENT=test")
        if self.slack_api_url.rstrip("/") != "https://slack.com/api" and self.environment != "test":
            raise PydanticCustomError("slack_api_url", "SLACK_API_URL needs ENVIRONMENT=test")
        if any((self.teams_service_url, self.teams_openid_url, self.teams_token_url)) and self.environment != "test":
            raise PydanticCustomError("teams_url", "TEAMS_*_URL need ENVIRONMENT=test")
        if self.teams_is_on and os.environ.get(_OPEN_DOOR) and self.environment != "test":
            raise PydanticCustomError("teams_open", "anybody would be let in")
        return self

    @property
    def database_address(self) -> str:
        """The address of the database: the one that was set, else a SQLite file in the home."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.home / 'handslag.db'}"

    @property
    def slack_is_on(self) -> bool:
        """Whether Slack is configured: a bot token, and one of the two ways in."""
        return bool(self.slack_bot_token and (self.slack_signing_secret or self.slack_app_token))

    @property
    def teams_is_on(self) -> bool:
        """Whether Teams is configured."""
        return bool(self.teams_client_id and self.teams_tenant_id and self.teams_client_secret)

    @property
    def zone(self) -> ZoneInfo:
        """The installation's time zone."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting as `handslag check` shows it."""

    name: str
    value: str
    origin: Literal["environment", ".env", "command line", "default"]
    meaning: str


def read_settings(home: Path | None = None) -> Settings:
    """Read the settings; `home` is what the command line says, which wins.

    Raises:
        SettingsRefusal: a value cannot be used; the text names the setting and the fault.
    """
    chosen = home or Path(os.environ.get(f"{PREFIX}HOME") or default_home())
    try:
        return Settings(home=chosen.expanduser().resolve(), _env_file=chosen / ".env")  # type: ignore[call-arg]  # pydantic-settings takes the file so
    except ValidationError as error:
        raise InvalidSettings(error) from None


def lines(settings: Settings, home: Path | None = None) -> tuple[SettingLine, ...]:
    """Return every setting with its value, secrets masked, and where the value came from."""
    written = _env_file_names(settings.home / ".env")
    found = []
    for name, field in Settings.model_fields.items():
        variable = PREFIX + name.upper()
        if name == "home" and home is not None:
            origin: Literal["environment", ".env", "command line", "default"] = "command line"
        elif os.environ.get(variable):
            origin = "environment"
        else:
            origin = ".env" if variable in written else "default"
        value = getattr(settings, name)
        found.append(SettingLine(variable, "" if value is None else str(value), origin, field.description or ""))
    return tuple(found)


def unknown_names(settings: Settings) -> tuple[str, ...]:
    """Return the names that begin like a setting and are none: misspelt, or of another version."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    set_ones = {name for name in os.environ if name.startswith(PREFIX)} | _env_file_names(settings.home / ".env")
    return tuple(sorted(name for name in set_ones - known if name.startswith(PREFIX)))


def _env_file_names(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    rows = path.read_text(encoding="utf-8").splitlines()
    return {row.split("=", 1)[0].removeprefix("export ").strip().upper() for row in rows if "=" in row}


def _told(fault: "ErrorDetails", say: Texts) -> str:
    """Say what is wrong with one setting."""
    name = PREFIX + str(fault["loc"][0]).upper() if fault["loc"] else ""
    context = fault.get("ctx", {})
    kind = f"errors.settings.fault.{_KINDS.get(fault['type'], 'unusable')}"
    values = {
        "name": name,
        "value": fault["input"],
        "allowed": ", ".join(re.findall(r"'(\w+)'", str(context.get("expected", "")))),
        "least": context.get("ge", context.get("gt")),
        "most": context.get("le"),
    }
    return say(kind, **{word: values[word] for word in variables(say.template(kind))})
