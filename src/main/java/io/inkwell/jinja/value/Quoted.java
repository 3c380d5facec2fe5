package io.inkwell.jinja.value;

/** A string as Python writes it in quotes. */
final class Quoted {

    private Quoted() {
    }

    static void append(StringBuilder out, String text) {
        char quote = (text.indexOf('\'') >= 0 && text.indexOf('"') < 0) ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach((letter) -> append(out, letter, quote));
        out.append(quote);
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
                else if (Letters.isPrintable(letter)) {
                    out.appendCodePoint(letter);
                }
                else {
                    out.append((letter < 0x100) ? "\\x%02x".formatted(letter)
                            : (letter < 0x10000) ? "\\u%04x".formatted(letter) : "\\U%08x".formatted(letter));
                }
            }
        }
    }

}
