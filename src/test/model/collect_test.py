"""Tests of the collector's rules. They need no package.

    python3 src/test/model/collect_test.py
"""
import struct
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "model"))

import readers
from cleaning import clean_characters, is_prose, paragraphs, prose_only, strip_gutenberg, tidy
from deduplication import Deduplicator
from markup import html_blocks, osis_paragraphs, pod_blocks
from sources import SOURCES

SENTENCE = "The captain walked to the end of the deck and looked at the sea, which was calm and of a deep blue."


class CleaningTest(unittest.TestCase):

    def test_joins_the_lines_of_a_paragraph(self):
        self.assertEqual(list(paragraphs("It was a bright\ncold day.\n\nThe clocks\nstruck.")),
                         ["It was a bright cold day.", "The clocks struck."])

    def test_keeps_the_lines_of_verse(self):
        self.assertEqual(list(paragraphs("  Twinkle, twinkle,\n  Little bat!\n  How I wonder\n  What you're at!")),
                         ["Twinkle, twinkle,\nLittle bat!\nHow I wonder\nWhat you're at!"])

    def test_joins_a_hyphenated_word_that_occurs_elsewhere(self):
        self.assertEqual(list(paragraphs("a pass-\nenger\n\nthe passenger, a well-\nknown man")),
                         ["a passenger", "the passenger, a well-known man"])

    def test_makes_quotes_plain_and_removes_invisible_characters(self):
        self.assertEqual(clean_characters("\ufeff\u201cIt\u2019s\u00a0here\u201d--\u200bhe\x07 said"),
                         '"It\'s here"\u2014he said')

    def test_removes_emphasis_and_footnote_marks(self):
        self.assertEqual(tidy("He _did_ say `no'[3]  twice ."), "He did say 'no' twice.")

    def test_removes_the_frame_of_project_gutenberg(self):
        text = "Header\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\nText\n*** END OF THE PROJECT GUTENBERG EBOOK"
        self.assertEqual(strip_gutenberg(text).strip(), "Text")

    def test_rejects_code_and_tables(self):
        self.assertTrue(is_prose(SENTENCE))
        self.assertFalse(is_prose("int main(void) { return run(argc, argv) == 0 ? 1 : 0; } /* a b c d e f g h */."))
        self.assertFalse(is_prose("Name Size Date Owner Group Mode Links Inode Block"))


class MarkupTest(unittest.TestCase):

    def test_keeps_headings_and_prose_of_html(self):
        page = f"<nav><p>{SENTENCE}</p></nav><h1>The sea<a class='headerlink'>#</a></h1><p>{SENTENCE}</p><pre>x</pre>"
        self.assertEqual(list(prose_only(html_blocks(page))), ["The sea", SENTENCE])

    def test_leaves_out_a_sentence_that_introduces_code(self):
        page = f"<p>{SENTENCE} To see it, run:</p><pre>look</pre>"
        self.assertEqual(list(prose_only(html_blocks(page))), [SENTENCE])

    def test_reads_perl_documentation(self):
        text = f"=head1 NAME\n\nThe B<captain> and L<the sea|perlsea>.\n\n    code();\n"
        self.assertEqual(list(pod_blocks(text)), [(True, "NAME"), (False, "The captain and the sea.")])

    def test_reads_bible_markup_without_notes(self):
        text = '<div sID="a" type="x-p"/><w lemma="1">In</w> the beginning<note>Or, at first</note>.'
        self.assertEqual(list(osis_paragraphs(text)), ["In the beginning."])


class ReadersTest(unittest.TestCase):

    def test_reads_a_sword_module(self):
        text = '<chapter osisID="Gen.1" sID="Gen.1"/>In the beginning.'.encode()
        data = zlib.compress(text)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "ot.bzs").write_bytes(struct.pack("<III", 0, len(data), len(text)))
            Path(folder, "ot.bzz").write_bytes(data)
            self.assertEqual(list(readers.read_sword([Path(folder)])), [("Gen.1", ["In the beginning."])])

    def test_splits_a_book_at_its_chapters(self):
        with tempfile.TemporaryDirectory() as folder:
            book = Path(folder, "book.txt")
            book.write_text("CHAPTER I\n\nOne.\n\nTwo.\n\nCHAPTER II\n\nThree.\n")
            found = list(readers.read_book([book], chapter=r"CHAPTER [IVX]+", lines=3))
        self.assertEqual(found, [("000", ["CHAPTER I", "One.", "Two."]), ("001", ["CHAPTER II", "Three."])])

    def test_writes_a_definition_with_its_examples(self):
        line = '00001 29 v 01 walk 0 000 | go on foot; "We walked for an hour"; "walk"'
        self.assertEqual(readers._gloss(line), "walk: go on foot. We walked for an hour.")


class DeduplicationTest(unittest.TestCase):

    def test_leaves_out_a_paragraph_that_occurred_before(self):
        deduplicator = Deduplicator()
        self.assertEqual(list(deduplicator.new_paragraphs([SENTENCE, "Yes.", SENTENCE.upper(), "Yes."])),
                         [SENTENCE, "Yes.", "Yes."])

    def test_recognizes_a_near_duplicate(self):
        deduplicator = Deduplicator()
        text = " ".join(f"The {number} sailors went ashore at port {number}." for number in range(200))
        self.assertTrue(deduplicator.is_new(text))
        self.assertFalse(deduplicator.is_new(text.replace("The 7 sailors", "The seven sailors")))


class SourcesTest(unittest.TestCase):

    def test_names_are_unique_and_readers_exist(self):
        self.assertEqual(len({source.name for source in SOURCES}), len(SOURCES))
        for source in SOURCES:
            self.assertTrue(hasattr(readers, source.reader), source.name)


if __name__ == "__main__":
    unittest.main()
