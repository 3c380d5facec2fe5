package io.inkwell.jinja.method;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The named character references of HTML 5. */
final class Entities {

    private static final Map<String, String> NAMED = read();

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private static final String UNKNOWN = "\ufffd";

    private Entities() {
    }

    /**
     * Each line of the resource is a name and the code points that it stands for.
     */
    private static Map<String, String> read() {
        try (InputStream lines = Entities.class.getResourceAsStream("entities.txt")) {
            Map<String, String> named = new HashMap<>();
            new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.US_ASCII).lines()
                .forEach((line) -> {
                    String[] parts = line.split(" ");
                    StringBuilder letters = new StringBuilder();
                    for (int i = 1; i < parts.length; i++) {
                        letters.appendCodePoint(Integer.parseInt(parts[i], 16));
                    }
                    named.put(parts[0], letters.toString());
                });
            return named;
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Replaces the longest known prefix of the name; the remainder is kept. */
    static String named(String name) {
        for (int length = name.length(); length > 1; length--) {
            String letters = NAMED.get(name.substring(0, length));
            if (letters != null) {
                return letters + name.substring(length);
            }
        }
        return "&" + name;
    }

    static String numbered(int code) {
        if (code == 0 || code > Character.MAX_CODE_POINT || (code >= 0xd800 && code <= 0xdfff)) {
            return UNKNOWN;
        }
        if (code >= 0x80 && code <= 0x9f) {
            String letter = new String(new byte[] { (byte) code }, WESTERN);
            return letter.equals(UNKNOWN) ? Character.toString(code) : letter;
        }
        return isInvalid(code) ? "" : Character.toString(code);
    }

    private static boolean isInvalid(int code) {
        return (code < 0x20 && code != '\t' && code != '\n' && code != '\f' && code != '\r') || code == 0x7f
                || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) == 0xfffe;
    }

}
