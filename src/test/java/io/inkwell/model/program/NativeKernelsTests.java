package io.inkwell.model.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class NativeKernelsTests {

    private static final Path SOURCES = Path.of("src/main/native");

    @ParameterizedTest
    @CsvSource({ "no/such.so, is not on the class path", "gpt2.pt, invalid ELF header" })
    @EnabledOnOs(OS.LINUX)
    void fallsBackWithWarningWithoutLibrary(String resource, String reason, CapturedOutput output) {
        assertThat(NativeKernels.load(Kernels.AVX2, resource)).isEqualTo(Kernels.PORTABLE);

        assertThat(output.getAll().lines().filter((line) -> line.contains("WARN"))).singleElement()
            .asString()
            .contains("cannot load the avx2 library", reason);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PORTABLE")
    void libraryContainsHashOfSources(Kernels kernels) throws Exception {
        try (InputStream library = NativeKernels.class.getResourceAsStream(NativeKernels.resource(kernels))) {
            assertThat(new String(library.readAllBytes(), StandardCharsets.ISO_8859_1))
                .as("out of date: run src/main/native/build.sh")
                .contains("inkwell sources sha256 " + hashOfSources());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PORTABLE")
    @EnabledOnOs(OS.LINUX)
    void extractsLibraryUnderPlatformName(Kernels kernels, @TempDir Path folder) throws Exception {
        NativeKernels.extractTo(folder.resolve("native"));

        Path library = folder.resolve("native").resolve(System.mapLibraryName("inkwell-" + kernels.label()));
        assertThat(Files.readAllBytes(library)).startsWith(0x7f, 'E', 'L', 'F');
    }

    private static String hashOfSources() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path source : sources()) {
            digest.update(Files.readAllBytes(source));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * In the order in which {@code build.sh} hashes them: headers by name, then the
     * script.
     */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            Stream<Path> headers = files.filter((file) -> file.toString().endsWith(".h")).sorted();
            return Stream.concat(headers, Stream.of(SOURCES.resolve("operators.cpp"), SOURCES.resolve("build.sh")))
                .toList();
        }
    }

}
