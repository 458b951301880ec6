"""A headless browser for the tests of the page, where the machine has one."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from contextlib import contextmanager

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
_DRIVER = shutil.which("chromedriver")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def missing() -> str | None:
    """What the browser tests lack, in one line; None where they can run."""
    if not (_CHROMIUM and _DRIVER):
        return "browser tests not run: no chromium with its chromedriver on this machine"
    if importlib.util.find_spec("selenium") is None:
        return "browser tests not run: selenium is not installed"
    return None


@contextmanager
def browser():
    """A new browser with an empty profile, which logs what it does and every request."""
    from selenium import webdriver

    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = _CHROMIUM
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        service = webdriver.ChromeService(executable_path=_DRIVER)
        driver = webdriver.Chrome(options=options, service=service)
        try:
            yield driver
        finally:
            driver.quit()
