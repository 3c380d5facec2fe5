package io.inkwell.registry.defaults;

import java.util.List;
import java.util.Set;

/**
 * The EOS tokens of a {@code generation_config.json}. They apply even if the settings
 * ignore the rest of the file.
 *
 * @param notices sentences about tokens that were ignored
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
