"""What every test shares: quick passwords, plain static files, and a browser where there is one."""

import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from _pytest import runner
from django.conf import settings
from xdist.scheduler import LoadFileScheduling

from holdepunkt.memory import tidy_seldom, with_room
from tools.chromium import find_chromium, why_none

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def pytest_configure(config: pytest.Config) -> None:
    """Make the product's settings fit for tests, before anything is built from them."""
    tidy_seldom()
    config.addinivalue_line("filterwarnings", "ignore:No directory at:UserWarning")
    # Slow hashing protects people; made-up people need none.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Nor do they carry a phone for the second step; the tests of signing in turn it on.
    settings.TWO_FACTOR_ROLES = ()
    # Tests ask for files under their plain names; nothing has to be collected first.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


# Whoever uses one of these asks the database of the suite.
ASKS = {"db", "transactional_db", "django_db_setup", "live_server", "suite_database"}
# Files that take longest, the longest first: one of them begun last would leave the other worker idle.
LONGEST = (
    "holdepunkt/tests/test_every_page.py",
    "torture/tests/test_nonsense.py",
    "holdepunkt/pages/tests/test_copies_and_moving.py",
    "torture/tests/test_faults.py",
    "bench/tests/test_command.py",
    "torture/tests/test_kills.py",
    "torture/tests/test_clashes.py",
    "holdepunkt/tests/matrix/",
    "stories/test_two_faces.py",
)
# Folders whose files share something costly: one worker runs them, one after the other.
TOGETHER = ("holdepunkt/tests/matrix/",)


class Scheduling(LoadFileScheduling):
    """A file at a time, or a folder whose files belong together."""

    def _split_scope(self, nodeid: str) -> str:
        """The file or folder whose tests one worker runs."""
        return unit_of(super()._split_scope(nodeid))


def unit_of(path: str) -> str:
    """The folder a file is run with, or the file itself."""
    return next((folder for folder in TOGETHER if path.startswith(folder)), path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """`--dist loadfile` as we mean it."""
    return Scheduling(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--asking` runs the files that ask the suite's database; all others say the same on every database."""
    parser.addoption("--asking", action="store_true", help="only files that ask the database of the suite")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest files, leave out what `--asking` does not ask for, skip what cannot run here."""
    if config.getoption("--asking"):
        asking = {item.path for item in items if asks_the_database(item)}
        config.hook.pytest_deselected(items=[item for item in items if item.path not in asking])
        items[:] = [item for item in items if item.path in asking]
    items.sort(key=_turn)
    _skip_browsers(items)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: nobody has to look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """A test calls deep down: from there on its frames lie in one piece."""
    return run_one(item, nextitem)


run_one = with_room(runner.pytest_runtest_protocol)


def asks_the_database(item: pytest.Item) -> bool:
    """Whether the test asks the suite's database; pytest-django lets no other test near it."""
    return bool(item.get_closest_marker("django_db") or ASKS & set(getattr(item, "fixturenames", ())))


def _turn(item: pytest.Item) -> tuple[int, bool, bool]:
    """The longest first, then whole ways through the site; what needs no world before what shares one."""
    path = item.path.relative_to(item.config.rootpath).as_posix()
    unit = unit_of(path)
    place = LONGEST.index(unit) if unit in LONGEST else len(LONGEST)
    return place, not path.startswith(("stories", "torture")), "matrix" in getattr(item, "fixturenames", ())


def _skip_browsers(items: list[pytest.Item]) -> None:
    reason = None if find_chromium() else why_none()
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        reason = "the browser tests run on SQLite only"
    for item in items:
        if reason and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database of the tests is there already, with all its tables."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Give this worker its copy of the empty house before the first test asks it."""
    from holdepunkt.tests.empty_house import copy_for_this_worker

    with copy_for_this_worker(tmp_path_factory):
        yield


@pytest.fixture(scope="session", autouse=True)
def _tests_look_from_outside() -> Iterator[None]:
    """A test builds and looks as the owner of the tables does. Pages, commands and jobs build their own walls.

    What a page, command or job would forget, the stories show: they run with `walls_up`, as the house does.
    """
    from django_scopes import scopes_disabled

    with scopes_disabled():  # because a test compares several municipalities
        yield


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[Any]:
    """From where a test's own transaction begins, it is known what its builders write."""
    from holdepunkt.record.tests.replayed import follower

    made = yield
    if fixturedef.argname == "_django_db_helper":
        follower.begin()
    return made


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """What is written between two tests is nobody's."""
    from holdepunkt.record.tests.replayed import follower

    follower.end()


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What one worker of this run has compiled, the others only read."""
    from django.template import engines

    from holdepunkt.tests.made_once import place_of_all

    (pages,) = engines.all()
    pages.env.bytecode_cache.directory = str(place_of_all(tmp_path_factory) / "templates")


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_kept() -> None:
    """A test may change rows without the record, so that nobody would know; those about kept pages turn this on."""
    from holdepunkt.record import kept

    kept.pages.room = kept.facts.room = 0


@pytest.fixture(scope="module")
def walls_up() -> Iterator[None]:
    """Nothing can be read outside a municipality, as in the running house."""
    from django_scopes.state import state

    token = state.set({})
    yield
    state.reset(token)


@pytest.fixture(scope="session")
def app_role(django_db_setup: Any, django_db_blocker: Any) -> str:
    """The role of the site in production, allowed what it is allowed there; "" where there is none (SQLite)."""
    from django.db import connection

    from holdepunkt.tenancy import roles

    role = os.environ.get("HOLDEPUNKT_TEST_APP_ROLE", "")
    if connection.vendor != "postgresql" or not role:
        return ""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for statement in roles.grants(role, append_only=roles.append_only_tables()):
            cursor.execute(statement)
    return role


@pytest.fixture(scope="session")
def suite_database() -> str:
    """The address of the suite's PostgreSQL, or empty for SQLite: for tests that start programs on it."""
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return "" if is_sqlite else os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def torture() -> bool:
    """Whether the long forms of tests are asked for, which may take an hour."""
    return bool(os.environ.get("HOLDEPUNKT_TORTURE"))


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One Chromium for all browser tests of a worker."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the test itself stays synchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(find_chromium()), args=[*arguments, "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium: "Browser", live_server: Any) -> Iterator["Page"]:
    """A fresh Danish window, 1280 wide, whose addresses begin at the live server."""
    context = chromium.new_context(base_url=live_server.url, locale="da-DK", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
