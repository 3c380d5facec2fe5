package io.inkwell.finetuning.api;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.finetuning.Page;

/**
 * A page of a list.
 *
 * @param firstId null if the page is empty
 * @param lastId what {@code after} takes to continue; null if the page is empty
 */
@JsonPropertyOrder({ "object", "data", "first_id", "last_id", "has_more" })
record ObjectList<T>(String object, List<T> data, @JsonInclude @Nullable String firstId,
        @JsonInclude @Nullable String lastId, boolean hasMore) {

    static <T> ObjectList<T> of(Page<T> page, Function<T, String> id) {
        List<T> data = page.entries();
        return new ObjectList<>("list", data, data.isEmpty() ? null : id.apply(data.get(0)),
                data.isEmpty() ? null : id.apply(data.get(data.size() - 1)), page.hasMore());
    }

}
