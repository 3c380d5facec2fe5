package io.inkwell.plots;

import java.util.List;

/**
 * A table below the plots.
 *
 * @param rows the cells of each row; numbers are right-aligned
 */
public record Table(List<String> columns, List<List<Object>> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row must have " + columns.size() + " cells; given: " + row.size());
            }
        }
    }

}
