package io.inkwell.web.fields;

import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;

/**
 * The fields that an object inside a body may have, where it is read field by field.
 *
 * @param known those that are read
 * @param neutral those that clients send and that change no answer
 */
public record ObjectFields(Set<String> known, Set<String> neutral) {

    public ObjectFields {
        known = Set.copyOf(known);
        neutral = Set.copyOf(neutral);
    }

    /**
     * @param path of the object in the body
     * @throws ServiceException an invalid request that names the first field that the
     * object may not have
     */
    public void check(String path, JsonNode object, UnknownFields unknown) {
        if (unknown == UnknownFields.REFUSE) {
            object.forEachEntry((name, value) -> {
                if (!value.isNull() && !this.known.contains(name) && !this.neutral.contains(name)) {
                    throw unknown(path, name);
                }
            });
        }
    }

    private ServiceException unknown(String path, String name) {
        return UnknownField.refusal(path + ".", name,
                Stream.concat(this.known.stream(), this.neutral.stream()).toList());
    }

}
