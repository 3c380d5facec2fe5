package io.inkwell.jinja.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.inkwell.jinja.method.StripMethods;
import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.value.CharacterClasses;
import io.inkwell.jinja.value.TemplateFailure;

/**
 * Splits a template into tokens in linear time, with {@code trim_blocks} and
 * {@code lstrip_blocks}.
 */
final class Lexer {

    private final String source;

    private final List<Token> tokens = new ArrayList<>();

    private final TagLexer tags;

    private int at;

    private int line = 1;

    private Lexer(String source) {
        this.source = source;
        this.tags = new TagLexer(source);
    }

    static List<Token> tokens(String template) {
        String lines = template.replace("\r\n", "\n").replace('\r', '\n');
        Lexer lexer = new Lexer(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        for (int tag = nextTag(); tag >= 0; tag = nextTag()) {
            char kind = this.source.charAt(tag + 1);
            char sign = sign(tag + 2);
            int data = this.at;
            moveTo(tag);
            addData(data, tag, sign, kind == '{');
            int inside = tag + ((sign == ' ') ? 2 : 3);
            if (kind == '#') {
                skipComment(inside);
            }
            else if (kind == '%' && RawBlock.bodyStart(this.source, inside) >= 0) {
                addRaw(RawBlock.bodyStart(this.source, inside));
            }
            else {
                addTag(inside, kind);
            }
        }
        int data = this.at;
        moveTo(this.source.length());
        addData(data, this.at, '+', true);
        this.tokens.add(new Token(Type.END, "", this.line));
    }

    private int nextTag() {
        int brace = this.source.indexOf('{', this.at);
        while (brace >= 0 && brace + 1 < this.source.length()) {
            char next = this.source.charAt(brace + 1);
            if (next == '{' || next == '%' || next == '#') {
                return brace;
            }
            brace = this.source.indexOf('{', brace + 1);
        }
        return -1;
    }

    private char sign(int place) {
        char sign = (place < this.source.length()) ? this.source.charAt(place) : ' ';
        return (sign == '-' || sign == '+') ? sign : ' ';
    }

    /** Counts the lines up to an offset. */
    private void moveTo(int place) {
        for (int i = this.at; i < place; i++) {
            this.line += (this.source.charAt(i) == '\n') ? 1 : 0;
        }
        this.at = place;
    }

    private void addData(int from, int to, char sign, boolean keepsIndent) {
        String text = this.source.substring(from, to);
        if (sign == '-') {
            text = StripMethods.strip(text, CharacterClasses::isSpace, false, true);
        }
        else if (sign == ' ' && !keepsIndent) {
            int start = text.lastIndexOf('\n') + 1;
            boolean lineStarts = start > 0 || from == 0 || this.source.charAt(from - 1) == '\n';
            if (lineStarts && text.substring(start).codePoints().allMatch(CharacterClasses::isSpace)) {
                text = text.substring(0, start);
            }
        }
        if (!text.isEmpty()) {
            this.tokens
                .add(new Token(Type.DATA, text, this.line - (int) text.chars().filter((c) -> c == '\n').count()));
        }
    }

    private void skipComment(int inside) {
        int end = this.source.indexOf("#}", inside);
        if (end < 0) {
            throw TemplateFailure.syntax(this.line, "Missing end of comment tag");
        }
        char sign = (end > inside) ? this.source.charAt(end - 1) : ' ';
        moveTo(afterTag(end + 2, sign, true));
    }

    private void addRaw(int body) {
        moveTo(body);
        RawBlock raw = RawBlock.find(this.source, body);
        if (raw == null) {
            throw TemplateFailure.syntax(this.line, "Missing end of raw directive");
        }
        moveTo(raw.tag());
        addData(body, raw.tag(), sign(raw.tag() + 2), false);
        moveTo(afterTag(raw.end(), raw.sign(), true));
    }

    private int afterTag(int end, char sign, boolean trims) {
        int next = end;
        if (sign == '-') {
            while (next < this.source.length() && CharacterClasses.isSpace(this.source.charAt(next))) {
                next++;
            }
        }
        else if (sign != '+' && trims && next < this.source.length() && this.source.charAt(next) == '\n') {
            next++;
        }
        return next;
    }

    private void addTag(int inside, char kind) {
        boolean block = kind == '%';
        String end = block ? "%}" : "}}";
        this.tokens.add(new Token(block ? Type.BLOCK_BEGIN : Type.VARIABLE_BEGIN, "", this.line));
        moveTo(inside);
        Deque<Character> open = new ArrayDeque<>();
        while (true) {
            char sign = sign(this.at);
            int close = (sign == '-' || (sign == '+' && block)) ? this.at + 1 : this.at;
            if (open.isEmpty() && this.source.startsWith(end, close)) {
                this.tokens.add(new Token(block ? Type.BLOCK_END : Type.VARIABLE_END, "", this.line));
                moveTo(afterTag(close + 2, (close == this.at) ? ' ' : sign, block));
                return;
            }
            if (this.at >= this.source.length()) {
                return;
            }
            Token token = this.tags.next(this.at, this.line);
            if (token != null) {
                balance(token, open);
                this.tokens.add(token);
            }
            moveTo(this.tags.end());
        }
    }

    private static void balance(Token token, Deque<Character> open) {
        if (!token.is(Type.OPERATOR)) {
            return;
        }
        switch (token.text()) {
            case "{" -> open.push('}');
            case "(" -> open.push(')');
            case "[" -> open.push(']');
            case "}", ")", "]" -> {
                if (open.isEmpty()) {
                    throw TemplateFailure.syntax(token.line(), "unexpected '" + token.text() + "'");
                }
                char expected = open.pop();
                if (token.text().charAt(0) != expected) {
                    throw TemplateFailure.syntax(token.line(),
                            "unexpected '" + token.text() + "', expected '" + expected + "'");
                }
            }
            default -> {
            }
        }
    }

}
