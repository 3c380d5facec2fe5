package io.inkwell.model.program;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class Gpt2ProgramTests {

    private static final Pattern FACTORY = Pattern
        .compile("torch\\.(zeros|ones|empty|full|arange|tensor|scalar_tensor|rand\\w*|eye|linspace)\\(");

    @ParameterizedTest
    @ValueSource(strings = { Gpt2Program.PORTABLE, Gpt2Program.NATIVE })
    void exportedProgramContainsHashOfSources(String program) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String source : List.of("gpt2.py", "explanation.py", "gradients.py", "noise.py", "optimizer.py",
                "training.py", "native.py")) {
            digest.update(Files.readAllBytes(Path.of("src/main/torchscript", source)));
        }
        assertThat(exportedHash(program)).as("out of date: run export.py, as its first lines say")
            .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    @ParameterizedTest
    @ValueSource(strings = { Gpt2Program.PORTABLE, Gpt2Program.NATIVE })
    void everyNewTensorNamesItsDevice(String program) throws Exception {
        List<String> factories = code(program).filter((line) -> FACTORY.matcher(line).find()).toList();

        assertThat(factories).hasSizeGreaterThan(10)
            .allSatisfy((line) -> assertThat(line).contains("device=").doesNotContain("device=None"));
    }

    /** The statements of an exported program, one a line. */
    private static Stream<String> code(String program) throws Exception {
        Path file = Path.of(Gpt2Program.class.getResource(Gpt2Program.resource(program)).toURI());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            StringBuilder code = new StringBuilder();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(".py")) {
                    code.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return code.toString().lines();
        }
    }

    private static String exportedHash(String program) throws Exception {
        Path file = Path.of(Gpt2Program.class.getResource(Gpt2Program.resource(program)).toURI());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(program + "/extra/source.sha256");
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

}
