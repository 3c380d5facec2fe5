package io.inkwell.observability;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The samples of one look at {@code /actuator/prometheus}.
 *
 * @param samples by series, which is a name and its labels as they are written
 */
record Scrape(Map<String, Double> samples) {

    static Scrape parse(String text) {
        return new Scrape(text.lines()
            .filter((line) -> !line.startsWith("#"))
            .collect(Collectors.toMap((line) -> line.substring(0, line.lastIndexOf(' ')),
                    (line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))));
    }

    /**
     * The one sample of that name whose labels hold the given one.
     * @param label as it is written, {@code reason="stop"}, or empty for any
     */
    double value(String name, String label) {
        List<Double> values = this.samples.entrySet()
            .stream()
            .filter((sample) -> sample.getKey().startsWith(name + "{") && sample.getKey().contains(label))
            .map(Map.Entry::getValue)
            .toList();
        if (values.size() != 1) {
            throw new AssertionError("one sample of " + name + " with " + label + " was expected; found " + values);
        }
        return values.get(0);
    }

    double value(String name) {
        return value(name, "");
    }

    /**
     * The upper bounds of a histogram's buckets, as they are written, from low to high.
     */
    List<String> buckets(String name) {
        String start = name + "_bucket{";
        return this.samples.keySet()
            .stream()
            .filter((series) -> series.startsWith(start))
            .map((series) -> series.replaceFirst(".*le=\"([^\"]+)\".*", "$1"))
            .sorted((one, other) -> Double.compare(bound(one), bound(other)))
            .toList();
    }

    private static double bound(String bound) {
        return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
    }

}
