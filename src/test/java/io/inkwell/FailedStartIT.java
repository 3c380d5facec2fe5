package io.inkwell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator sees of a start that fails: the whole program in a process of its own.
 */
class FailedStartIT {

    @TempDir
    private Path folder;

    @Test
    void aMisspeltVariableEndsTheProcessWithOneMessage() throws Exception {
        assertThat(failToStart(Map.of("INKWELL_PRECISON", "int8"))).containsOnlyOnce("APPLICATION FAILED TO START")
            .contains("Did you mean INKWELL_PRECISION?")
            .doesNotContain("\tat ");
    }

    @Test
    void aModelThatIsNotThereEndsTheProcessWithOneMessage() throws Exception {
        assertThat(failToStart(Map.of("INKWELL_MODEL", "no/such/folder")))
            .containsOnlyOnce("APPLICATION FAILED TO START")
            .containsOnlyOnce("\"no/such/folder\" cannot be served")
            .doesNotContain("\tat ", "WARN");
    }

    @Test
    void anAddressForOthersWithoutKeysEndsTheProcessWithOneMessage() throws Exception {
        assertThat(failToStart(Map.of("SERVER_ADDRESS", "0.0.0.0"))).containsOnlyOnce("APPLICATION FAILED TO START")
            .contains("server.address is \"0.0.0.0\", where others can reach the service, and no API key is asked for")
            .contains("keys create", "inkwell.security.anonymous=true")
            .doesNotContain("\tat ");
    }

    @Test
    void aFileOfKeysThatIsNotThereEndsTheProcessWithOneMessage() throws Exception {
        assertThat(failToStart(Map.of("INKWELL_SECURITY_API_KEYS_FILE", "no/keys.yaml")))
            .containsOnlyOnce("APPLICATION FAILED TO START")
            .contains("inkwell.security.api-keys-file: \"no/keys.yaml\" cannot be used", "there is no such file")
            .doesNotContain("\tat ");
    }

    /** The output of a process that ends by itself, with a failure. */
    private String failToStart(Map<String, String> variables) throws IOException, InterruptedException {
        Path output = this.folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("java.class.path"), Inkwell.class.getName(), "--server.port=0"));
        builder.directory(this.folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf((name) -> name.startsWith("INKWELL_"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the process has ended").isTrue();
        }
        finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isNotZero();
        return Files.readString(output);
    }

}
