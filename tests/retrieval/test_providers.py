"""Each provider is told things under the names its class has, and what is not installed is said in words."""

import os

import pytest
from inline_snapshot import snapshot

from retrieval.models.llm import Endpoint
from retrieval.models.providers import PROVIDERS, missing, names_of, options


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_provider_tries_again_or_waits_longer_than_agreed(provider):
    told = options(provider, "http://host/v1", "key", seconds=2.0, tokens=100)

    names = names_of(provider)
    assert names.retries is None or told[names.retries] == (1 if provider == "mistralai" else 0)
    assert provider == "huggingface" or 2.0 in {told.get("timeout"), told.get("client_kwargs", {}).get("timeout")}


def test_each_provider_gets_its_own_names(monkeypatch):
    monkeypatch.delenv("OPENAI_API_VERSION", raising=False)

    told = {one: sorted(options(one, "http://host", "key", seconds=2.0, tokens=9)) for one in PROVIDERS}

    assert told == snapshot(
        {
            "openai": ["api_key", "base_url", "max_retries", "max_tokens", "timeout"],
            "azure_openai": ["api_key", "api_version", "azure_endpoint", "max_retries", "max_tokens", "timeout"],
            "mistralai": ["api_key", "endpoint", "max_retries", "max_tokens", "timeout"],
            "ollama": ["base_url", "client_kwargs", "num_predict"],
            "anthropic": ["api_key", "base_url", "max_retries", "max_tokens", "timeout"],
            "huggingface": [],
        }
    )


def test_a_servers_own_address_gets_no_key_of_the_environment():
    assert options("openai", "http://host/v1", None, seconds=1.0)["api_key"] == "none"
    assert "api_key" not in options("openai", None, None, seconds=1.0)


def test_azures_interface_is_the_one_the_environment_names(monkeypatch):
    monkeypatch.setitem(os.environ, "OPENAI_API_VERSION", "2030-01-01")

    told = options("azure_openai", "https://host", "key", seconds=1.0)

    assert (told["azure_endpoint"], told["api_version"]) == ("https://host", "2030-01-01")


def test_only_those_that_take_one_get_a_client_that_counts_bytes():
    assert "http_client" in Endpoint("openai:x", "http://host/v1").options(1.0, 100)
    assert "http_client" not in Endpoint("ollama:x", "http://host").options(1.0, 100)


@pytest.mark.parametrize(
    ("model", "extra"), [("anthropic:m", "anthropic"), ("huggingface:m", "huggingface"), ("ollama:m", "ollama")]
)
def test_a_package_that_is_missing_is_named_with_what_installs_it(model, extra):
    found = missing(model, "HANDSLAG_MODEL")

    if found is None:
        pytest.skip(f"the package of {model} is installed here")
    assert f'pip install "handslag[{extra}]"' in found.text("sv")
    assert f'pip install "handslag[{extra}]"' in found.text("en")


def test_a_provider_that_nobody_knows_is_answered_with_those_that_are():
    found = missing("opnai:gpt", "HANDSLAG_MODEL")

    assert found is not None
    assert found.text("sv").startswith("Modellen opnai:gpt kommer från en leverantör som inte känns igen.")
    assert "HANDSLAG_MODEL" in found.text("en")
    assert ", ".join(PROVIDERS) in found.text("en")


def test_nothing_is_missing_for_a_package_that_is_here():
    assert missing("openai:gpt", "HANDSLAG_MODEL") is None
