package io.inkwell.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads many damaged inputs, the same in every run. Each input of at most 64 KiB may cost
 * at most {@link Cost#MAX_CPU} and {@link Cost#MAX_BYTES}. The system properties
 * {@code fuzz.seed} and {@code fuzz.inputs} replace the seed and the number of inputs.
 */
public final class Fuzzer {

    /** The longest input. */
    public static final int MAX_INPUT = 64 << 10;

    private static final Path FOLDER = Path.of("target", "fuzz");

    private final String name;

    private final Target target;

    /**
     * @param name the file of the last input in {@code target/fuzz}, which is still there
     * if an input ends the process
     */
    public Fuzzer(String name, Target target) {
        this.name = name;
        this.target = target;
    }

    /** Reads an input, or rejects it in the way that callers expect. */
    public interface Target {

        void read(byte[] input) throws IOException;

    }

    /** Reads inputs that a random generator determines. */
    public void run(long seed, int numInputs, Function<RandomGenerator, byte[]> inputs) throws IOException {
        Path last = Files.createDirectories(FOLDER).resolve(this.name);
        long first = Long.getLong("fuzz.seed", seed) << 32;
        int count = Integer.getInteger("fuzz.inputs", numInputs);
        for (int index = 0; index < count; index++) {
            byte[] input = inputs.apply(new SplittableRandom(first + index));
            assertThat(input).hasSizeLessThanOrEqualTo(MAX_INPUT);
            Files.write(last, input);
            read(input, "input " + index + " of seed " + (first >> 32) + ", kept in " + last);
        }
    }

    /** Reads one input and checks its cost. */
    public void read(byte[] input) {
        read(input, "input of " + input.length + " bytes");
    }

    private void read(byte[] input, String description) {
        try {
            Cost cost = measured(input);
            if (cost.exceedsLimits()) {
                // Loading classes and a loaded machine are costs of the first attempt.
                cost = measured(input);
            }
            assertThat(cost).as(description).matches((each) -> !each.exceedsLimits(), "costs at most " + Cost.LIMITS);
        }
        catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError ex) {
            throw new AssertionError(this.name + ": " + description, ex);
        }
    }

    private Cost measured(byte[] input) throws IOException {
        Cost before = Cost.now();
        this.target.read(input);
        return Cost.now().minus(before);
    }

}
