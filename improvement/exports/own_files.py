"""The only files that a printed page may ask for: its sheet, our own static files, and the ratings' symbols.

Imported where WeasyPrint is: everything but PDF works without it.
"""

from mimetypes import guess_type
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint.urls import URLFetcher, URLFetcherResponse

from improvement.ratings import Code

# Stands before every address in the sheet. Nothing is ever looked for there: “invalid” is no one's domain.
BASE = "https://own-files.invalid/"
SHEET = "print.css"
SYMBOLS = {f"symbols/{code.value}.svg": code.value for code in Code}


class OwnFiles(URLFetcher):
    """Serves our own files and stops the work at any other address, so that no text can make us fetch."""

    def __init__(self):
        super().__init__(fail_on_errors=True)

    def fetch(self, url, headers=None):
        if not url.startswith(BASE):
            raise PermissionError(f"Only our own files may be printed, not {url}")
        name = url.removeprefix(BASE)
        if name in SYMBOLS:
            drawn = render_to_string("print/symbol.svg", {"code": SYMBOLS[name]})
            return URLFetcherResponse(url, drawn, {"Content-Type": "image/svg+xml"})
        found = settings.PRINT_STYLES if name == SHEET else finders.find(name)
        if found is None:
            raise FileNotFoundError(f"No static file is called {name}")
        kind = guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})
