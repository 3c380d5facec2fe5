package io.inkwell.registry.folder;

import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as read and written by Python: with NaN and Infinity. */
public final class PythonJson {

    public static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .build();

    private PythonJson() {
    }

}
