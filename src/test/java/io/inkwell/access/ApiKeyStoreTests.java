package io.inkwell.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.LogLines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ApiKeyStoreTests {

    /** The interval between two reads. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final LogLines log = LogLines.of(ApiKeyStore.class);

    /** The time of the last read. */
    private long now;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        this.file = this.folder.resolve("keys.yaml");
    }

    @AfterEach
    void closeTheLog() {
        this.log.close();
    }

    @Test
    void isNotInUseWithoutKeys() throws IOException {
        assertThat(ApiKeyStore.of(List.of(), null).isInUse()).isFalse();
        assertThat(ApiKeyStore.of(List.of(Keys.key("a", Scope.ADMIN)), null).isInUse()).isTrue();
    }

    @Test
    void isInUseWithAFileOfNoKeys() throws IOException {
        ApiKeyStore store = ApiKeyStore.of(List.of(), write("# none yet\n"));

        assertThat(store.isInUse()).isTrue();
        assertUnknown(store, "a");
    }

    @Test
    void findsKeysFromSettingsAndFile() throws IOException {
        ApiKeyStore store = ApiKeyStore.of(List.of(Keys.key("a", Scope.ADMIN)),
                write(Keys.entry("b", "[inference, metrics]") + Keys.entry("c", "[EXPLAIN]")));

        assertThat(store.find(Keys.secret("a"))).contains(Keys.key("a", Scope.ADMIN));
        assertThat(store.find(Keys.secret("b"))).contains(Keys.key("b", Scope.INFERENCE, Scope.METRICS));
        assertThat(store.find(Keys.secret("c"))).contains(Keys.key("c", Scope.EXPLAIN));
    }

    @Test
    void doesNotFindKeysByHashOrPartialSecret() throws IOException {
        ApiKeyStore store = ApiKeyStore.of(List.of(Keys.key("a", Scope.ADMIN)), null);
        String secret = Keys.secret("a").text();

        for (int end = 0; end < secret.length(); end++) {
            assertThat(store.find(new ApiKeySecret(secret.substring(0, end)))).isEmpty();
        }
        assertThat(store.find(new ApiKeySecret(secret + "a"))).isEmpty();
        assertThat(store.find(new ApiKeySecret(Keys.secret("a").sha256()))).isEmpty();
    }

    @Test
    void appliesChangesOfTheFile() throws IOException {
        ApiKeyStore store = ApiKeyStore.of(List.of(Keys.key("fixed", Scope.ADMIN)),
                write(Keys.entry("old", "[inference]")));

        write(Keys.entry("new", "[inference]"));
        reread(store, 2);

        assertUnknown(store, "old");
        assertKnown(store, "new");
        assertKnown(store, "fixed");
    }

    @Test
    void rejectsAnIdOfTheSettingsInTheFile() throws IOException {
        List<ApiKey> fixed = List.of(Keys.key("a", Scope.ADMIN));
        assertThatIOException()
            .isThrownBy(() -> ApiKeyStore.of(fixed, write(Keys.entry("b", "[explain]") + Keys.entry("a", "[explain]"))))
            .withMessage("the id of each API key must be unique; inkwell.security.api-keys also has \"a\"");
    }

    @Test
    void rejectsAnEmptyEntry() {
        assertThatIOException()
            .isThrownBy(() -> ApiKeyStore.of(List.of(), write(Keys.entry("b", "[explain]") + "- \n")))
            .withMessage("an entry of the list is empty");
    }

    @Test
    void pollsTheFile() throws IOException {
        write(Keys.entry("old", "[inference]"));
        try (ApiKeyStore store = ApiKeyStore.open(List.of(), this.file, Duration.ofMillis(5))) {
            write("# half of a file: {");
            write(Keys.entry("new", "[inference]"));

            Awaitility.await().untilAsserted(() -> assertKnown(store, "new"));
            assertUnknown(store, "old");
        }
    }

    @Test
    void keepsKeysUntilTwoReadsAgree() throws IOException {
        String whole = Keys.entry("first", "[inference]") + Keys.entry("new", "[inference]");
        ApiKeyStore store = ApiKeyStore.of(List.of(), write(Keys.entry("old", "[inference]")));

        for (int length = 0; length < whole.length(); length += 7) {
            write(whole.substring(0, length));
            reread(store, 1);
            assertKnown(store, "old");
        }
        write(whole);
        reread(store, 1);
        assertKnown(store, "old");
        assertUnknown(store, "new");
        assertThat(this.log.messages()).hasSize(1);

        reread(store, 1);
        assertUnknown(store, "old");
        assertKnown(store, "new");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "# none\n", "[]" })
    void dropsAllKeysOnlyAfterAFileHasStayedWithoutKeys(String none) throws IOException {
        ApiKeyStore store = ApiKeyStore.of(List.of(Keys.key("fixed", Scope.ADMIN)),
                write(Keys.entry("old", "[inference]")));
        write(none);

        reread(store, 6);
        assertKnown(store, "old");
        assertThat(this.log.events()).filteredOn((event) -> event.getLevel() == Level.WARN)
            .singleElement()
            .extracting(ILoggingEvent::getFormattedMessage)
            .asString()
            .endsWith("it has no keys; the previous ones become invalid if it stays so for 30 s");

        reread(store, 1);
        assertUnknown(store, "old");
        assertKnown(store, "fixed");
    }

    @Test
    void countsTheTimeWithoutKeysFromTheLastChange() throws IOException {
        ApiKeyStore store = ApiKeyStore.of(List.of(), write(Keys.entry("old", "[inference]")));
        for (int i = 0; i < 10; i++) {
            write("#".repeat(i));
            reread(store, 2);
        }

        assertKnown(store, "old");
    }

    @Test
    void keepsKeysWhenIdsAreNotUnique() throws IOException {
        ApiKeyStore store = ApiKeyStore.of(List.of(), write(Keys.entry("old", "[inference]")));

        write(Keys.entry("a", "[inference]") + Keys.entry("b", "[inference]") + Keys.entry("a", "[admin]"));
        reread(store, 3);

        assertKnown(store, "old");
        assertUnknown(store, "b");
        assertThat(String.join("\n", this.log.messages()))
            .containsOnlyOnce("the id of each API key must be unique; given twice: \"a\"");
    }

    /**
     * A mounted Secret is a link to a link to a folder; an update replaces the second
     * link.
     */
    @Test
    void followsLinksOfAMountedSecret() throws IOException {
        Files.writeString(Files.createDirectory(this.folder.resolve("..1")).resolve("keys.yaml"),
                Keys.entry("old", "[inference]"));
        Files.writeString(Files.createDirectory(this.folder.resolve("..2")).resolve("keys.yaml"),
                Keys.entry("new", "[inference]"));
        Path data = Files.createSymbolicLink(this.folder.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(this.file, Path.of("..data/keys.yaml"));
        ApiKeyStore store = ApiKeyStore.of(List.of(), this.file);

        Path next = Files.createSymbolicLink(this.folder.resolve("..data_tmp"), Path.of("..2"));
        Files.move(next, data, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        reread(store, 2);

        assertUnknown(store, "old");
        assertKnown(store, "new");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    - {                                              | it is not YAML
                    - id: a                                          | the sha256 of the API key "a" must be 64 hexadecimal digits
                    - {id: a, sha256: ink_a, scopes: [admin]}        | the sha256 of the API key "a" must be 64 hexadecimal digits
                    - {id: a, key: ink_a, scopes: [admin]}           | the sha256 of the API key "a" must be 64 hexadecimal digits; given: nothing
                    - {id: a, sha256: a, scopes: [everything]}       | it must be a list of keys, each with id, sha256, scopes
                    - ink_a                                          | it must be a list of keys, each with id, sha256, scopes
                    keys: none                                       | it must be a list of keys, each with id, sha256, scopes
                    - !!javax.script.ScriptEngineManager []          | it is not YAML
                    """)
    void keepsKeysAndLogsOnceWhenTheFileBecomesInvalid(String content, String problem) throws IOException {
        ApiKeyStore store = ApiKeyStore.of(List.of(), write(Keys.entry("a", "[inference]")));

        write(content);
        reread(store, 3);

        assertKnown(store, "a");
        assertThat(String.join("\n", this.log.messages())).containsOnlyOnce(problem).doesNotContain("ink_a");
    }

    @Test
    void keepsKeysWhileTheFileIsMissing() throws IOException {
        ApiKeyStore store = ApiKeyStore.of(List.of(), write(Keys.entry("a", "[inference]")));

        Files.delete(this.file);
        reread(store, 1);
        assertKnown(store, "a");
        assertThat(this.log.messages()).last().asString().contains("there is no such file");

        write(Keys.entry("b", "[inference]"));
        reread(store, 2);
        assertUnknown(store, "a");
        assertKnown(store, "b");
    }

    @Test
    void rejectsAnInvalidFile() throws IOException {
        assertThatIOException().isThrownBy(() -> ApiKeyStore.of(List.of(), this.file))
            .withMessage("there is no such file");
        write("- 7");
        assertThatIOException().isThrownBy(() -> ApiKeyStore.of(List.of(), this.file))
            .withMessageStartingWith("it must be a list of keys");
        Files.write(this.file, new byte[] { (byte) 0xff, (byte) 0xfe });
        assertThatIOException().isThrownBy(() -> ApiKeyStore.of(List.of(), this.file))
            .withMessage("it is not a text file in UTF-8");
    }

    private void reread(ApiKeyStore store, int times) {
        for (int i = 0; i < times; i++) {
            this.now += INTERVAL.toNanos();
            store.reread(this.now);
        }
    }

    private Path write(String content) throws IOException {
        return Files.writeString(this.file, content);
    }

    private static void assertKnown(ApiKeyStore store, String id) {
        assertThat(store.find(Keys.secret(id))).map(ApiKey::id).contains(id);
    }

    private static void assertUnknown(ApiKeyStore store, String id) {
        assertThat(store.find(Keys.secret(id))).isEmpty();
    }

}
