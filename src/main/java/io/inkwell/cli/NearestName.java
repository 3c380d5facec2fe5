package io.inkwell.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name of a setting or an option that a misspelt one was probably meant to be. */
public final class NearestName {

    private NearestName() {
    }

    /**
     * The nearest of the candidates, or none if more than a third of the name is wrong,
     * or more than half of what follows the beginning that both share.
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        return candidates.stream()
            .min(Comparator.comparingInt((candidate) -> distance(name, candidate)))
            .filter((nearest) -> distance(name, nearest) <= tolerance(name, nearest));
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
     * Damerau's and Levenshtein's: how many characters must be added, dropped, replaced
     * or swapped with their neighbour.
     */
    private static int distance(String from, String to) {
        int[][] rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                rows[i][j] = (i == 0 || j == 0) ? i + j : cheapest(rows, from, to, i, j);
            }
        }
        return rows[from.length()][to.length()];
    }

    private static int cheapest(int[][] rows, String from, String to, int i, int j) {
        char last = from.charAt(i - 1);
        int replaced = rows[i - 1][j - 1] + ((last == to.charAt(j - 1)) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }

}
