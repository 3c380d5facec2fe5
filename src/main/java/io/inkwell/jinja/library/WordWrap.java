package io.inkwell.jinja.library;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.TemplateFailure;

/**
 * Python's {@code textwrap} as the filter uses it: white space stays within lines, and
 * goes between them.
 *
 * @param width the letters of a line
 * @param breaksLongWords whether a word may be broken that is longer than a line
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

    /**
     * @throws TemplateFailure if the width is none
     */
    List<String> lines(String text) {
        if (this.width <= 0) {
            throw TemplateFailure.operation("invalid width " + this.width + " (must be > 0)");
        }
        Deque<String> chunks = chunks(text);
        List<String> lines = new ArrayList<>();
        while (!chunks.isEmpty()) {
            String line = line(chunks, lines.isEmpty());
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private Deque<String> chunks(String text) {
        Deque<String> chunks = new ArrayDeque<>();
        Matcher matcher = (this.breaksOnHyphens ? CHUNK : SPACES).matcher(text);
        int at = 0;
        while (matcher.find()) {
            this.budget.step();
            if (matcher.start() > at) {
                chunks.add(text.substring(at, matcher.start()));
            }
            if (matcher.end() > matcher.start()) {
                chunks.add(matcher.group());
            }
            at = matcher.end();
        }
        if (at < text.length()) {
            chunks.add(text.substring(at));
        }
        return chunks;
    }

    private String line(Deque<String> chunks, boolean first) {
        Deque<String> line = new ArrayDeque<>();
        if (!first && isSpace(chunks.peek())) {
            chunks.pop();
        }
        int length = 0;
        while (!chunks.isEmpty() && length + CodePoints.length(chunks.peek()) <= this.width) {
            length += CodePoints.length(chunks.peek());
            line.add(chunks.pop());
        }
        if (!chunks.isEmpty() && CodePoints.length(chunks.peek()) > this.width) {
            addPart(chunks, line, this.width - length);
        }
        if (!line.isEmpty() && isSpace(line.peekLast())) {
            line.removeLast();
        }
        return String.join("", line);
    }

    private static boolean isSpace(String chunk) {
        return chunk.isBlank();
    }

    private void addPart(Deque<String> chunks, Deque<String> line, int left) {
        if (this.breaksLongWords) {
            String chunk = chunks.pop();
            this.budget.work(1 + (chunk.length() >> 8));
            int end = end(chunk, left);
            line.add(CodePoints.substring(chunk, 0, end));
            chunks.push(CodePoints.substring(chunk, end, CodePoints.length(chunk)));
        }
        else if (line.isEmpty()) {
            line.add(chunks.pop());
        }
    }

    private int end(String chunk, int left) {
        String head = CodePoints.substring(chunk, 0, left);
        int hyphen = this.breaksOnHyphens ? head.lastIndexOf('-') : -1;
        boolean ends = hyphen > 0 && head.substring(0, hyphen).chars().anyMatch((letter) -> letter != '-');
        return ends ? CodePoints.before(head, hyphen) + 1 : left;
    }

}
