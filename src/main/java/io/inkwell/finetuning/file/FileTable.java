package io.inkwell.finetuning.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.inkwell.finetuning.Page;
import io.inkwell.finetuning.PageRequest;

/** The table of files. */
final class FileTable {

    private final JdbcClient client;

    FileTable(JdbcClient client) {
        this.client = client;
    }

    void insert(StoredFile file) {
        this.client.sql("""
                insert into files (id, filename, ending, purpose, bytes, created_at)
                values (:id, :filename, :ending, :purpose, :bytes, :createdAt)""")
            .param("id", file.id())
            .param("filename", file.filename())
            .param("ending", file.ending())
            .param("purpose", file.purpose().label())
            .param("bytes", file.bytes())
            .param("createdAt", file.createdAt().toEpochMilli())
            .update();
    }

    Optional<StoredFile> find(String id) {
        return this.client.sql("select * from files where id = :id").param("id", id).query(FileTable::file).optional();
    }

    /**
     * @param purpose null for all
     */
    Page<StoredFile> page(PageRequest page, @Nullable FilePurpose purpose) {
        String compared = page.isAscending() ? ">" : "<";
        String direction = page.isAscending() ? "asc" : "desc";
        List<StoredFile> found = this.client
            .sql("select * from files where (cast(:purpose as varchar) is null or purpose = :purpose)"
                    + " and (cast(:after as varchar) is null or seq " + compared
                    + " (select seq from files where id = :after)) order by seq " + direction + " limit :limit")
            .param("purpose", (purpose != null) ? purpose.label() : null)
            .param("after", page.after())
            .param("limit", page.limit() + 1)
            .query(FileTable::file)
            .list();
        return Page.of(found, page.limit());
    }

    boolean delete(String id) {
        return this.client.sql("delete from files where id = :id").param("id", id).update() > 0;
    }

    int count() {
        return this.client.sql("select count(*) from files").query(Integer.class).single();
    }

    long totalBytes() {
        return this.client.sql("select coalesce(sum(bytes), 0) from files").query(Long.class).single();
    }

    private static StoredFile file(ResultSet row, int number) throws SQLException {
        return new StoredFile(row.getString("id"), row.getString("filename"), row.getString("ending"),
                FilePurpose.of(row.getString("purpose")).orElseThrow(), row.getLong("bytes"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

}
