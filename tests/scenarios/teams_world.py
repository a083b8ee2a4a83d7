"""The service with Teams' stand-in around it over real HTTP."""

from contextlib import contextmanager

from bot.service import Service
from bot.settings import Settings
from bot.wiring import build
from tests.scenarios.running_world import StoryClock, Year, running
from tests.stand_ins.teams import stand_in


class TeamsYear(Year):
    """One installation and its tenant."""

    def __init__(self, app, teams, clock, url):
        super().__init__(app, clock)
        self.teams, self.url = teams, url


def settings_of(teams, home, **more):
    """Settings for an installation in the stand-in's tenant."""
    return Settings(
        home=home,
        environment="test",
        tick_seconds=3600,
        teams_client_id=teams.app_id,
        teams_tenant_id=teams.tenant,
        teams_client_secret=teams.secret,
        teams_service_url=teams.service_url(),
        teams_openid_url=teams.openid_metadata,
        teams_token_url=teams.token_address,
        **more,
    )


@contextmanager
def teams_year(home, now, *, sign_after=600, **more):
    """Run the service against the stand-in; signs of life, which come by the clock on the wall, are for who asks."""
    with stand_in() as teams:
        clock = StoryClock(now)
        app = build(settings_of(teams, home, **more), clock=clock)
        with running(Service(app, lambda: None, sign_after=sign_after)) as port:
            url = f"http://127.0.0.1:{port}"
            teams.delivery.to = f"{url}/api/messages"
            yield TeamsYear(app, teams, clock, url)
