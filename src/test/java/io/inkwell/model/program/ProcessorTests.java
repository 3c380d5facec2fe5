package io.inkwell.model.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.model.checkpoint.Precision;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessorTests {

    private static final Set<String> AVX512 = Set.of("avx2", "avx512f", "avx512bw", "avx512vl", "avx512dq");

    @ParameterizedTest
    @CsvSource({ "amd64, FLOAT16", "x86_64, FLOAT16", "aarch64, FLOAT32", "riscv64, FLOAT32" })
    void fastestIsFloat16IfKernelsSupportIt(String architecture, Precision fastest) {
        assertThat(new Processor(architecture, Set.of()).fastest()).isEqualTo(fastest);
    }

    @Test
    void bfloat16RequiresItsInstructions() {
        assertThat(new Processor("amd64", AVX512).supports(Precision.BFLOAT16)).isTrue();
        assertThat(new Processor("amd64", Set.of("avx2")).supports(Precision.BFLOAT16)).isFalse();
        assertThat(new Processor("aarch64", Set.of()).supports(Precision.INT8)).isFalse();
        assertThat(new Processor("aarch64", Set.of()).supports(Precision.FLOAT32)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amd64   | AVX512   | fpu avx2 fma f16c avx512f avx512bw avx512vl avx512dq avx512_vnni
            x86_64  | AVX2     | fpu avx2 fma f16c avx512f avx512bw avx512vl avx512dq
            amd64   | AVX2     | avx2 fma f16c
            amd64   | PORTABLE | avx2 fma
            amd64   | PORTABLE | avx f16c
            aarch64 | PORTABLE | avx2 fma f16c
            """)
    void fastestKernelsRequireAllTheirFlags(String architecture, Kernels fastest, String flags) {
        Processor processor = new Processor(architecture, Set.of(flags.split(" ")));
        assertThat(processor.fastestKernels()).isEqualTo(fastest);
        assertThat(processor.supports(fastest)).isTrue();
        assertThat(processor.supports(Kernels.PORTABLE)).isTrue();
        assertThat(processor.supports(Kernels.AVX512)).isEqualTo(fastest == Kernels.AVX512);
    }

    @Test
    void readsFlagsOfFirstCore(@TempDir Path folder) throws IOException {
        Path cpuInfo = folder.resolve("cpuinfo");
        Files.writeString(cpuInfo, "processor\t: 0\nflags\t\t: fpu avx2  amx_bf16\n\nprocessor\t: 1\nflags\t\t: fpu\n");
        assertThat(Processor.readFlags(cpuInfo)).containsExactlyInAnyOrder("fpu", "avx2", "amx_bf16");
        assertThat(Processor.readFlags(folder.resolve("none"))).isEmpty();
    }

}
