package io.inkwell.finetuning.api;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.finetuning.job.JobEvent;

/**
 * An event of a job.
 *
 * @param createdAt in Unix seconds
 * @param type {@code metrics} with data, otherwise {@code message}
 */
@JsonPropertyOrder({ "object", "id", "created_at", "level", "message", "type", "data" })
record EventObject(String object, String id, long createdAt, String level, String message, String type,
        @JsonInclude @Nullable Map<String, Object> data) {

    static EventObject of(JobEvent event) {
        return new EventObject("fine_tuning.job.event", event.id(), event.createdAt().getEpochSecond(),
                event.level().label(), event.message(), (event.data() != null) ? "metrics" : "message", event.data());
    }

}
