package io.inkwell.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Gpt2ProgramTests {

    @Test
    void exportedProgramCarriesTheHashOfItsSource() throws Exception {
        byte[] source = Files.readAllBytes(Path.of("src/main/torchscript/gpt2.py"));
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(source));
        assertThat(exportedHash()).as("gpt2.pt is out of date: run gpt2.py, as its first lines say").isEqualTo(hash);
    }

    private static String exportedHash() throws Exception {
        Path program = Path.of(Gpt2Program.class.getResource(Gpt2Program.RESOURCE).toURI());
        try (ZipFile zip = new ZipFile(program.toFile())) {
            ZipEntry entry = zip.getEntry("gpt2/extra/source.sha256");
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

}
