package io.inkwell.finetuning.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The response to a deletion. */
@JsonPropertyOrder({ "id", "object", "deleted" })
record Deleted(String id, String object, boolean deleted) {

    static Deleted file(String id) {
        return new Deleted(id, "file", true);
    }

    static Deleted model(String id) {
        return new Deleted(id, "model", true);
    }

}
