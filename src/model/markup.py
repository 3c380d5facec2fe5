"""Markup into blocks: pairs (is a heading, text)."""

import re
from html.parser import HTMLParser

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "title"))
_BLOCKS = frozenset(("p", "li", "dd", "dt", "div", "section", "blockquote", "ul", "ol", "dl", "table", "tr", "td", "th",
                     "br", "hr", "item", "note", "steps", "list", "body", "page"))
_SKIPPED = frozenset(("script", "style", "nav", "table", "pre", "code-block", "header", "footer", "form", "svg", "info",
                      "head", "screen", "button", "sup", "listing"))
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr"))
_SKIPPED_CLASSES = re.compile(r"headerlink|sidebar|related|footer|navheader|navfooter|toc\b|contents|linenos|"
                              r"breadcrumb|menu|highlight|index|copyright|legalnotice|topnav|nav-wrapper|qv\b|up\b")


class _Blocks(HTMLParser):
    """Collects the text of HTML, or of XML with the same names of elements, such as Mallard."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks = []
        self._text = []
        self._skipped = []
        self._heading = False

    def handle_starttag(self, tag, attributes):
        if self._skipped:
            if tag == self._skipped[-1] and tag not in _VOID:
                self._skipped.append(tag)
            return
        names = dict(attributes)
        classes = f"{names.get('class') or ''} {names.get('role') or ''}"
        skipped = tag in _SKIPPED or bool(
            "headerlink" in classes if tag in ("a", "span") else _SKIPPED_CLASSES.search(classes))
        if skipped and tag not in _VOID and tag not in ("body", "html", "page"):
            if tag not in ("a", "span", "sup"):
                self._flush()
            self._skipped = [tag]
        elif tag in _BLOCKS or tag in _HEADINGS:
            self._flush()
            self._heading = tag in _HEADINGS

    def handle_startendtag(self, tag, attributes):
        if tag in _BLOCKS and not self._skipped:
            self._flush()

    def handle_endtag(self, tag):
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
        elif tag in _BLOCKS or tag in _HEADINGS:
            self._flush()

    def handle_data(self, data):
        if not self._skipped:
            self._text.append(data)

    def _flush(self):
        text = re.sub(r"\s+", " ", "".join(self._text)).strip()
        if text:
            self.blocks.append((self._heading, text))
        self._text = []
        self._heading = False


def html_blocks(text):
    parser = _Blocks()
    parser.feed(re.sub(r"<!\[CDATA\[|\]\]>", "", text))
    parser.close()
    parser._flush()
    return parser.blocks


def pod_blocks(text):
    """Blocks of Perl's Plain Old Documentation. Indented paragraphs are code and are left out."""
    for block in re.split(r"\n\s*\n", text):
        if command := re.match(r"=(\w+)\s*(.*)", block, re.S):
            if command.group(1).startswith("head"):
                yield True, _pod_plain(command.group(2))
        elif block and not block[0].isspace():
            yield False, _pod_plain(block)


def _pod_plain(text):
    text = re.sub(r"E<lt>", "(", re.sub(r"E<gt>", ")", text))
    text = re.sub(r"[XZ]<[^<>]*>", "", text)
    text = re.sub(r"L<(?:\"?([^|<>\"]*)\"?\|)?([^<>|]*)>", lambda link: link.group(1) or link.group(2), text)
    for _ in range(3):
        text = re.sub(r"[BICFSE]<<+ (.*?) >>+|[BICFSE]<([^<>]*)>", lambda found: found.group(1) or found.group(2) or "",
                      text, flags=re.S)
    return text


def osis_paragraphs(text):
    """Paragraphs of OSIS, the markup of Bible software, without notes."""
    text = re.sub(r"<note\b.*?</note>", "", text, flags=re.S)
    text = re.sub(r'<title type="(?:x-ms|main)".*?</title>|<title level="\d" type="main">.*?</title>', "", text,
                  flags=re.S)
    text = re.sub(r'<div [^>]*type="x-p"/>|<lg?\b[^>]*>|</?title[^>]*>|<item[^>]*>', "\n", text)
    text = re.sub(r"<[^>]+>", "", text)
    for line in text.split("\n"):
        if line := re.sub(r"\s+", " ", line).strip():
            yield line
