package io.inkwell.web.fields;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The names that a body may contain in addition to its fields, and the suggestions for
 * similar names.
 */
final class KnownNames {

    private KnownNames() {
    }

    /** Whether a name that is not a field of the body is known. */
    static boolean contains(String name, BodyFields body) {
        return FieldAliases.target(name, body) != null || others(body).anyMatch(name::equals);
    }

    /**
     * Returns all names with the name to suggest: for an alias, the field of the body
     * that it stands for.
     */
    static Map<String, String> of(BodyFields body) {
        Map<String, String> names = new TreeMap<>();
        others(body).forEach((name) -> names.put(name, name));
        FieldAliases.of(body).forEach((name) -> {
            String target = FieldAliases.target(name, body);
            names.put(name, (target != null) ? target : name);
        });
        body.names().forEach((name) -> names.put(name, name));
        return names;
    }

    private static Stream<String> others(BodyFields body) {
        return Stream
            .of(UnsupportedFields.names(), NeutralFields.NAMES, RepetitionWindow.NAMES,
                    body.contains(ContextLimit.FIELD) ? Set.of(ContextLimit.NAME) : Set.<String>of(),
                    body.contains(BannedTokens.FIELD) ? BannedTokens.NAMES : Set.<String>of(),
                    body.contains(LlamaLogprobs.FIELD) ? List.of(LlamaLogprobs.NAME) : List.<String>of())
            .flatMap((names) -> names.stream());
    }

}
