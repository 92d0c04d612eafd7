"""HTML → the Markdown that says the same, in CommonMark without raw HTML and images.

No word is lost or added: where a mark of emphasis would not be read as one, the words stand without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from webapp import markup
from webapp.timelimit import TimeLimit
from webapp.timelinejs.hypertext import BLOCKS, Element, plain, read

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "dfn": "*"}
_SPECIAL = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")
_BEGINS = re.compile(r"(?P<before>\d{1,9})(?P<mark>[.)])(?=\s|$)|(?P<sign>[-+=>#~])")
_ADDRESS = re.compile(r"(https?://[^/?#\s]|mailto:[^@\s]+@)", re.IGNORECASE)
_BREAK = "\n"


def blocks(html: str, limit: TimeLimit | None = None) -> list[str]:
    """The blocks of the text, each in Markdown without empty lines around it.

    Raises TookTooLongError where that takes more time than the limit leaves.
    """
    return list(_blocks(read(html), limit or TimeLimit()))


def is_paragraph(block: str) -> bool:
    """Whether a footnote mark can stand at the end of the block."""
    return re.match(r"[->#`]|\d+\. ", block) is None and "\n\n" not in block


def _blocks(element: Element, limit: TimeLimit) -> Iterator[str]:
    for is_block, children in groupby(element.children, key=_is_block):
        if not is_block:
            yield from _paragraph(list(children), limit)
            continue
        for child in children:
            assert isinstance(child, Element)
            yield from _block(child, limit)


def _is_block(child: Element | str) -> bool:
    return isinstance(child, Element) and (
        child.tag in BLOCKS or any(_is_block(below) for below in child.children)
    )


def _block(element: Element, limit: TimeLimit) -> Iterator[str]:
    match element.tag:
        case "blockquote":
            inside = "\n\n".join(_blocks(element, limit))
            if inside:
                yield re.sub(r"^", "> ", inside, flags=re.MULTILINE).replace("> \n", ">\n")
        case "ul" | "ol":
            yield from _list(element, limit)
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            level = "##" if element.tag in ("h1", "h2") else "###"
            for inside in _paragraph(element.children, limit):
                yield f"{level} {inside.replace(chr(92) + _BREAK, ' ')}"
        case "hr":
            yield "---"
        case "pre":
            yield from _code(element)
        case _:
            yield from _blocks(element, limit)


def _list(element: Element, limit: TimeLimit) -> Iterator[str]:
    items: list[str] = []
    for child in element.children:
        item = child if isinstance(child, Element) and child.tag == "li" else Element("", children=[child])
        inside = "\n\n".join(_blocks(item, limit))
        if inside:
            sign = f"{len(items) + 1}." if element.tag == "ol" else "-"
            indent = " " * (len(sign) + 1)
            items.append(f"{sign} " + re.sub(r"\n(?=.)", f"\n{indent}", inside))
    if items:
        yield ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _code(element: Element) -> Iterator[str]:
    text = "".join(_text(element)).strip("\n")
    if text.strip():
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        yield f"{fence}\n{text}\n{fence}"


def _text(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield "\n" if child.tag == "br" else ""
            yield from _text(child)


def _paragraph(children: Sequence[Element | str], limit: TimeLimit) -> Iterator[str]:
    """The paragraph that these make, if they have a word."""
    words = " ".join("".join(_text(Element("", children=list(children)))).split())
    if not words:
        return
    for marked in (True, False):
        written = _lines("".join(_inline(children, marked)))
        if plain(markup.render(written, "events/x", (), (), limit).html) == words:
            yield written
            return
    yield _escaped_line(escaped(words))


def _lines(text: str) -> str:
    """The lines that hard breaks make, their spaces folded, none of which begins like a block."""
    lines = [" ".join(line.split()) for line in text.split(_BREAK)]
    return f"\\{_BREAK}".join(_escaped_line(line) for line in lines if line)


def _inline(children: Sequence[Element | str], marked: bool) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield re.sub(r"\s+", " ", escaped(child))
        elif child.tag == "br":
            yield _BREAK
        else:
            inside = "".join(_inline(child.children, marked and child.tag != "a"))
            yield _wrapped(child, inside) if marked else inside


def _wrapped(element: Element, inside: str) -> str:
    """The words with the marks of their element, white space left outside."""
    core = inside.strip()
    if not core or _BREAK in core:
        return inside
    before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    if element.tag in _MARKS:
        mark = _MARKS[element.tag]
        return f"{before}{mark}{core}{mark}{after}"
    if element.tag == "a" and (href := address(element.href)):
        return f"{before}[{core}]({f'<{href}>' if re.search('[()]', href) else href}){after}"
    return inside


def address(href: str) -> str:
    """A link's address as it can stand in Markdown, "" where it is none that Parley links to."""
    whole = f"https:{href}" if href.startswith("//") else href
    if not _ADDRESS.match(whole):
        return ""
    return re.sub(r"[\s<>\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), whole)


def escaped(text: str, headline: bool = False) -> str:
    """The text with a backslash before each sign that means something to Markdown."""
    written = _SPECIAL.sub(r"\\\g<0>", text)
    return written.replace("#", r"\#") if headline else written


def _escaped_line(line: str) -> str:
    found = _BEGINS.match(line)
    if not found:
        return line
    at = found.start("sign") if found["sign"] else found.start("mark")
    return f"{line[:at]}\\{line[at:]}"
