package io.inkwell.finetuning.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;
import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.finetuning.FineTuningLimits;
import io.inkwell.finetuning.RandomIds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class FileStoreTests {

    private static final FineTuningLimits LIMITS = new FineTuningLimits(10, 2, 15, 1, 1);

    private final Path root;

    private final FineTuningFolder folder;

    private final Database database;

    private final FileStore files;

    FileStoreTests(@TempDir Path root) throws IOException {
        this.root = root;
        this.folder = FineTuningFolder.open(root);
        this.database = Database.open(this.folder, null, null, null);
        this.files = new FileStore(this.database, this.folder, LIMITS, new RandomIds(new Random(1)),
                () -> Instant.EPOCH);
    }

    @AfterEach
    void close() throws IOException {
        this.database.close();
        this.folder.close();
    }

    @Test
    void storesTheNameWithoutItsFolders() throws IOException {
        StoredFile file = store("../a\\b/c.TXT", 3);

        assertThat(file.filename()).isEqualTo("c.TXT");
        assertThat(this.files.path(file)).hasContent("xxx")
            .hasParent(this.root.toRealPath().resolve("files"))
            .hasFileName(file.id() + ".txt");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a.csv", "a.txt\r\nX: y.txt", "folder/" })
    void rejectsANameThatIsNotThatOfAText(String name) throws IOException {
        try (Upload upload = this.files.upload()) {
            assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> upload.start(name))
                .withMessageStartingWith("file must be sent with a filename");
        }
    }

    @Test
    void rejectsAFileBeyondALimit() throws IOException {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> store("a.txt", 11))
            .withMessageContaining("inkwell.fine-tuning.max-file-size");
        store("a.txt", 10);
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> store("b.txt", 6))
            .withMessageContaining("inkwell.fine-tuning.max-total-size");
        store("b.txt", 5);
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> store("c.txt", 0))
            .withMessageContaining("inkwell.fine-tuning.max-files");
        assertThat(this.root.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void anUploadThatIsClosedTakesNothingAndLeavesNothing() throws IOException {
        Upload upload = this.files.upload();
        upload.start("a.txt");
        upload.close();

        assertThatIOException().isThrownBy(() -> upload.add(ByteBuffer.allocate(1)));
        assertThatIOException().isThrownBy(() -> upload.start("a.txt"));
        assertThatIOException().isThrownBy(upload::finish);
        assertThat(this.root.resolve("uploads")).isEmptyDirectory();
        assertThat(store("b.txt", 10).bytes()).isEqualTo(10);
    }

    @Test
    void theNextServiceDeletesContentWithoutARow() throws IOException {
        StoredFile kept = store("a.txt", 1);
        // As kill -9 leaves it before the row is stored.
        Path left = this.folder.file("file-left", ".txt");
        Files.writeString(left, "x");
        Files.createFile(this.folder.mark("file-left", ".txt"));

        this.files.deleteInterrupted();

        assertThat(left).doesNotExist();
        assertThat(this.files.path(kept)).hasContent("x");
        assertThat(this.root.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void aDeletedFileLosesItsContent() throws IOException {
        StoredFile file = store("a.txt", 1);

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.files.delete(file.id(), (id) -> true))
            .withMessageStartingWith("the file is used by a fine-tuning job");
        this.files.delete(file.id(), (id) -> false);

        assertThat(this.files.find(file.id())).isEmpty();
        assertThat(Files.exists(this.files.path(file))).isFalse();
    }

    @Test
    void aFileThatDoesNotExistCanBeDeleted() throws IOException {
        StoredFile file = store("a.txt", 1);

        this.files.deleteIfExists(file.id());
        this.files.deleteIfExists(file.id());

        assertThat(this.files.find(file.id())).isEmpty();
        assertThat(this.files.path(file)).doesNotExist();
    }

    private StoredFile store(String name, int numBytes) throws IOException {
        try (Upload upload = this.files.upload()) {
            upload.setPurpose("fine-tune");
            upload.start(name);
            upload.add(ByteBuffer.wrap("x".repeat(numBytes).getBytes(StandardCharsets.UTF_8)));
            return upload.finish();
        }
    }

}
