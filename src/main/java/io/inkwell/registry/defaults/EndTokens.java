package io.inkwell.registry.defaults;

import java.util.List;
import java.util.Set;

/**
 * The tokens by which a {@code generation_config.json} ends a text. They count whatever
 * the settings say of the rest of the file.
 *
 * @param notices why the file's tokens are not known, a sentence each
 */
public record EndTokens(Set<Integer> ids, List<String> notices) {

    static final EndTokens NONE = new EndTokens(Set.of(), List.of());

    public EndTokens {
        ids = Set.copyOf(ids);
        notices = List.copyOf(notices);
    }

    static EndTokens unknown(List<String> notices) {
        return new EndTokens(Set.of(), notices);
    }

}
