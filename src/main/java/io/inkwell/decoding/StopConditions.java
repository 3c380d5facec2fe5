package io.inkwell.decoding;

import java.util.List;
import java.util.Set;

public record StopConditions(int maxTokens, Set<Integer> stopTokenIds, Set<Integer> eosTokenIds, boolean ignoreEos,
        List<String> stopStrings) {
}
