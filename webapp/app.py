"""The site as a WSGI application."""

from __future__ import annotations

from flask import Flask

from webapp.pagecache import PageCache
from webapp.settings import Settings
from webapp.shipped import shipped
from webapp.store import Store
from webapp.web import (
    assets,
    costs,
    errors,
    formats,
    freshness,
    frozen,
    headers,
    hosts,
    keeping,
    limits,
    logs,
    oembed,
    parameters,
    paths,
    reading,
    rendering,
    routes,
    streaming,
)
from webapp.web.jinja import Environment


class Site(Flask):
    """Flask, but a failure is logged under the number that its page shows."""

    jinja_environment = Environment

    def log_exception(self, exc_info: logs.ExcInfo) -> None:
        errors.log(exc_info)


def create_app(settings: Settings, store: Store | None = None, copy: frozen.Frozen | None = None) -> Flask:
    """The site over the store at `settings.database_url` (read at `read_url`); any WSGI server runs it.

    It keeps nothing but what clients have asked for in the last minute, pages that are asked for often,
    events as timelines show them, and editions while the store stays as it is.

    `store` is read in place of that one; of a site that is frozen, `copy` says as what. Raises StoreError for
    a URL that cannot be used.
    """
    app = Site("webapp", static_folder=None, template_folder=str(shipped("templates")))
    app.config["PUBLIC_URL"] = settings.public_url
    app.config["TRUSTED_PROXIES"] = settings.trusted_proxies
    logs.install()
    frozen.install(app, copy)
    reading.install(app, store or Store(settings.database_url, reading.PATIENCE, settings.read_url))
    for part in (
        limits,
        hosts,
        paths,
        parameters,
        headers,
        rendering,
        keeping,
        assets,
        formats,
        oembed,
        errors,
        streaming,
    ):
        part.install(app)
    freshness.install(app)
    costs.install(app, settings)  # after what is answered at once: that costs nothing
    app.before_request(parameters.respell)
    routes.install(app)
    if copy is None:
        opened: Store = app.extensions["parley.store"]
        cache = PageCache(
            app.wsgi_app, opened.digest, opened.look, settings.cache, settings.public_url is not None
        )
        app.wsgi_app = cache  # type: ignore[method-assign]
    return app
