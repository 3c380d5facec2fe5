package io.inkwell.completion;

import java.util.List;
import java.util.Set;

/**
 * What ends a choice before its maximum length.
 *
 * @param strings the choice ends before the first of these
 * @param tokenIds tokens that end the choice, in addition to the model's own
 * @param ignoreEos whether generation continues after the model's EOS token
 * @param includeStop whether the text includes the stop string or stop token
 */
public record StopOptions(List<String> strings, Set<Integer> tokenIds, boolean ignoreEos, boolean includeStop) {

    /** The model's EOS token alone. */
    public static final StopOptions DEFAULT = new StopOptions(List.of(), Set.of(), false, false);

    public StopOptions {
        strings = List.copyOf(strings);
        tokenIds = Set.copyOf(tokenIds);
    }

}
