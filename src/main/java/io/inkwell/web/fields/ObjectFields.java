package io.inkwell.web.fields;

import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;

/**
 * The fields of an object inside a body that is read field by field.
 *
 * @param known the fields that are read
 * @param neutral fields that clients send and that have no effect
 */
public record ObjectFields(Set<String> known, Set<String> neutral) {

    public ObjectFields {
        known = Set.copyOf(known);
        neutral = Set.copyOf(neutral);
    }

    /**
     * @param path the path of the object in the body
     * @throws ServiceException an invalid request that names the first unknown field
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
        return UnknownField.rejection(path + ".", name,
                Stream.concat(this.known.stream(), this.neutral.stream()).toList());
    }

}
