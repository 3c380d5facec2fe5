package io.inkwell.startup;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.InkwellApplication;
import io.inkwell.JavaProcess;
import io.inkwell.SmallDisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Failed starts as an operator sees them: the whole program in a separate process.
 */
class FailedStartIT {

    @TempDir
    private Path folder;

    @Test
    void reportsAMisspelledVariable() throws Exception {
        assertThat(failForASetting(Map.of("INKWELL_PRECISON", "int8")))
            .isEqualTo("inkwell: INKWELL_PRECISON is not a setting. Did you mean INKWELL_PRECISION?\n");
    }

    @Test
    void reportsAMissingModel() throws Exception {
        assertThat(failForASetting(Map.of("INKWELL_MODEL", "no/such/folder-of-mine/gpt2")))
            .isEqualTo("inkwell: inkwell.model: \"no/such/folder-of-mine/gpt2\" cannot be served: "
                    + "there is no such folder: set a folder with a checkpoint, or the id of a model of the Hugging Face "
                    + "hub, owner/name\n");
    }

    @Test
    void reportsAMissingDevice() throws Exception {
        assertThat(failForASetting(Map.of("INKWELL_DEVICES", "cuda:7")))
            .contains("\ninkwell: inkwell.devices must name devices that PyTorch can use, cpu only; given: cuda:7.\n")
            .endsWith("Set inkwell.devices to \"auto\" or \"cpu\", or start the service with a driver and a PyTorch "
                    + "for CUDA.\n");
    }

    @Test
    void reportsAPublicAddressWithoutKeys() throws Exception {
        assertThat(failForASetting(Map.of("SERVER_ADDRESS", "0.0.0.0")))
            .startsWith("inkwell: server.address is "
                    + "\"0.0.0.0\", which other machines can reach, but no API key is configured.\n")
            .contains("keys create", "inkwell.security.anonymous=true")
            .hasLineCount(2);
    }

    @Test
    void reportsAMissingKeysFile() throws Exception {
        assertThat(failForASetting(Map.of("INKWELL_SECURITY_API_KEYS_FILE", "no/keys.yaml")))
            .contains("inkwell: inkwell.security.api-keys-file: \"no/keys.yaml\" cannot be used: ",
                    "there is no such file")
            .doesNotContain("APPLICATION FAILED", "Exception", "shutdown()");
    }

    @Test
    void reportsABrokenDatabaseOfFineTuning() throws Exception {
        Files.writeString(this.folder.resolve("database.mv.db"), "broken".repeat(2000));

        assertThat(failForASetting(Map.of("INKWELL_FINETUNING_FOLDER", this.folder.toString())))
            .contains("inkwell: inkwell.fine-tuning.folder: the database in \"" + this.folder + "\" cannot be opened: ",
                    "Restore the file database.mv.db")
            .doesNotContain("APPLICATION FAILED", "\tat ");
    }

    @Test
    void reportsAnUnreachableDatabaseOfFineTuning() throws Exception {
        assertThat(failForASetting(Map.of("INKWELL_FINETUNING_FOLDER", this.folder.toString(),
                "INKWELL_FINETUNING_DATABASE_URL", "jdbc:postgresql://localhost:1/inkwell")))
            .contains("inkwell: inkwell.fine-tuning.database.url: the database cannot be used: ", "localhost:1")
            .doesNotContain("APPLICATION FAILED", "\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    SERVER_PORT             | 99999             | server.port must be a whole number from 0 to 65535; given: 99999
                    SERVER_PORT             | many              | server.port must be a whole number from 0 to 65535; given: many
                    MANAGEMENT_SERVER_PORT  | -2                | management.server.port must be a whole number from 0 to 65535; given: -2
                    SERVER_ADDRESS          | no.such.invalid   | server.address: the host name "no.such.invalid" does not resolve.
                    INKWELL_PRECISION       | half              | inkwell.precision must be one of auto, float32, float16, bfloat16, int8; given: "half"
                    INKWELL_THREADS         | many              | inkwell.threads must be a whole number; given: "many"
                    INKWELL_SHUTDOWN_DRAIN  | soon              | inkwell.shutdown.drain must be a duration such as 500ms, 30s or 10m; given: "soon"
                    INKWELL_EXPLAIN_ENABLED | maybe             | inkwell.explain.enabled must be true or false; given: "maybe"
                    SPRING_CONFIG_LOCATION  | no/settings.yaml  | Config data resource 'file [no/settings.yaml]' via location 'no/settings.yaml' cannot be found
                    INKWELL_SERVED_MODEL_NAME | a,a             | inkwell.served-model-name must be distinct names, none of them empty; given: [a, a]
                    """)
    void reportsAnInvalidValueInOneSentence(String variable, String value, String sentence) throws Exception {
        assertThat(failForASetting(Map.of(variable, value, "INKWELL_SECURITY_ANONYMOUS", "true")))
            .contains("inkwell: " + sentence + "\n")
            .doesNotContain("APPLICATION FAILED", "Exception", "java.", "InkwellProperties", "shutdown()");
    }

    @Test
    void reportsAnInvalidSettingsFileInOneSentence() throws Exception {
        Path file = Files.writeString(this.folder.resolve("settings.yaml"), "inkwell: [");

        assertThat(failForASetting(Map.of("SPRING_CONFIG_LOCATION", file.toString())))
            .isEqualTo("inkwell: a settings file is not valid YAML: line 1, column 11: "
                    + "expected the node content, but found '<stream end>'\n");
    }

    @Test
    void reportsAForeignAddressInOneSentence() throws Exception {
        assertThat(failToStart(1, Map.of("SERVER_ADDRESS", "192.0.2.1", "INKWELL_SECURITY_ANONYMOUS", "true")))
            .containsOnlyOnce("APPLICATION FAILED TO START")
            .containsOnlyOnce("Description:\n\nThe service cannot listen: cannot assign requested address.\n\nAction:")
            .doesNotContain("\tat ", "shutdown()");
    }

    @Test
    void reportsAPortInUseInOneSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertThat(failToStart(1, Map.of("SERVER_PORT", port))).containsOnlyOnce("APPLICATION FAILED TO START")
                .contains("Port " + port + " was already in use.")
                .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "INKWELL_MODEL", "INKWELL_MODELS_0_SOURCE", "INKWELL_CHAT_TEMPLATE",
            "INKWELL_SECURITY_API_KEYS_FILE" })
    @EnabledOnOs(OS.LINUX)
    void reportsAPathThatTheLocaleCannotEncode(String variable) throws Exception {
        // Java encodes the environment of a child process in the charset of its own
        // locale.
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");

        assertThat(failForASetting(Map.of(variable, "/models/größe", "LC_ALL", "C"))).startsWith("inkwell: ")
            .contains("has characters that the charset of the locale, ANSI_X3.4-1968, lacks. Set LC_ALL=C.UTF-8")
            .doesNotContain("\tat ");
    }

    @Test
    void reportsInsufficientMemoryInOneSentence() throws Exception {
        long total = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();

        assertThat(failForASetting(Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + total))).contains("\ninkwell: Of ")
            .contains(": nothing is left for a model.\nGive the container more memory")
            .doesNotContain("APPLICATION FAILED", "Exception", "\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3m  | DJL_CACHE_DIR     |                    | the native libraries cannot be extracted to %s
            16k | JAVA_TOOL_OPTIONS | -Djava.io.tmpdir=  | .pt cannot be copied to %s/inkwell
            """)
    void reportsAFullDiskInOneSentence(String size, String variable, @Nullable String option, String sentence)
            throws Exception {
        assumeThat(SmallDisk.isPossible()).as("this user may mount a file system").isTrue();
        Path disk = Files.createDirectory(this.folder.resolve("disk"));
        ProcessBuilder service = service(Map.of(variable, ((option != null) ? option : "") + disk));

        assertThat(failToStart(2, SmallDisk.mount(disk, size, service)))
            .contains("\ninkwell: ", sentence.formatted(disk), ": No space left on device. ")
            .doesNotContain("APPLICATION FAILED", "ERROR", "\tat ");
    }

    /** The output of a process that ends as one with wrong arguments does. */
    private String failForASetting(Map<String, String> variables) throws IOException, InterruptedException {
        return failToStart(2, variables);
    }

    /** The output of a process that ends by itself, with a failure. */
    private String failToStart(int exitCode, Map<String, String> variables) throws IOException, InterruptedException {
        return failToStart(exitCode, service(variables));
    }

    private String failToStart(int exitCode, ProcessBuilder service) throws IOException, InterruptedException {
        Path output = this.folder.resolve("output.txt");
        Process process = service.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(JavaProcess.exitCode(process)).isEqualTo(exitCode);
        return Files.readString(output);
    }

    private ProcessBuilder service(Map<String, String> variables) {
        ProcessBuilder builder = JavaProcess.ofClass(this.folder, InkwellApplication.class, List.of());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().putAll(variables);
        return builder;
    }

}
