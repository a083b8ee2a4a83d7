"""What each provider's class calls the same things, and which package it comes in: rows of data, one per provider.

`langchain` hands options on as they are, so each name stands here as its class spells it. A provider without a row is
tried with the names that most use. Importing nothing, this tells what is missing before anything is asked.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any, Final

from prompts.refusal import Refusal

# Azure wants the version of its interface said; this one is the first that takes a structure to answer in.
_AZURE_VERSION: Final = "2024-10-21"
_NO_KEY: Final = "none"  # for a server of one's own that asks for none: a provider's key is never sent elsewhere


class ModelRefusal(Refusal):
    """A configured model cannot be used as things stand; questions are answered in the documents' own words."""


@dataclass(frozen=True, slots=True)
class Names:
    """The options of one provider: `url`, `key`, `tokens` and `seconds` as its class calls them, None where it cannot.

    `extra` is the extra of ``handslag`` that brings its package, None where there is none.
    """

    package: str
    extra: str | None = None
    url: str | None = "base_url"
    key: str | None = "api_key"
    tokens: str | None = "max_tokens"
    seconds: str | None = "timeout"
    retries: str | None = "max_retries"
    takes_a_client: bool = False
    more: Callable[[float], Mapping[str, Any]] = field(default=lambda _seconds: {})


def _azure(_seconds: float) -> Mapping[str, Any]:
    return {"api_version": os.environ.get("OPENAI_API_VERSION", _AZURE_VERSION)}


def _ollama(seconds: float) -> Mapping[str, Any]:
    return {"client_kwargs": {"timeout": seconds, "follow_redirects": False}}


_ROWS: Final[Mapping[str, Names]] = {
    "openai": Names("langchain_openai", "openai", takes_a_client=True),
    "azure_openai": Names("langchain_openai", "openai", url="azure_endpoint", takes_a_client=True, more=_azure),
    "mistralai": Names("langchain_mistralai", "mistral", url="endpoint"),
    "ollama": Names(
        "langchain_ollama", "ollama", key=None, tokens="num_predict", seconds=None, retries=None, more=_ollama
    ),
    "anthropic": Names("langchain_anthropic", "anthropic"),
    "huggingface": Names(
        "langchain_huggingface", "huggingface", url=None, key=None, tokens=None, seconds=None, retries=None
    ),
}
_WHOLE_SECONDS: Final = frozenset({"mistralai"})  # takes no parts of a second
PROVIDERS: Final = tuple(_ROWS)


def names_of(provider: str) -> Names:
    """Return the row of `provider`, a guess where it has none."""
    return _ROWS.get(provider) or Names(f"langchain_{provider}")


def options(
    provider: str, url: str | None, key: str | None, *, seconds: float, tokens: int | None = None
) -> dict[str, Any]:
    """Return what the class of `provider` is told: where to ask, with which key, once, and for how long."""
    names = names_of(provider)
    wait: float = max(1, round(seconds)) if provider in _WHOLE_SECONDS else seconds
    told: tuple[tuple[str | None, Any], ...] = (
        (names.url, url),
        (names.key, key or (_NO_KEY if url else None)),
        (names.tokens, tokens),
        (names.seconds, wait),
        (names.retries, 1 if provider == "mistralai" else 0),  # it counts tries, the others what follows the first
    )
    return {name: value for name, value in told if name and value is not None} | dict(names.more(seconds))


def missing(model: str, setting: str) -> ModelRefusal | None:
    """Return why ``provider:model`` in `setting` cannot be used on this installation, None where nothing is missing."""
    provider = model.partition(":")[0]
    names = names_of(provider)
    if find_spec(names.package.partition(".")[0]) is not None:
        return None
    if names.extra is None:
        return ModelRefusal("models.provider_unknown", name=model, setting=setting, known=", ".join(PROVIDERS))
    install = f'pip install "handslag[{names.extra}]"'
    return ModelRefusal("models.package_missing", name=model, package=names.package.replace("_", "-"), install=install)
