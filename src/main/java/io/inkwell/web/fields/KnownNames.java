package io.inkwell.web.fields;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The names that a body may hold besides those of its fields, and what to suggest where a
 * name resembles one of them.
 */
final class KnownNames {

    private KnownNames() {
    }

    /** Whether a name that is no field of the body has a meaning in it. */
    static boolean contains(String name, BodyFields body) {
        return FieldAliases.target(name, body) != null || others(body).anyMatch(name::equals);
    }

    /**
     * All names, each with the one to suggest: a field of the body where it is another
     * name of one.
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
