package io.inkwell.jinja.library;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.jinja.method.Words;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Bytes;
import io.inkwell.jinja.value.CodePoints;
import io.inkwell.jinja.value.CharacterClasses;
import io.inkwell.jinja.value.Printer;

/**
 * Splits a long string into several literals, one per line.
 *
 * @param width the width of a line
 * @param allowance the number of characters that follow the last literal
 */
record TextChunks(int width, int allowance, Budget budget) {

    private static final int BYTES = 4;

    List<String> of(String text) {
        List<String> chunks = new ArrayList<>();
        List<Object> lines = Words.lines(text, true);
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            String line = (String) lines.get(i);
            String literal = Printer.repr(line, this.budget);
            if (CodePoints.length(literal) <= (last ? this.width - this.allowance : this.width)) {
                chunks.add(literal);
            }
            else {
                addParts(chunks, line, last);
            }
        }
        return chunks;
    }

    private void addParts(List<String> chunks, String line, boolean last) {
        String current = "";
        int at = 0;
        while (at < line.length()) {
            int end = end(line, at);
            String candidate = current + line.substring(at, end);
            int most = (last && end == line.length()) ? this.width - this.allowance : this.width;
            if (CodePoints.length(Printer.repr(candidate, this.budget)) > most) {
                if (!current.isEmpty()) {
                    chunks.add(Printer.repr(current, this.budget));
                }
                current = line.substring(at, end);
            }
            else {
                current = candidate;
            }
            at = end;
        }
        if (!current.isEmpty()) {
            chunks.add(Printer.repr(current, this.budget));
        }
    }

    /** The end of a word and of the white space after it. */
    private static int end(String line, int start) {
        int end = start;
        while (end < line.length() && !CharacterClasses.isSpace(line.charAt(end))) {
            end++;
        }
        while (end < line.length() && CharacterClasses.isSpace(line.charAt(end))) {
            end++;
        }
        return end;
    }

    List<String> of(Bytes bytes) {
        List<String> chunks = new ArrayList<>();
        if (bytes.size() <= BYTES) {
            return List.of(Printer.repr(bytes, this.budget));
        }
        int from = 0;
        int most = this.width;
        for (int at = 0; at < bytes.size(); at += BYTES) {
            most -= (at == bytes.size() / BYTES * BYTES) ? this.allowance : 0;
            int end = Math.min(at + BYTES, bytes.size());
            if (Printer.repr(bytes.part(from, end), this.budget).length() > most && at > from) {
                chunks.add(Printer.repr(bytes.part(from, at), this.budget));
                from = at;
            }
        }
        chunks.add(Printer.repr(bytes.part(from, bytes.size()), this.budget));
        return chunks;
    }

}
