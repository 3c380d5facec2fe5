package io.inkwell.jinja.value;

/** Python's quoted string representation. */
final class Quoted {

    private Quoted() {
    }

    static void append(StringBuilder out, String text) {
        char quote = (text.indexOf('\'') >= 0 && text.indexOf('"') < 0) ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach((letter) -> append(out, letter, quote));
        out.append(quote);
    }

    static void append(StringBuilder out, Bytes bytes) {
        StringBuilder text = new StringBuilder(bytes.size());
        bytes.iterator().forEachRemaining((code) -> text.append((char) (long) (Long) code));
        boolean single = text.indexOf("'") < 0 || text.indexOf("\"") >= 0;
        char quote = single ? '\'' : '"';
        out.append('b').append(quote);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x80) {
                append(out, text.charAt(i), quote);
            }
            else {
                out.append(escape(text.charAt(i)));
            }
        }
        out.append(quote);
    }

    static void appendAscii(StringBuilder out, int letter) {
        if (letter < 0x80) {
            out.append((char) letter);
        }
        else {
            out.append(escape(letter));
        }
    }

    private static String escape(int letter) {
        return (letter < 0x100) ? "\\x%02x".formatted(letter)
                : (letter < 0x10000) ? "\\u%04x".formatted(letter) : "\\U%08x".formatted(letter);
    }

    private static void append(StringBuilder out, int letter, char quote) {
        switch (letter) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (letter == quote) {
                    out.append('\\').append(quote);
                }
                else if (CharacterClasses.isPrintable(letter)) {
                    out.appendCodePoint(letter);
                }
                else {
                    out.append(escape(letter));
                }
            }
        }
    }

}
