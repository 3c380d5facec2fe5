package io.inkwell.jinja.syntax;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.value.Integers;
import io.inkwell.jinja.value.CharacterClasses;
import io.inkwell.jinja.value.TemplateFailure;

/** Reads single tokens inside a tag. */
final class TagLexer {

    private static final Pattern FLOAT = Pattern.compile(
            "(?<!\\.)\\d++(_\\d++)*+((\\.\\d++(_\\d++)*+)?e[+-]?\\d++(_\\d++)*+|\\.\\d++(_\\d++)*+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern INTEGER = Pattern
        .compile("0b(_?[01])++|0o(_?[0-7])++|0x(_?[\\da-f])++|[1-9](_?\\d)*+|0(_?0)*+", Pattern.CASE_INSENSITIVE);

    private static final List<String> OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%",
            "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";");

    private final String source;

    private final Matcher floats;

    private final Matcher integers;

    private int end;

    TagLexer(String source) {
        this.source = source;
        this.floats = FLOAT.matcher(source).useTransparentBounds(true);
        this.integers = INTEGER.matcher(source);
    }

    /** The end of the last token. */
    int end() {
        return this.end;
    }

    /** Reads a token; returns null for white space. */
    @Nullable Token next(int start, int line) {
        char first = this.source.charAt(start);
        if (CharacterClasses.isSpace(first)) {
            this.end = start + 1;
            return null;
        }
        if (first >= '0' && first <= '9') {
            return number(start, line);
        }
        if (first == '\'' || first == '"') {
            return string(start, line, first);
        }
        if (isNamePart(this.source.codePointAt(start))) {
            return name(start, line);
        }
        for (String operator : OPERATORS) {
            if (this.source.startsWith(operator, start)) {
                this.end = start + operator.length();
                return new Token(Type.OPERATOR, operator, line);
            }
        }
        throw TemplateFailure.syntax(line, "unexpected char '" + first + "' at " + start);
    }

    private Token number(int start, int line) {
        if (this.floats.region(start, this.source.length()).lookingAt()) {
            this.end = this.floats.end();
            return new Token(Type.FLOAT, Double.valueOf(this.floats.group().replace("_", "")), line);
        }
        this.integers.region(start, this.source.length()).lookingAt();
        this.end = this.integers.end();
        String digits = this.integers.group().replace("_", "");
        if (digits.length() > 4000) {
            throw TemplateFailure.syntax(line, "an integer has more than 4000 digits");
        }
        int radix = (digits.length() < 2) ? 10 : switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
        BigInteger value = new BigInteger((radix == 10) ? digits : digits.substring(2), radix);
        return new Token(Type.INTEGER, Integers.normal(value), line);
    }

    private Token string(int start, int line, char quote) {
        int place = start + 1;
        while (place < this.source.length() && this.source.charAt(place) != quote) {
            place += (this.source.charAt(place) == '\\') ? 2 : 1;
        }
        if (place >= this.source.length()) {
            throw TemplateFailure.syntax(line,
                    "unexpected char " + ((quote == '"') ? "'\"'" : "\"'\"") + " at " + start);
        }
        this.end = place + 1;
        return new Token(Type.STRING, Escapes.decode(this.source.substring(start + 1, place), line), line);
    }

    private Token name(int start, int line) {
        int place = start;
        while (place < this.source.length() && isNamePart(this.source.codePointAt(place))) {
            place += Character.charCount(this.source.codePointAt(place));
        }
        this.end = place;
        int first = this.source.codePointAt(start);
        if (first != '_' && !Character.isUnicodeIdentifierStart(first)) {
            throw TemplateFailure.syntax(line, "Invalid character in identifier");
        }
        return new Token(Type.NAME, this.source.substring(start, place), line);
    }

    private static boolean isNamePart(int letter) {
        return letter == '_' || (Character.isUnicodeIdentifierPart(letter) && !Character.isIdentifierIgnorable(letter));
    }

}
