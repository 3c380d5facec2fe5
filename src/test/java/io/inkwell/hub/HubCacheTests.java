package io.inkwell.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HubCacheTests {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final String OTHER = "f".repeat(40);

    private static final HubId ID = new HubId("owner/name", "main");

    private static final HubFile CONFIG = new HubFile("config.json", 2, OTHER, null);

    @TempDir
    private Path folder;

    @Test
    void severalWritersStoreTheSameRef() {
        HubCache cache = cache();

        IntStream.range(0, 2000).parallel().forEach((i) -> {
            try {
                cache.storeRef(ID, "%040x".formatted(i));
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });

        assertThat(this.folder.resolve("models--owner--name")).isDirectoryNotContaining("glob:**.incomplete");
        assertThat(this.folder.resolve("models--owner--name/refs/main")).content().matches("[0-9a-f]{40}");
    }

    @Test
    void findsTheCommitOfABranch() throws IOException {
        Path snapshot = write("snapshots/" + COMMIT + "/config.json", "{}").getParent();
        write("refs/main", COMMIT + "\n");

        assertThat(cache().find(ID)).contains(snapshot);
        assertThat(cache().find(new HubId("owner/name", COMMIT))).contains(snapshot);
        assertThat(cache().find(new HubId("owner/name", OTHER))).isEmpty();
        assertThat(cache().find(new HubId("owner/other", "main"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "../../..", "ffffffffffffffffffffffffffffffffffffffff", "HEAD" })
    void ignoresARefThatIsNoCommitOfTheCache(String ref) throws IOException {
        write("snapshots/" + COMMIT + "/config.json", "{}");
        write("refs/main", ref);

        assertThat(cache().find(ID)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config.json,tokenizer.json,model.safetensors        | true
            config.json,vocab.json,merges.txt,model.safetensors | true
            config.json,vocab.json,model.safetensors            | false
            tokenizer.json,model.safetensors                    | false
            config.json,tokenizer.json                          | false
            config.json,model.safetensors                       | false
            """)
    void isCompleteWithConfigTokenizerAndWeights(String files, boolean isComplete) throws IOException {
        for (String file : files.split(",")) {
            write("snapshots/" + COMMIT + "/" + file, "{}");
        }

        assertThat(HubCache.isComplete(cache().snapshot(ID, COMMIT))).isEqualTo(isComplete);
    }

    @Test
    void isIncompleteWithoutAShard() throws IOException {
        for (String file : new String[] { "config.json", "tokenizer.json", "a.safetensors" }) {
            write("snapshots/" + COMMIT + "/" + file, "{}");
        }
        write("snapshots/" + COMMIT + "/model.safetensors.index.json", """
                {"weight_map": {"x": "a.safetensors", "y": "b.safetensors"}}""");

        assertThat(HubCache.isComplete(cache().snapshot(ID, COMMIT))).isFalse();
        write("snapshots/" + COMMIT + "/b.safetensors", "");
        assertThat(HubCache.isComplete(cache().snapshot(ID, COMMIT))).isTrue();
    }

    @Test
    void linksAFileToItsBlobAndReplacesADanglingLink() throws IOException {
        write("blobs/" + OTHER, "{}");
        Path link = cache().snapshot(ID, COMMIT).resolve("config.json");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("../../blobs/removed"));

        cache().link(ID, COMMIT, CONFIG);

        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("../../blobs", OTHER));
        assertThat(link).hasContent("{}");
    }

    @Test
    void keepsAFileThatExists() throws IOException {
        write("blobs/" + OTHER, "{}");
        Path file = write("snapshots/" + COMMIT + "/config.json", "as copied by a client without links");

        cache().link(ID, COMMIT, CONFIG);

        assertThat(file).hasContent("as copied by a client without links");
    }

    @ParameterizedTest
    @CsvSource({ "main, refs/main", "refs/pr/3, refs/refs/pr/3" })
    void storesTheCommitOfARevision(String revision, String file) throws IOException {
        HubId id = new HubId("owner/name", revision);
        cache().storeRef(id, OTHER);
        cache().storeRef(id, COMMIT);

        assertThat(entry().resolve(file)).hasContent(COMMIT);
        try (var files = Files.list(entry())) {
            assertThat(files).as("nothing temporary").containsExactly(entry().resolve("refs"));
        }
    }

    @Test
    void aCommitHasNoRef() throws IOException {
        cache().storeRef(new HubId("owner/name", COMMIT), COMMIT);

        assertThat(entry()).doesNotExist();
    }

    @Test
    void namesTheCacheThatCannotBeWritten() throws IOException {
        Files.writeString(Files.createDirectories(entry()).resolve("refs"), "a file in place of the folder");

        assertThatExceptionOfType(HubException.class).isThrownBy(() -> cache().storeRef(ID, COMMIT))
            .withMessageStartingWith("the cache folder " + this.folder + " cannot be written (")
            .withMessageEndingWith("set HF_HOME or HF_HUB_CACHE to a folder that this user may write");
    }

    private HubCache cache() {
        return new HubCache(this.folder);
    }

    private Path entry() {
        return this.folder.resolve("models--owner--name");
    }

    private Path write(String file, String content) throws IOException {
        Path path = entry().resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

}
