package io.inkwell.model.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.inkwell.model.checkpoint.Precision;

/**
 * What a processor can do, as far as the choice of a {@link Precision} depends on it.
 *
 * @param architecture a value of {@code os.arch}
 * @param flags as Linux spells them, such as {@code avx512bw}; none where they are not
 * known
 */
public record Processor(String architecture, Set<String> flags) {

    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** What oneDNN asks for before it multiplies bfloat16 numbers. */
    private static final Set<String> BFLOAT16 = Set.of("avx512bw", "avx512vl", "avx512dq");

    /** The one this process runs on. */
    public static Processor current() {
        return new Processor(System.getProperty("os.arch"), readFlags(CPU_INFO));
    }

    static Set<String> readFlags(Path cpuInfo) {
        if (!Files.isReadable(cpuInfo)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            return lines.filter((line) -> line.startsWith("flags"))
                .findFirst()
                .map((line) -> Arrays.stream(line.substring(line.indexOf(':') + 1).split(" "))
                    .filter((flag) -> !flag.isEmpty())
                    .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
        }
        catch (IOException ex) {
            // It is a guide to what is fast; whatever it hides, float16 is there.
            return Set.of();
        }
    }

    /** Whether there are matrix products for it. */
    public boolean supports(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> true;
            case FLOAT16, INT8 -> isX86();
            case BFLOAT16 -> isX86() && this.flags.containsAll(BFLOAT16);
        };
    }

    /**
     * The fastest for streams that stays within 1e-2 of the reference:
     * {@link Precision#FLOAT16} where there is a kernel for it.
     */
    public Precision fastest() {
        return supports(Precision.FLOAT16) ? Precision.FLOAT16 : Precision.FLOAT32;
    }

    /** The kernels to use unless others are asked for. */
    public Kernels fastestKernels() {
        if (supports(Kernels.AVX512)) {
            return Kernels.AVX512;
        }
        return supports(Kernels.AVX2) ? Kernels.AVX2 : Kernels.PORTABLE;
    }

    public boolean supports(Kernels kernels) {
        return kernels.runOn(this);
    }

    boolean isX86() {
        return X86_64.contains(this.architecture.toLowerCase(Locale.ROOT));
    }

}
