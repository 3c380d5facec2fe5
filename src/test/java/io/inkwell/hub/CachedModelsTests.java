package io.inkwell.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A model with two commits, which share the tokenizer. */
class CachedModelsTests {

    private static final String FIRST = "1".repeat(40);

    private static final String SECOND = "2".repeat(40);

    private static final String SHARED = "a".repeat(40);

    private static final String OLD = "b".repeat(64);

    private static final String NEW = "c".repeat(64);

    @TempDir
    private Path folder;

    @BeforeEach
    void fillTheCache() throws IOException {
        for (String blob : List.of(SHARED, OLD, NEW)) {
            write("blobs/" + blob, blob);
        }
        link(FIRST, "tokenizer.json", SHARED);
        link(FIRST, "model.safetensors", OLD);
        link(SECOND, "tokenizer.json", SHARED);
        link(SECOND, "model.safetensors", NEW);
        write("refs/main", SECOND);
        write("refs/v1", FIRST);
        write("refs/refs/pr/3", FIRST);
    }

    @Test
    void removesARevisionAndTheBlobsThatNoOtherHas() throws IOException {
        models().removeRevision(new HubId("owner/name", "main"));

        assertThat(entry().resolve("refs/main")).doesNotExist();
        assertThat(entry().resolve("snapshots/" + SECOND)).doesNotExist();
        assertThat(entry().resolve("blobs/" + NEW)).doesNotExist();
        assertThat(entry().resolve("snapshots/" + FIRST + "/tokenizer.json")).hasContent(SHARED);
        assertThat(entry().resolve("snapshots/" + FIRST + "/model.safetensors")).hasContent(OLD);
        assertThat(revisions()).containsExactly("refs/pr/3", "v1");
    }

    @Test
    void keepsASnapshotToWhichAnotherRevisionPoints() throws IOException {
        models().removeRevision(new HubId("owner/name", "refs/pr/3"));

        assertThat(revisions()).containsExactly("main", "v1");
        assertThat(entry().resolve("snapshots/" + FIRST + "/model.safetensors")).hasContent(OLD);
    }

    @Test
    void removesACommitWithAllRevisionsThatPointToIt() throws IOException {
        models().removeRevision(new HubId("owner/name", FIRST));

        assertThat(revisions()).containsExactly("main");
        assertThat(entry().resolve("snapshots/" + FIRST)).doesNotExist();
        assertThat(entry().resolve("blobs/" + OLD)).doesNotExist();
        assertThat(entry().resolve("snapshots/" + SECOND + "/tokenizer.json")).hasContent(SHARED);
    }

    @Test
    void removesTheModelWithItsLastRevision() throws IOException {
        models().removeRevision(new HubId("owner/name", FIRST));
        models().removeRevision(new HubId("owner/name", SECOND));

        assertThat(entry()).doesNotExist();
    }

    @Test
    void keepsFilesOutsideOfTheCache() throws IOException {
        Path weights = Files.writeString(this.folder.resolve("weights"), "of the user");
        Path link = entry().resolve("snapshots/" + SECOND + "/model.safetensors");
        Files.delete(link);
        Files.createSymbolicLink(link, weights);

        models().removeRevision(new HubId("owner/name", "main"));

        assertThat(weights).hasContent("of the user");
    }

    @Test
    void rejectsARevisionThatTheCacheLacks() {
        assertThatExceptionOfType(HubException.class)
            .isThrownBy(() -> models().removeRevision(new HubId("owner/name", "v2")))
            .withMessage("the cache " + this.folder + " has no revision \"v2\" of owner/name; \"inkwell models list\" "
                    + "shows its revisions");
    }

    private CachedModels models() {
        return new CachedModels(
                new HubSettings(URI.create("http://localhost"), null, this.folder, true, HubProxies.NONE));
    }

    private List<String> revisions() throws IOException {
        return models().find(new HubId("owner/name", "main")).revisions();
    }

    private Path entry() {
        return this.folder.resolve("models--owner--name");
    }

    private void write(String file, String content) throws IOException {
        Path path = entry().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private void link(String commit, String file, String blob) throws IOException {
        Path snapshot = Files.createDirectories(entry().resolve("snapshots/" + commit));
        Files.createSymbolicLink(snapshot.resolve(file), Path.of("../../blobs", blob));
    }

}
