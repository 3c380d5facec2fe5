package io.inkwell.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Suggests the field, setting or option that a misspelled name probably means.
 */
public final class NearestName {

    private NearestName() {
    }

    /**
     * The nearest candidate. None if more than a third of the name differs, or more than
     * half of what follows the common prefix. Case, hyphens and underscores are ignored,
     * so {@code maxTokens} finds {@code max_tokens}.
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        String given = plain(name);
        return candidates.stream()
            .sorted()
            .min(Comparator.comparingInt((candidate) -> distance(given, plain(candidate))))
            .filter((nearest) -> distance(given, plain(nearest)) <= tolerance(given, plain(nearest)));
    }

    private static String plain(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }

    private static int tolerance(String name, String candidate) {
        int shared = 0;
        while (shared < Math.min(name.length(), candidate.length())
                && name.charAt(shared) == candidate.charAt(shared)) {
            shared++;
        }
        return Math.min(name.length() / 3, Math.max(1, (name.length() - shared) / 2));
    }

    /**
     * Optimal string alignment distance: the number of insertions, deletions,
     * substitutions and swaps of adjacent characters.
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
