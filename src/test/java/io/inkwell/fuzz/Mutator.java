package io.inkwell.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Damages valid files as bytes: changed bits, cuts, copies of other files, larger
 * numbers, repetitions and deep nesting.
 */
public final class Mutator {

    private static final String[] NUMBERS = { "0", "-1", "1", "9", "255", "65536", "2147483647", "2147483648",
            "-2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e308",
            "1e999", "0.5", "-0.0", "1" + "0".repeat(400), "NaN" };

    private final List<byte[]> valid;

    private final List<String> words;

    /**
     * @param valid files to damage
     * @param words parts of the language of these files, to insert
     */
    public Mutator(List<byte[]> valid, List<String> words) {
        this.valid = valid.stream().filter((each) -> each.length > 0).toList();
        this.words = words;
    }

    /** One of the files with one to six changes. */
    public byte[] damaged(RandomGenerator random) {
        byte[] bytes = any(random);
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            bytes = limit(changed(bytes, random));
        }
        return bytes;
    }

    private byte[] any(RandomGenerator random) {
        return limit(this.valid.get(random.nextInt(this.valid.size())).clone());
    }

    private static byte[] limit(byte[] bytes) {
        return (bytes.length > Fuzzer.MAX_INPUT) ? Arrays.copyOf(bytes, Fuzzer.MAX_INPUT) : bytes;
    }

    private byte[] changed(byte[] bytes, RandomGenerator random) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(Math.min(bytes.length - from, 100) + 1);
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes, random);
            case 1 -> Arrays.copyOf(bytes, from);
            case 2 -> replaced(bytes, from, to, new byte[0]);
            case 3 -> replaced(bytes, from, from, piece(random));
            case 4 -> replaced(bytes, from, to, piece(random));
            case 5 -> replaced(bytes, from, to, text(word(random)));
            case 6 -> repeated(bytes, from, to, random);
            case 7 -> withNumber(bytes, from, random);
            default ->
                replaced(bytes, from, from, text(word(random).repeat(1 + random.nextInt(random.nextInt(20_000) + 1))));
        };
    }

    private byte[] flipped(byte[] bytes, RandomGenerator random) {
        for (int flips = 1 + random.nextInt(8); flips > 0 && bytes.length > 0; flips--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (random.nextBoolean() ? bytes[at] ^ (1 << random.nextInt(8)) : random.nextInt(256));
        }
        return bytes;
    }

    private byte[] piece(RandomGenerator random) {
        byte[] other = any(random);
        int from = random.nextInt(other.length);
        return Arrays.copyOfRange(other, from, from + random.nextInt(Math.min(other.length - from, 500) + 1));
    }

    private String word(RandomGenerator random) {
        return this.words.get(random.nextInt(this.words.size()));
    }

    private static byte[] repeated(byte[] bytes, int from, int to, RandomGenerator random) {
        int most = Fuzzer.MAX_INPUT / Math.max(1, to - from);
        ByteArrayOutputStream copies = new ByteArrayOutputStream();
        for (int count = random.nextInt(random.nextInt(most) + 1); count > 0; count--) {
            copies.write(bytes, from, to - from);
        }
        return replaced(bytes, from, from, copies.toByteArray());
    }

    /** Replaces the first number after a position. */
    private static byte[] withNumber(byte[] bytes, int after, RandomGenerator random) {
        int from = after;
        while (from < bytes.length && !isDigit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && isDigit(bytes[to])) {
            to++;
        }
        return replaced(bytes, from, to, text(NUMBERS[random.nextInt(NUMBERS.length)]));
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(bytes.length + by.length);
        all.write(bytes, 0, from);
        all.writeBytes(by);
        all.write(bytes, to, bytes.length - to);
        return all.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
