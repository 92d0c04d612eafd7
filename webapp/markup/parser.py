"""CommonMark without raw HTML and images, with footnote marks; its tokens know where they stand.

Inline tokens of type "mark", "link_open" and "fault" have `meta["at"]`: their offset into the content of the
inline block that they belong to. `env[LIMIT]` limits the time that a text takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.ruler import RuleOptionsType, StateBase
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

from webapp.timelimit import TimeLimit

Rule = Callable[[StateInline, bool], bool]
LIMIT = "limit"  # the name of a text's TimeLimit in the parser's `env`

_MARK = re.compile(r"\[\^([^\[\]]*)\]")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*")


class Parser(MarkdownIt):
    def __init__(self) -> None:
        super().__init__("commonmark")
        self.disable("html_block")  # as inline HTML, every tag is reported, and the text between stays text
        block, inline = self.block.ruler, self.inline.ruler
        everywhere = RuleOptionsType(alt=["paragraph", "reference", "blockquote", "list"])
        block.before(block.get_all_rules()[0], "limit", _limit, everywhere)
        inline.before(inline.get_all_rules()[0], "limit", _limit)
        inline.before("link", "mark", _mark)
        inline.at("link", _placed(link))
        inline.after("link", "broken_link", _broken_link)
        inline.at("autolink", _placed(autolink))
        inline.at("image", _image)
        inline.at("html_inline", _html)
        inline.after("html_inline", "comment", _comment)
        self.add_render_rule("mark", _render_mark)

    def validateLink(self, url: str) -> bool:  # noqa: N802, the library's name
        """Every link makes a token, so that a bad one is reported instead of shown as text."""
        return True


def _limit(state: StateBase, *where: object) -> bool:
    """A rule that is tried before all others, at every place, and never applies: it asks for the time."""
    limit: TimeLimit = state.env[LIMIT]
    limit.check()
    return False


def _mark(state: StateInline, silent: bool) -> bool:
    found = _MARK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("mark", "", 0).content = found[1]
        state.tokens[-1].meta["at"] = found.start()
    state.pos = found.end()
    return True


def _placed(rule: Rule) -> Rule:
    """The rule, which now notes where its link stands."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        done = rule(state, silent)
        for token in state.tokens[count:] if done else ():
            if token.type == "link_open":
                token.meta["at"] = start
        return done

    return placed


def _broken_link(state: StateInline, silent: bool) -> bool:
    """What is left of a link that cannot be read; otherwise it would be published as if it were text."""
    if silent or not state.src.startswith("](", state.pos):
        return False
    _fault(state, state.pos, "this is no link: its address has spaces, or a footnote mark stands in its text")
    state.pos += 2
    return True


def _image(state: StateInline, silent: bool) -> bool:
    start = state.pos
    done = image(state, True)
    if done and not silent:
        _fault(state, start, "images are not shown: remove the “!” to make it a link, or remove it all")
    return done


def _html(state: StateInline, silent: bool) -> bool:
    start = state.pos
    done = html_inline(state, True)
    if done and not silent:
        tag = _TAG.match(state.src, start)
        what = f"{tag[0]}>" if tag else "the comment or declaration"
        _fault(state, start, f"raw HTML is not allowed: remove {what}")
    return done


def _comment(state: StateInline, silent: bool) -> bool:
    """A comment that does not end in its paragraph. As text it would publish what was meant to be hidden."""
    if not state.src.startswith("<!--", state.pos):
        return False
    if not silent:
        _fault(state, state.pos, "raw HTML is not allowed: remove the comment")
    state.pos += 4
    return True


def _fault(state: StateInline, at: int, message: str) -> None:
    token = state.push("fault", "", 0)
    token.content, token.meta["at"], token.hidden = message, at, True


def _render_mark(
    renderer: object, tokens: Sequence[Token], idx: int, options: object, env: MutableMapping[str, Any]
) -> str:
    token = tokens[idx]
    return f'<a class="cite" href="{escapeHtml(str(token.attrs["href"]))}">{escapeHtml(token.content)}</a>'


PARSER = Parser()
