package io.inkwell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    SERVER_PORT             | 99999             | server.port must be a whole number from 0 to 65535; given: 99999
                    SERVER_PORT             | many              | server.port must be a whole number from 0 to 65535; given: many
                    MANAGEMENT_SERVER_PORT  | -2                | management.server.port must be a whole number from 0 to 65535; given: -2
                    SERVER_ADDRESS          | no.such.invalid   | server.address: the host name "no.such.invalid" does not resolve.
                    SERVER_ADDRESS          | 192.0.2.1         | The service cannot listen: cannot assign requested address.
                    """)
    void aPlaceToListenThatIsNoneEndsTheProcessWithOneSentence(String variable, String value, String sentence)
            throws Exception {
        assertThat(failToStart(Map.of(variable, value, "INKWELL_SECURITY_ANONYMOUS", "true")))
            .containsOnlyOnce("APPLICATION FAILED TO START")
            .containsOnlyOnce("Description:\n\n" + sentence + "\n\nAction:")
            .doesNotContain("\tat ");
    }

    @Test
    void aPortInUseEndsTheProcessWithOneSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertThat(failToStart(Map.of("SERVER_PORT", port))).containsOnlyOnce("APPLICATION FAILED TO START")
                .contains("Port " + port + " was already in use.")
                .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "INKWELL_MODEL", "INKWELL_CHAT_TEMPLATE", "INKWELL_SECURITY_API_KEYS_FILE" })
    @EnabledOnOs(OS.LINUX)
    void aPathThatTheLocaleCannotEncodeEndsTheProcessWithOneSentence(String variable) throws Exception {
        // Java encodes the environment of a child in the charset of its own locale.
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");

        assertThat(failToStart(Map.of(variable, "/models/größe", "LC_ALL", "C")))
            .containsOnlyOnce("APPLICATION FAILED TO START")
            .contains("has characters that the charset of the locale, ANSI_X3.4-1968, lacks. Set LC_ALL=C.UTF-8")
            .doesNotContain("\tat ");
    }

    @Test
    void aWordThatASettingDoesNotTakeEndsTheProcessWithOneSentence() throws Exception {
        assertThat(failToStart(Map.of("INKWELL_PRECISION", "half"))).containsOnlyOnce("APPLICATION FAILED TO START")
            .contains("inkwell.precision must not be \"half\"; it is one of auto, float32, float16, bfloat16, int8.")
            .doesNotContain("\tat ", "PrecisionChoice");
    }

    /** The output of a process that ends by itself, with a failure. */
    private String failToStart(Map<String, String> variables) throws IOException, InterruptedException {
        Path output = this.folder.resolve("output.txt");
        ProcessBuilder builder = JavaProcess.ofClass(this.folder, Inkwell.class, List.of())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().putAll(variables);
        assertThat(JavaProcess.exitCode(builder.start())).isNotZero();
        return Files.readString(output);
    }

}
