package io.inkwell.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

import io.inkwell.error.ServiceException;

/** Finds the field that a misspelt name most probably means. */
final class NearestField {

    private static final int MAX_NAME_LENGTH = 64;

    private NearestField() {
    }

    /**
     * The nearest candidate, or none if more than a third of the name differs. Case and
     * underscores do not count, so that {@code maxTokens} finds {@code max_tokens}.
     */
    static Optional<String> to(String name, Collection<String> candidates) {
        // A longer name than any field has is no misspelt one.
        String given = plain(name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH)));
        return candidates.stream()
            .sorted()
            .min(Comparator.comparingInt((candidate) -> distance(given, plain(candidate))))
            .filter((nearest) -> distance(given, plain(nearest)) <= given.length() / 3);
    }

    /**
     * The error for a field that is none.
     * @param path what stands before its name
     */
    static ServiceException refuse(String path, String name, Collection<String> candidates) {
        String field = path + name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
        return ServiceException.invalid(field, field + " is not a field that the service has"
                + to(name, candidates).map((nearest) -> "; did you mean " + nearest + "?").orElse(""));
    }

    private static String plain(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Optimal string alignment: insertions, deletions, replacements and swaps of two
     * neighbours.
     */
    private static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = (i == 0 || j == 0) ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        char last = from.charAt(i - 1);
        int replaced = cost[i - 1][j - 1] + ((last == to.charAt(j - 1)) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean isSwap = i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return isSwap ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }

}
