"""Feeds as files, for tests."""

from xml.sax.saxutils import escape

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Ford News</title><language>en-GB</language>
<atom:link rel="self" href="https://news.example/feed.xml"/>
{items}
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk" xml:base="https://news.example/">
<title>Новини</title>
<entry><id>urn:1</id><title type="html">Зустріч &amp;amp; &lt;b&gt;заява&lt;/b&gt;</title>
<link href="a/1"/><updated>2026-04-25T12:00:00+03:00</updated><author><name>Олена</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Перше</p><p>Друге</p></div>
</content></entry>
</feed>"""


def an_item(number: int = 1, **parts: str) -> str:
    said = {
        "title": f"Talks, day {number}",
        "link": f"https://news.example/{number}",
        "guid": f"item-{number}",
        "description": f"<p>What was said on day <b>{number}</b>.</p>",
        "pubDate": f"Sat, {number % 28 + 1:02} Apr 2026 12:07:54 GMT",
    } | parts
    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in said.items() if text)
    return f"<item>{inner}</item>"


def rss(*items: str) -> bytes:
    return RSS.format(items="\n".join(items or (an_item(1), an_item(2)))).encode()
