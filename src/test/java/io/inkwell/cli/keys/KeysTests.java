package io.inkwell.cli.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import io.inkwell.access.ApiKeySecret;
import io.inkwell.access.ApiKeyStore;
import io.inkwell.cli.TestCommands;
import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** {@code keys create} separates the secret from its entry. */
class KeysTests {

    private final CapturedTerminal terminal = CapturedTerminal.pipes("");

    @Test
    void printsTheSecretToTheErrorStreamOnly() {
        assertThat(run("keys", "create")).isZero();

        String secret = secret();
        assertThat(this.terminal.out()).isEqualTo("""
                - id: "default"
                  sha256: "%s"
                  scopes: [inference]
                """.formatted(new ApiKeySecret(secret).sha256())).doesNotContain(secret);
    }

    @Test
    void acceptsIdAndScopes() {
        assertThat(run("keys", "create", "--id", "prometheus", "--scopes=metrics,ADMIN")).isZero();

        List<Map<String, Object>> entries = new Yaml().load(this.terminal.out());
        assertThat(entries).singleElement()
            .satisfies((entry) -> assertThat(entry).containsEntry("id", "prometheus")
                .containsEntry("scopes", List.of("admin", "metrics")));
    }

    @Test
    void acceptsLimits() {
        assertThat(run("keys", "create", "--requests-per-minute=60", "--concurrent-requests", "0")).isZero();

        List<Map<String, Object>> entries = new Yaml().load(this.terminal.out());
        assertThat(entries).singleElement()
            .satisfies((entry) -> assertThat(entry).containsEntry("limits",
                    Map.of("requests-per-minute", 60, "concurrent-requests", 0)));
    }

    @Test
    void createsValidEntries(@TempDir Path folder) throws Exception {
        assertThat(run("keys", "create", "--id=one") + run("keys", "create", "--id=two", "--tokens-per-minute=9"))
            .isZero();

        Path file = Files.writeString(folder.resolve("keys.yaml"), this.terminal.out());
        List<?> entries = new Yaml().load(this.terminal.out());
        assertThat(entries).hasSize(2);
        assertThatCode(() -> ApiKeyStore.open(List.of(), file).close()).doesNotThrowAnyException();
    }

    @Test
    void rejectsInvalidIdsAndScopes() {
        assertThat(run("keys", "create", "--id=a b")).isEqualTo(2);
        assertThat(run("keys", "create", "--scopes=everything")).isEqualTo(2);
        assertThat(run("keys", "create", "--tokens-per-minute=-1")).isEqualTo(2);

        assertThat(this.terminal.err()).contains("the id of an API key must be", "--scopes", "everything",
                "the tokens-per-minute of API keys must be 0 (no limit) or more; given: -1");
        assertThat(this.terminal.out()).isEmpty();
    }

    @Test
    void printsHelpWithoutASubcommand() {
        assertThat(run("keys")).isEqualTo(2);

        assertThat(this.terminal.err()).contains("inkwell keys --help");
    }

    private String secret() {
        return this.terminal.err().lines().filter((line) -> line.startsWith("ink_")).findFirst().orElseThrow();
    }

    private int run(String... args) {
        return TestCommands.withoutService(this.terminal).run(args);
    }

}
