package io.inkwell.finetuning;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * Which part of a list to return.
 *
 * @param after the id after which the page starts; null for the first page
 * @param limit the number of entries
 * @param isAscending whether the oldest entry comes first
 */
public record PageRequest(@Nullable String after, int limit, boolean isAscending) {

    private static final String ASCENDING = "asc";

    private static final String DESCENDING = "desc";

    /**
     * Checks the parameters of a query. An empty one counts as absent.
     * @param defaultLimit the limit if none is given
     * @param maxLimit the highest limit
     * @throws ServiceException an invalid request that names the parameter
     */
    public static PageRequest of(@Nullable String after, @Nullable String limit, @Nullable String order,
            int defaultLimit, int maxLimit) {
        String direction = (order != null && !order.isEmpty()) ? order : DESCENDING;
        ServiceException.require(direction.equals(ASCENDING) || direction.equals(DESCENDING), "order", "asc or desc",
                "another string");
        return new PageRequest((after != null && !after.isEmpty()) ? after : null, limit(limit, defaultLimit, maxLimit),
                direction.equals(ASCENDING));
    }

    private static int limit(@Nullable String limit, int defaultLimit, int maxLimit) {
        if (limit == null || limit.isEmpty()) {
            return defaultLimit;
        }
        String rule = "an integer from 1 to " + maxLimit;
        ServiceException.require(limit.matches("\\d{1,9}"), "limit", rule, "another string");
        int given = Integer.parseInt(limit);
        ServiceException.require(given >= 1 && given <= maxLimit, "limit", rule, given);
        return given;
    }

}
