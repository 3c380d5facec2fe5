package io.inkwell.jinja.library;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.CharacterClasses;
import io.inkwell.jinja.value.TemplateFailure;

/**
 * Python's {@code textwrap} as {@code wordwrap} uses it: white space is kept within lines
 * and dropped between them.
 *
 * @param width the number of characters per line
 * @param breaksLongWords whether to break words that are longer than a line
 * @param breaksOnHyphens whether a line may end after a hyphen
 */
record WordWrap(int width, boolean breaksLongWords, boolean breaksOnHyphens, Budget budget) {

    private static final String SPACE = "\\t\\n\\x0b\\x0c\\r ";

    private static final String WORD = "\\p{L}\\p{N}_";

    private static final String LETTER = "[\\p{L}\\p{Nl}\\p{No}_]";

    private static final String PUNCTUATION = "[" + WORD + "!\"'&.,?]";

    private static final Pattern CHUNK = Pattern.compile("[" + SPACE + "]++|(?<=" + PUNCTUATION + ")-{2,}+(?=[" + WORD
            + "])|[^" + SPACE + "]+?(?:-(?:(?<=" + LETTER + "{2}-)|(?<=" + LETTER + "-" + LETTER + "-))(?=" + LETTER
            + "-?" + LETTER + ")|(?=[" + SPACE + "]|\\z)|(?<=" + PUNCTUATION + ")(?=-{2,}[" + WORD + "]))");

    private static final Pattern SPACES = Pattern.compile("[" + SPACE + "]++|[^" + SPACE + "]++");

    /** The steps of a line, as memory for its parts. */
    private static final int LINE_STEPS = 6;

    /**
     * The rest of a chunk: text that is not broken internally unless it exceeds a line.
     *
     * @param from the offset of the rest in the text
     * @param letters the number of characters left
     */
    private record Chunk(String text, int from, int letters) {

        static Chunk of(String text) {
            return new Chunk(text, 0, CodePoints.length(text));
        }

        String head(int count) {
            return this.text.substring(this.from, this.text.offsetByCodePoints(this.from, count));
        }

        Chunk after(String head, int count) {
            return new Chunk(this.text, this.from + head.length(), this.letters - count);
        }

        String rest() {
            return this.text.substring(this.from);
        }

        boolean isSpace() {
            return this.letters == 0 || (CharacterClasses.isSpace(this.text.charAt(this.from))
                    && rest().codePoints().allMatch(CharacterClasses::isSpace));
        }

    }

    /**
     * Wraps a text.
     * @throws TemplateFailure if the width is not positive
     */
    List<String> lines(String text) {
        if (this.width <= 0) {
            throw TemplateFailure.operation("invalid width " + this.width + " (must be > 0)");
        }
        Deque<Chunk> chunks = chunks(text);
        List<String> lines = new ArrayList<>();
        while (!chunks.isEmpty()) {
            this.budget.work(LINE_STEPS);
            String line = line(chunks, lines.isEmpty());
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private Deque<Chunk> chunks(String text) {
        Deque<Chunk> chunks = new ArrayDeque<>();
        Matcher matcher = (this.breaksOnHyphens ? CHUNK : SPACES).matcher(text);
        int at = 0;
        while (matcher.find()) {
            this.budget.step();
            if (matcher.start() > at) {
                chunks.add(Chunk.of(text.substring(at, matcher.start())));
            }
            if (matcher.end() > matcher.start()) {
                chunks.add(Chunk.of(matcher.group()));
            }
            at = matcher.end();
        }
        if (at < text.length()) {
            chunks.add(Chunk.of(text.substring(at)));
        }
        return chunks;
    }

    private String line(Deque<Chunk> chunks, boolean first) {
        Deque<Chunk> line = new ArrayDeque<>();
        if (!first && chunks.getFirst().isSpace()) {
            chunks.pop();
        }
        int left = this.width;
        while (!chunks.isEmpty() && chunks.getFirst().letters() <= left) {
            left -= chunks.getFirst().letters();
            line.add(chunks.pop());
        }
        if (!chunks.isEmpty() && chunks.getFirst().letters() > this.width) {
            addPart(chunks, line, left);
        }
        if (!line.isEmpty() && line.getLast().isSpace()) {
            line.removeLast();
        }
        StringBuilder text = new StringBuilder();
        line.forEach((chunk) -> text.append(chunk.rest()));
        return text.toString();
    }

    private void addPart(Deque<Chunk> chunks, Deque<Chunk> line, int left) {
        if (this.breaksLongWords) {
            Chunk chunk = chunks.pop();
            this.budget.step();
            int count = count(chunk.head(left), left);
            String head = chunk.head(count);
            line.add(Chunk.of(head));
            chunks.push(chunk.after(head, count));
        }
        else if (line.isEmpty()) {
            line.add(chunks.pop());
        }
    }

    /**
     * The number of characters up to and including the last hyphen; all if there is none.
     */
    private int count(String head, int letters) {
        int hyphen = this.breaksOnHyphens ? head.lastIndexOf('-') : -1;
        boolean ends = hyphen > 0 && head.substring(0, hyphen).chars().anyMatch((letter) -> letter != '-');
        return ends ? CodePoints.before(head, hyphen) + 1 : letters;
    }

}
