package io.inkwell.jinja.method;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import io.inkwell.jinja.value.TemplateFailure;

/**
 * An encoding by its Python name.
 *
 * @param mark the byte order mark
 */
record Encoding(String name, Charset charset, byte[] mark) {

    private static final byte[] NO_MARK = {};

    /**
     * @throws TemplateFailure if there is no such encoding
     */
    static Encoding of(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (plain) {
            case "utf-16", "utf16" -> new Encoding(plain, StandardCharsets.UTF_16LE, bytes(0xff, 0xfe));
            case "utf-32", "utf32" -> new Encoding(plain, Charset.forName("UTF-32LE"), bytes(0xff, 0xfe, 0, 0));
            case "utf-8-sig" -> new Encoding(plain, StandardCharsets.UTF_8, bytes(0xef, 0xbb, 0xbf));
            default -> new Encoding(plain, charset(plain, name), NO_MARK);
        };
    }

    private static Charset charset(String plain, String name) {
        try {
            return Charset.isSupported(plain) ? Charset.forName(plain)
                    : Charset.forName(plain.replaceFirst("^utf-(\\d+)-", "utf-$1").replaceFirst("^latin-", "latin"));
        }
        catch (IllegalArgumentException ex) {
            throw TemplateFailure.operation("unknown encoding: " + name);
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /**
     * Encodes a text.
     * @param errors the error handler for characters that the encoding does not have
     */
    byte[] encode(String text, String errors) {
        CharsetEncoder encoder = encoder();
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        out.writeBytes(this.mark);
        if (encoder.canEncode(text)) {
            out.writeBytes(text.getBytes(this.charset));
            return out.toByteArray();
        }
        for (int letter : text.codePoints().toArray()) {
            String one = Character.toString(letter);
            out.writeBytes((encoder.canEncode(one) ? one : substitute(letter, errors)).getBytes(this.charset));
        }
        return out.toByteArray();
    }

    private CharsetEncoder encoder() {
        try {
            return this.charset.newEncoder();
        }
        catch (UnsupportedOperationException ex) {
            throw TemplateFailure.operation("unknown encoding: " + this.name);
        }
    }

    private String substitute(int letter, String errors) {
        return switch (errors) {
            case "ignore" -> "";
            case "replace" -> "?";
            case "xmlcharrefreplace" -> "&#" + letter + ";";
            case "backslashreplace" -> (letter < 0x100) ? "\\x%02x".formatted(letter)
                    : (letter < 0x10000) ? "\\u%04x".formatted(letter) : "\\U%08x".formatted(letter);
            case "strict" -> throw TemplateFailure
                .operation("'%s' codec can't encode character U+%04X".formatted(this.name, letter));
            default -> throw TemplateFailure.operation("unknown error handler name '" + errors + "'");
        };
    }

    /**
     * Decodes bytes.
     * @param errors the error handler for malformed bytes
     */
    String decode(byte[] bytes, String errors) {
        CodingErrorAction action = switch (errors) {
            case "strict" -> CodingErrorAction.REPORT;
            case "ignore" -> CodingErrorAction.IGNORE;
            case "replace" -> CodingErrorAction.REPLACE;
            default -> throw TemplateFailure.operation("unknown error handler name '" + errors + "'");
        };
        int start = Arrays.mismatch(this.mark, bytes);
        boolean marked = start < 0 || start == this.mark.length;
        int from = marked ? this.mark.length : 0;
        try {
            return this.charset.newDecoder()
                .onMalformedInput(action)
                .onUnmappableCharacter(action)
                .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                .toString();
        }
        catch (CharacterCodingException ex) {
            throw TemplateFailure.operation("'" + this.name + "' codec can't decode the bytes");
        }
    }

}
