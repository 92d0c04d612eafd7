"""Markdown to HTML: what comes out, what is refused and where, and that nothing unsafe comes out."""

from __future__ import annotations

import pytest

from tests.safe_html import assert_safe, text, under
from webapp.markup import Fault, Prose, at, render
from webapp.markup.plain import lines, named

KEYS = {"dossier", "events/call", "events/reply", "rounds/1", "rounds/2", "sources/article"}


def read(markdown: str, key: str = "events/call", labels: tuple[str, ...] = ("1", "date", "kyiv")) -> Prose:
    prose = render(markdown, key, KEYS, labels)
    assert_safe(prose.html)
    assert_safe(prose.summary)
    return prose


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One\ntwo.\n\nThree.", "<p>One\ntwo.</p>\n<p>Three.</p>\n"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
        ("## Two\n### Three", "<h2>Two</h2>\n<h3>Three</h3>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("a  \nb", "<p>a<br>\nb</p>\n"),
        ("***", "<hr>\n"),
        ("```js\nx < y\n```", "<pre><code>x &lt; y\n</code></pre>\n"),
        ("a < b & c > d, 1<2, x<y", "<p>a &lt; b &amp; c &gt; d, 1&lt;2, x&lt;y</p>\n"),
        ("&lt;b&gt; &copy; \\<b>", "<p>&lt;b&gt; © &lt;b&gt;</p>\n"),
        ("[…] [sic] [the Russians]", "<p>[…] [sic] [the Russians]</p>\n"),
        ("https://example.org", "<p>https://example.org</p>\n"),
        ("", ""),
    ],
)
def test_commonmark_without_faults(markdown: str, html: str) -> None:
    assert (read(markdown).html, read(markdown).faults) == (html, ())


def test_the_first_heading_is_the_headline_in_plain_text() -> None:
    prose = read('# *Lavrov* tells `Rubio` & [others](https://x.org): "soon"\n\nFirst.\n\n## Then\n\nLast.\n')
    assert prose.title == 'Lavrov tells Rubio & others: "soon"'
    assert prose.html == "<p>First.</p>\n<h2>Then</h2>\n<p>Last.</p>\n"
    assert prose.faults == ()


def test_a_headline_may_be_underlined_and_may_be_missing() -> None:
    assert read("Talks\nbegin\n===\n\nText.").title == "Talks begin"
    assert read("Text.").title is None


@pytest.mark.parametrize(
    ("markdown", "summary"),
    [
        ("# Title\n\nFirst *one*.\n\nSecond.", "<p>First <em>one</em>.</p>"),
        ("## Part\n\nFirst.", "<p>First.</p>"),
        ("- an item\n- another", "<p>an item</p>"),
        ("# Title", ""),
        ("---", ""),
    ],
)
def test_summary_is_the_first_paragraph(markdown: str, summary: str) -> None:
    assert read(markdown).summary == summary


def test_marks_are_numbered_in_order_of_first_use() -> None:
    prose = read('Moscow says "no"[^kyiv]; Kyiv[^date] too.[^kyiv]\n\n- [^1]\n')
    assert prose.marks == ("kyiv", "date", "1")
    assert prose.faults == ()
    assert prose.html == (
        '<p>Moscow says "no"<a class="cite" href="/-/events/call#q1">1</a>; '
        'Kyiv<a class="cite" href="/-/events/call#q2">2</a> too.'
        '<a class="cite" href="/-/events/call#q1">1</a></p>\n'
        '<ul>\n<li><a class="cite" href="/-/events/call#q3">3</a></li>\n</ul>\n'
    )


@pytest.mark.parametrize("markdown", ["`[^1]`", "    [^1]", "\\[^1]", "[\\^1]", "[1]", "[ ^1]"])
def test_what_only_looks_like_a_mark_is_text(markdown: str) -> None:
    prose = read(markdown)
    assert (prose.marks, prose.faults) == ((), ())
    assert "cite" not in prose.html


def test_a_mark_may_stand_in_emphasis_beside_an_exclamation_mark_and_before_a_bracket() -> None:
    assert read("*a[^1]* b![^date] c[^kyiv](d)").marks == ("1", "date", "kyiv")


@pytest.mark.parametrize(
    ("markdown", "key", "link"),
    [
        (
            "[a](https://x.org/?q=1&r)",
            "events/call",
            '<a href="https://x.org/?q=1&amp;r" rel="noopener">a</a>',
        ),
        ("[a](HTTP://X.org 'b')", "events/call", '<a href="HTTP://X.org" title="b" rel="noopener">a</a>'),
        ("<https://x.org>", "events/call", '<a href="https://x.org" rel="noopener">https://x.org</a>'),
        ("[a]\n\n[a]: https://x.org", "events/call", '<a href="https://x.org" rel="noopener">a</a>'),
        ("<me@x.org>", "events/call", '<a href="mailto:me@x.org" rel="noopener">me@x.org</a>'),
        ("[2](../rounds/2.md)", "events/call", '<a href="/-/rounds/2">2</a>'),
        ("[r](reply.md)", "events/call", '<a href="/-/events/reply">r</a>'),
        ("[r](./reply.md)", "events/call", '<a href="/-/events/reply">r</a>'),
        ("[r](events/reply.md)", "dossier", '<a href="/-/events/reply">r</a>'),
        ("[all](../dossier.md)", "rounds/1", '<a href="/-/">all</a>'),
    ],
)
def test_links(markdown: str, key: str, link: str) -> None:
    prose = read(markdown, key)
    assert (prose.html, prose.faults) == (f"<p>{link}</p>\n", ())


@pytest.mark.parametrize(
    ("markdown", "message", "html"),
    [
        ("a <b>c</i>", "raw HTML is not allowed: remove <b>", "<p>a c</p>\n"),
        ("<div class='x'>\n\ntext\n", "raw HTML is not allowed: remove <div>", "<p></p>\n<p>text</p>\n"),
        ("<br/>", "raw HTML is not allowed: remove <br>", "<p></p>\n"),
        ("a <!-- b --> c", "raw HTML is not allowed: remove the comment or declaration", "<p>a  c</p>\n"),
        ("<!-- a\n\nb", "raw HTML is not allowed: remove the comment", "<p> a</p>\n<p>b</p>\n"),
        ("<?php x ?>", "raw HTML is not allowed: remove the comment or declaration", "<p></p>\n"),
        (
            "![a](https://x.org/i.png)",
            "images are not shown: remove the “!” to make it a link, or remove it all",
            "<p></p>\n",
        ),
        (
            "[a](javascript:alert(1))",
            "a link leads to a http, https or mailto address, not to “javascript:”",
            "<p>a</p>\n",
        ),
        (
            "<tel:112>",
            "a link leads to a http, https or mailto address, not to “tel:”",
            "<p>tel:112</p>\n",
        ),
        ("[a](//x.org/b)", "“//x.org/b” has no scheme: write https://x.org/b", "<p>a</p>\n"),
        ("[a](https:x.org)", "“https:x.org” is not a whole address", "<p>a</p>\n"),
        ("[a](mailto:me)", "“mailto:me” is not a whole address", "<p>a</p>\n"),
        (
            "[a](../rounds/22.md)",
            "“../rounds/22.md” is no file of this dossier; the nearest is ../rounds/2.md",
            "<p>a</p>\n",
        ),
        ("[a](quite-different.md)", "“quite-different.md” is no file of this dossier", "<p>a</p>\n"),
        (
            "[a](../../other/rounds/2.md)",
            "“../../other/rounds/2.md” is no file of this dossier",
            "<p>a</p>\n",
        ),
        (
            "[a](/-/rounds/2)",
            "“/-/rounds/2” is neither a web address nor a .md file of this dossier; "
            "the nearest is ../rounds/2.md",
            "<p>a</p>\n",
        ),
        (
            "[a](reply)",
            "“reply” is neither a web address nor a .md file of this dossier; the nearest is reply.md",
            "<p>a</p>\n",
        ),
        (
            "[a](reply.md#q1)",
            "“reply.md#q1” is neither a web address nor a .md file of this dossier; the nearest is reply.md",
            "<p>a</p>\n",
        ),
        (
            "[a](9%0A8%1B7.md)",
            "“9 8�7.md” is no file of this dossier",
            "<p>a</p>\n",
        ),
        ("a[^dat]", "no footnote [^dat] is defined; the nearest is [^date]", "<p>a</p>\n"),
        ("a[^zz\nzz]", "no footnote [^zz zz] is defined", "<p>a</p>\n"),
        ("a[^]", "no footnote [^] is defined", "<p>a</p>\n"),
        (
            "[a](https://x.org/b c)",
            "this is no link: its address has spaces, or a footnote mark stands in its text",
            "<p>[ahttps://x.org/b c)</p>\n",
        ),
        ("##\n", "the heading is empty: write one, or remove it", "<h2></h2>\n"),
        ("#### a", "#### is too deep: begin this heading with ## or ###", "a\n"),
        ("> # a", "only the headline begins with one #: begin this heading with ## or ###", None),
        ("#", "the headline is empty: write one, or remove the #", ""),
        (
            "> [^1]: words",
            "a footnote is defined at the start of a line, with its words in quotation marks",
            "<blockquote></blockquote>\n",
        ),
    ],
)
def test_what_is_not_allowed_is_named_and_does_not_come_out(
    markdown: str, message: str, html: str | None
) -> None:
    prose = read(markdown)
    assert prose.faults[0].message == message
    assert html is None or prose.html == html


@pytest.mark.parametrize(
    ("fits", "lost", "place"),
    [
        ("> " * 19 + "deep", "> " * 20 + "deep", (1, 1)),
        ("- " * 9 + "deep", "- " * 10 + "deep", (1, 1)),
        (
            "\n".join(f"{'  ' * level}- deep" for level in range(9)),
            "\n".join(f"{'  ' * level}- deep" for level in range(30)),
            (10, 19),
        ),
    ],
)
def test_what_is_nested_too_deep_is_reported_before_it_is_lost(
    fits: str, lost: str, place: tuple[int, int]
) -> None:
    assert read(fits).faults == ()
    assert "deep" in read(fits).html
    message = "lists or quotations are nested too deep in this line: write them flatter"
    assert read(lost).faults == (Fault(*place, message),)


@pytest.mark.parametrize("headline", ["#", "# \u200b", "# \u00ad\u2060", "# &#8203;"])
def test_a_headline_that_shows_nothing_is_empty(headline: str) -> None:
    prose = read(f"{headline}\n\nText.")
    assert [fault.message for fault in prose.faults] == ["the headline is empty: write one, or remove the #"]
    assert prose.title is not None


def test_every_fault_has_its_line_and_column() -> None:
    markdown = "\n".join(
        [
            "# Title[^1]",
            "",
            "Text <b>bold</b>, a < b, ![i](u)",
            "and [^none] here.",
            "",
            "> - quoted [k](javascript:x)",
            ">   lazy\t<i>",
            "lazier [^none]",
            "",
            "# Second",
            "",
            "   1. é𝄞 `<b>` <u>   ",
        ]
    )
    places = [(fault.line, fault.column, fault.message.split(":")[0]) for fault in read(markdown).faults]
    assert places == [
        (1, 3, "a headline has no footnote"),
        (3, 6, "raw HTML is not allowed"),
        (3, 13, "raw HTML is not allowed"),
        (3, 26, "images are not shown"),
        (4, 5, "no footnote [^none] is defined"),
        (6, 12, "a link leads to a http, https or mailto address, not to “javascript"),
        (7, 10, "raw HTML is not allowed"),
        (8, 8, "no footnote [^none] is defined"),
        (10, 3, "only the headline begins with one #"),
        (12, 16, "raw HTML is not allowed"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    assert read(f"a{end}{end}b{end}c <i>").faults == (Fault(4, 3, "raw HTML is not allowed: remove <i>"),)


def test_a_headline_gives_no_number_to_its_mark() -> None:
    prose = read("# Title[^date]\n\nText.[^1]")
    assert prose.marks == ("1",)
    assert prose.title == "Title"


def test_at_sets_the_base_of_links_inside_the_dossier() -> None:
    html = read("[2](../rounds/2.md) [all](../dossier.md) [x](https://x.org) a[^1]").html
    assert at(html, under("/talks@3")) == (
        '<p><a href="/talks@3/rounds/2">2</a> <a href="/talks@3/">all</a> '
        '<a href="https://x.org" rel="noopener">x</a> '
        'a<a class="cite" href="/talks@3/events/call#q1">1</a></p>\n'
    )
    assert at(html, under('/"<b>')).count("/&#34;&lt;b&gt;/") == 3


@pytest.mark.parametrize(
    "markdown",
    [
        'href="/-/rounds/2"',
        '&lt;a href="/-/rounds/2">',
        '\\<a href="/-/rounds/2">',
        '`<a href="/-/rounds/2">`',
        '`<a class="cite" href="/-/rounds/2">`',
        '    <a href="/-/rounds/2">',
        '```\n<a class="cite" href="/-/rounds/2">\n```',
        "[a](https://x.org '<a href=\"/-/rounds/2\">')",
        '[a](https://x.org "<a href=\\"/-/rounds/2\\">")',
        '[a](<https://x.org/<a href="/-/rounds/2>)',
    ],
)
def test_at_leaves_an_authors_own_words_alone(markdown: str) -> None:
    html = read(markdown).html
    assert at(html, under("/talks")) == html
    assert "/-/" in html


XSS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script>",
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)//",
    "<img src=x onerror=alert(1)",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<math href=javascript:alert(1)>x</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<input onfocus=alert(1) autofocus>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a onclick=alert(1) href=https://x.org>x</a>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style=background:url(javascript:alert(1))>x</p>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE html><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](< javascript:alert(1)>)",
    "[x](javascript&colon;alert(1))",
    "[x](javascript%3Aalert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/png;base64,AAAA)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://x.org/1)",
    "[x](view-source:https://x.org)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\\\\\evil.example)",
    "[x](https:evil.example)",
    "[x](https:///evil.example)",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x]\n\n[x]: <javascript:alert(1)> 'title'",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    '![x" onerror="alert(1)](y)',
    "[![x](y)](javascript:alert(1))",
    '[x](https://x.org "y\' onmouseover=alert(1) z=")',
    "[x](https://x.org '\"><script>alert(1)</script>')",
    '[x](https://x.org/"onmouseover=alert(1)//)',
    '[x"><img src=x onerror=alert(1)>](https://x.org)',
    '```"><script>alert(1)</script>\nx\n```',
    "``` onmouseover=alert(1)\nx\n```",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "# <script>alert(1)</script>",
    "- <script>alert(1)</script>\n  > <svg onload=alert(1)>",
    "a[^<script>alert(1)</script>]",
    '[^1"><script>alert(1)</script>]',
    "<p class=cite><a class=cite href=/-/x>1</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "<\x00script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
]


@pytest.mark.parametrize("payload", XSS)
@pytest.mark.parametrize("around", ["{}", "# Title\n\ntext {} text[^1]", "> - *{}*", "| {} |\n"])
def test_no_payload_comes_out_as_anything_but_text(payload: str, around: str) -> None:
    prose = read(around.format(payload))
    assert_safe(at(prose.html, under("/-")))


def test_a_title_is_text_for_templates_to_escape() -> None:
    assert read("# `<script>` &amp; \\<b>").title == "<script> & <b>"


HOSTILE = [
    "[", "![", "[^", "](", "[a](", "[a](<b", "[^a]", "[x][y]", "[[a]]", "[a]: b\n", "[x](y.md) ", "![a](b)",
    "*", "**a ", "_a*", "`", "`a``b```", "```\n", "\\", "&amp", "\x00", "é", "\t", "a\n",
    "<", "<a ", "<!--", "<b>", "<x@y.", "> ", "- ", "1) ", "# a\n", "a\n===\n", "    a\n",
]  # fmt: skip


@pytest.mark.parametrize("shape", HOSTILE)
def test_20_000_hostile_characters_are_rendered_or_refused(shape: str) -> None:
    read((shape * 20_000)[:20_000])


def test_nesting_has_an_end() -> None:
    read("".join(f"{'  ' * depth}- a\n" for depth in range(140)))
    read(f"{'*a ' * 3000}{'b*' * 3000}")


def test_text_comes_out_letter_for_letter() -> None:
    written = 'He said: "Don\'t" — 3 < 4 & 5 > 4; «да», 否 [sic] 100% #1 a_b_c ~x~ |y| {z} $1'
    assert text(read(written).html).strip() == written


def test_the_lines_of_a_text_are_its_blocks_without_marks() -> None:
    markdown = 'One *word*[^a] & 1 < 2.\n\n- first\n- [second](https://example.org "a > b")\n\n> said[^b]\n'
    prose = render(markdown, "events/x", [], ["a", "b"])
    assert lines(prose.html) == "One word & 1 < 2.\nfirst\nsecond\nsaid"


def test_marks_written_as_what_they_cite_do_not_tell_of_their_numbers() -> None:
    one = render("Said.[^b]", "events/x", [], ["a", "b"]).html
    two = render("[^a] Said.[^b]", "events/x", [], ["a", "b"]).html
    assert named(one, {1: "late"}) == "<p>Said.[late]</p>\n"
    assert named(two, {1: "early", 2: "late"}) == "<p>[early] Said.[late]</p>\n"
