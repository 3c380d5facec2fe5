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
 * The capabilities of a processor that determine the choice of {@link Precision} and
 * {@link Kernels}.
 *
 * @param architecture the value of {@code os.arch}
 * @param flags CPU flags as spelled by Linux, such as {@code avx512bw}; empty if unknown
 */
public record Processor(String architecture, Set<String> flags) {

    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** What oneDNN requires for bfloat16 products. */
    private static final Set<String> BFLOAT16 = Set.of("avx512bw", "avx512vl", "avx512dq");

    /** The processor of this machine. */
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
            // The flags only guide performance; float16 works without them.
            return Set.of();
        }
    }

    /** Whether matrix products in this precision are supported. */
    public boolean supports(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> true;
            case FLOAT16, INT8 -> isX86();
            case BFLOAT16 -> isX86() && this.flags.containsAll(BFLOAT16);
        };
    }

    /**
     * The fastest precision for decoding with a relative error below 1e-2:
     * {@link Precision#FLOAT16} where a kernel supports it.
     */
    public Precision fastest() {
        return supports(Precision.FLOAT16) ? Precision.FLOAT16 : Precision.FLOAT32;
    }

    /** The default kernels for this processor. */
    public Kernels fastestKernels() {
        if (supports(Kernels.AVX512)) {
            return Kernels.AVX512;
        }
        return supports(Kernels.AVX2) ? Kernels.AVX2 : Kernels.PORTABLE;
    }

    /** Whether the processor can run these kernels. */
    public boolean supports(Kernels kernels) {
        return kernels.runOn(this);
    }

    boolean isX86() {
        return X86_64.contains(this.architecture.toLowerCase(Locale.ROOT));
    }

}
