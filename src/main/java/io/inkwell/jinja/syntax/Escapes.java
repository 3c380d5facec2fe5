package io.inkwell.jinja.syntax;

import io.inkwell.jinja.value.TemplateFailure;

/** Decodes escape sequences in string literals. */
final class Escapes {

    private Escapes() {
    }

    static String decode(String text, int line) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (letter == '\\') {
                at = escape(text, at + 1, decoded, line);
            }
            else {
                decoded.append(letter);
                at++;
            }
        }
        return decoded.toString();
    }

    /** Decodes one escape sequence and returns the offset after it. */
    private static int escape(String text, int at, StringBuilder decoded, int line) {
        char kind = text.charAt(at);
        switch (kind) {
            case '\n' -> {
            }
            case '\\', '\'', '"' -> decoded.append(kind);
            case 'a' -> decoded.append('\u0007');
            case 'b' -> decoded.append('\b');
            case 'f' -> decoded.append('\f');
            case 'n' -> decoded.append('\n');
            case 'r' -> decoded.append('\r');
            case 't' -> decoded.append('\t');
            case 'v' -> decoded.append('\u000b');
            case 'x' -> {
                return hex(text, at, 2, decoded, line);
            }
            case 'u' -> {
                return hex(text, at, 4, decoded, line);
            }
            case 'U' -> {
                return hex(text, at, 8, decoded, line);
            }
            case 'N' -> {
                return named(text, at, decoded, line);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                return octal(text, at, decoded);
            }
            default -> decoded.append(unknown(text, at));
        }
        return at + ((kind < 0x80) ? 1 : Character.charCount(text.codePointAt(at)));
    }

    // Jinja first escapes non-ASCII characters, so a backslash before one escapes a
    // backslash.
    private static String unknown(String text, int at) {
        int letter = text.codePointAt(at);
        if (letter < 0x80) {
            return "\\" + (char) letter;
        }
        return (letter < 0x100) ? "\\x%02x".formatted(letter)
                : (letter < 0x10000) ? "\\u%04x".formatted(letter) : "\\U%08x".formatted(letter);
    }

    private static int hex(String text, int at, int digits, StringBuilder decoded, int line) {
        int end = at + 1 + digits;
        String code = text.substring(at + 1, Math.min(end, text.length()));
        if (!code.matches("[0-9a-fA-F]{" + digits + "}") || Long.parseLong(code, 16) > Character.MAX_CODE_POINT) {
            throw TemplateFailure.syntax(line, "truncated \\" + text.charAt(at) + " escape");
        }
        decoded.appendCodePoint(Integer.parseInt(code, 16));
        return end;
    }

    private static int octal(String text, int at, StringBuilder decoded) {
        int end = at;
        int code = 0;
        while (end < text.length() && end < at + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            code = code * 8 + text.charAt(end) - '0';
            end++;
        }
        decoded.append((char) code);
        return end;
    }

    private static int named(String text, int at, StringBuilder decoded, int line) {
        int end = text.indexOf('}', at);
        try {
            if (end < 0 || !text.startsWith("{", at + 1)) {
                throw new IllegalArgumentException();
            }
            decoded.appendCodePoint(Character.codePointOf(text.substring(at + 2, end)));
            return end + 1;
        }
        catch (IllegalArgumentException ex) {
            throw TemplateFailure.syntax(line, "unknown Unicode character name");
        }
    }

}
