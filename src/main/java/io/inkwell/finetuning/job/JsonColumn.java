package io.inkwell.finetuning.job;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values that a column holds as JSON. */
final class JsonColumn {

    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonColumn() {
    }

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return JSON.readValue(json, type);
    }

    static Map<String, Object> map(String json) {
        return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {
        });
    }

    static Map<String, String> strings(@Nullable String json) {
        return (json == null) ? Map.of() : JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {
        });
    }

}
