package io.inkwell.finetuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.TransactionException;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseTests {

    private static final String FILE = "database.mv.db";

    @TempDir
    private Path root;

    @Test
    void aTransactionIsOnTheDiskWhenItReturns() throws IOException {
        Path first = this.root.resolve("first");
        Path second = Files.createDirectories(this.root.resolve("second"));
        try (FineTuningFolder folder = FineTuningFolder.open(first);
                Database database = Database.open(folder, null, null, null)) {
            database.inTransaction(() -> insert(database, "a"));
            // What a service that is killed at this moment leaves.
            Files.copy(first.resolve(FILE), second.resolve(FILE));
        }
        try (FineTuningFolder folder = FineTuningFolder.open(second);
                Database database = Database.open(folder, null, null, null)) {
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedCallDoesNotCloseTheDatabase() throws IOException {
        try (FineTuningFolder folder = FineTuningFolder.open(this.root);
                Database database = Database.open(folder, null, null, null)) {
            try {
                Thread.currentThread().interrupt();
                database.inTransaction(() -> insert(database, "a"));
            }
            catch (TransactionException ex) {
                // The call may fail, but no other one.
            }
            finally {
                Thread.interrupted();
            }

            int before = count(database);
            database.inTransaction(() -> insert(database, "b"));
            assertThat(count(database)).isEqualTo(before + 1);
        }
    }

    private static int insert(Database database, String name) {
        return database.client()
            .sql("insert into models (name, job_id, created_at) values (:name, 'ftjob-a', 0)")
            .param("name", name)
            .update();
    }

    private static int count(Database database) {
        return database.client().sql("select count(*) from models").query(Integer.class).single();
    }

}
