package io.inkwell.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name of a setting or an option that a misspelt one was probably meant to be. */
public final class NearestName {

    private NearestName() {
    }

    /**
     * The nearest of the candidates, or none if more than a third of the name is wrong.
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        return candidates.stream()
            .min(Comparator.comparingInt((candidate) -> distance(name, candidate)))
            .filter((nearest) -> distance(name, nearest) <= name.length() / 3);
    }

    /** Levenshtein's: how many characters must be added, dropped or replaced. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

}
