package io.inkwell.grammar.regex;

import org.jspecify.annotations.Nullable;

/** Reads the parts of a regular expression that stand for one character. */
final class CharacterClass {

    private static final CharacterSet DIGITS = CharacterSet.range('0', '9');

    private static final CharacterSet WORD = DIGITS.or(CharacterSet.range('a', 'z'))
        .or(CharacterSet.range('A', 'Z'))
        .or(CharacterSet.of('_'));

    /** Spaces in every dialect. */
    private static final CharacterSet SPACES = CharacterSet.range('\t', '\r').or(CharacterSet.of(' '));

    /** No spaces in any dialect. */
    private static final CharacterSet NO_SPACES = SPACES
        .or(CharacterSet.ofAll("\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"))
        .or(CharacterSet.range(0x2000, 0x200a))
        .complement();

    /** All but the ends of lines, in every dialect. */
    static final CharacterSet DOT = CharacterSet.ofAll("\n\r\u0085\u2028\u2029").complement();

    private final RegexReader reader;

    CharacterClass(RegexReader reader) {
        this.reader = reader;
    }

    /** A class after its opening bracket. */
    CharacterSet readBrackets() {
        boolean negated = this.reader.skip("^");
        CharacterSet set = CharacterSet.NONE;
        if (this.reader.sees("]")) {
            throw this.reader.invalid("a class that starts with a bracket, which dialects read differently");
        }
        while (!this.reader.sees("]")) {
            if (this.reader.sees("[") || this.reader.sees("&&")) {
                throw this.reader.invalid("a nested class; write \\[ or \\& for the character");
            }
            set = set.or(member());
        }
        this.reader.require("]");
        return negated ? set.complement() : set;
    }

    private CharacterSet member() {
        CharacterSet first = single();
        int start = this.reader.position();
        if (!this.reader.skip("-") || this.reader.sees("]")) {
            this.reader.back(start);
            return first;
        }
        CharacterSet last = single();
        int from = only(first);
        int to = only(last);
        if (from < 0 || to < from) {
            throw this.reader.invalid("a range whose end is before its start");
        }
        return CharacterSet.range(from, to);
    }

    private static int only(CharacterSet set) {
        boolean isSingle = set.ranges().size() == 1 && set.ranges().get(0).first() == set.ranges().get(0).last();
        return isSingle ? set.ranges().get(0).first() : -1;
    }

    private CharacterSet single() {
        if (this.reader.skip("\\b")) {
            return CharacterSet.of('\b');
        }
        return this.reader.skip("\\") ? readEscape() : CharacterSet.of(this.reader.next());
    }

    /** An escape after its backslash. */
    CharacterSet readEscape() {
        int letter = this.reader.next();
        CharacterSet named = named(letter);
        if (named != null) {
            return named;
        }
        return switch (letter) {
            case 'n' -> CharacterSet.of('\n');
            case 'r' -> CharacterSet.of('\r');
            case 't' -> CharacterSet.of('\t');
            case 'f' -> CharacterSet.of('\f');
            case 'v' -> CharacterSet.of(0x0b);
            case '0' -> CharacterSet.of(0);
            case 'x' -> CharacterSet.of(this.reader.hex(2));
            case 'u' -> CharacterSet.of(codePoint());
            default -> {
                if (Character.isLetterOrDigit(letter)) {
                    throw this.reader.invalid("\\" + Character.toString(letter) + " is not supported");
                }
                yield CharacterSet.of(letter);
            }
        };
    }

    private static @Nullable CharacterSet named(int letter) {
        return switch (letter) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.complement();
            case 'w' -> WORD;
            case 'W' -> WORD.complement();
            case 's' -> SPACES;
            case 'S' -> NO_SPACES;
            default -> null;
        };
    }

    private int codePoint() {
        int first = this.reader.hex(4);
        int start = this.reader.position();
        if (Character.isHighSurrogate((char) first) && this.reader.skip("\\u")) {
            int second = this.reader.hex(4);
            if (Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) first, (char) second);
            }
            this.reader.back(start);
        }
        return first;
    }

}
