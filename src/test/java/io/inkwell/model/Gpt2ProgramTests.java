package io.inkwell.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Gpt2ProgramTests {

    @Test
    void exportedProgramCarriesTheHashOfItsSources() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String source : List.of("gpt2.py", "explanation.py", "gradients.py", "noise.py")) {
            digest.update(Files.readAllBytes(Path.of("src/main/torchscript", source)));
        }
        assertThat(exportedHash()).as("gpt2.pt is out of date: run export.py, as its first lines say")
            .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    private static String exportedHash() throws Exception {
        Path program = Path.of(Gpt2Program.class.getResource(Gpt2Program.RESOURCE).toURI());
        try (ZipFile zip = new ZipFile(program.toFile())) {
            ZipEntry entry = zip.getEntry("gpt2/extra/source.sha256");
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

}
