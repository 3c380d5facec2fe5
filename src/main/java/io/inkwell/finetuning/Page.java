package io.inkwell.finetuning;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param hasMore whether the list has entries after it
 */
public record Page<T>(List<T> entries, boolean hasMore) {

    public Page {
        entries = List.copyOf(entries);
    }

    /**
     * The page of a query that asked for one entry more than the limit.
     */
    public static <T> Page<T> of(List<T> found, int limit) {
        return new Page<>(found.subList(0, Math.min(found.size(), limit)), found.size() > limit);
    }

    public <R> Page<R> map(Function<T, R> function) {
        return new Page<>(this.entries.stream().map(function).toList(), this.hasMore);
    }

}
