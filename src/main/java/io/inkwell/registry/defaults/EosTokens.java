package io.inkwell.registry.defaults;

import java.util.List;
import java.util.Set;

/**
 * The EOS tokens of a {@code generation_config.json}. They apply even if the settings
 * ignore the rest of the file.
 *
 * @param notices sentences about tokens that were ignored
 */
public record EosTokens(Set<Integer> ids, List<String> notices) {

    static final EosTokens NONE = new EosTokens(Set.of(), List.of());

    public EosTokens {
        ids = Set.copyOf(ids);
        notices = List.copyOf(notices);
    }

    static EosTokens unknown(List<String> notices) {
        return new EosTokens(Set.of(), notices);
    }

}
