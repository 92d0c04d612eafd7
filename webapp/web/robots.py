"""`/robots.txt` (RFC 9309): what crawlers are asked to leave alone, and where the sitemap is."""

from __future__ import annotations

from flask import Response, make_response

from webapp.web.head import absolute

# They fetch a page once, since somebody has sent its link, to show a card of it; whatever page that is.
PREVIEWS = (
    "Twitterbot",
    "facebookexternalhit",
    "LinkedInBot",
    "Slackbot",
    "Slackbot-LinkExpanding",
    "Discordbot",
    "TelegramBot",
    "WhatsApp",
    "redditbot",
    "Pinterestbot",
    "Iframely",
    "Bluesky",
    "Mastodon",
)
# Whatever has parameters is another view of a page without any: filters, searches and days have no end.
# Pinned pages are allowed, for crawlers to learn from them which page is the canonical one.
RULES = ("Allow: /static/", "Disallow: /*?", "Disallow: /search$", "Disallow: /*/search$")


def robots() -> Response:
    lines = [
        *(f"User-agent: {name}" for name in PREVIEWS),
        "Allow: /",
        "",
        "User-agent: *",
        *RULES,
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return make_response("\n".join(lines) + "\n", {"Content-Type": "text/plain; charset=utf-8"})
