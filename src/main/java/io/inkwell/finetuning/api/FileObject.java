package io.inkwell.finetuning.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.finetuning.file.StoredFile;

/**
 * A file.
 *
 * @param createdAt in Unix seconds
 * @param status always {@code processed}: a job checks the content
 */
@JsonPropertyOrder({ "id", "object", "bytes", "created_at", "filename", "purpose", "status" })
record FileObject(String id, String object, long bytes, long createdAt, String filename, String purpose,
        String status) {

    static FileObject of(StoredFile file) {
        return new FileObject(file.id(), "file", file.bytes(), file.createdAt().getEpochSecond(), file.filename(),
                file.purpose().label(), "processed");
    }

}
