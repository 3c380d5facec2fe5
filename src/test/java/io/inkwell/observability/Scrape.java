package io.inkwell.observability;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The samples of one scrape of {@code /actuator/prometheus}.
 *
 * @param samples values by series: name and labels as written
 */
record Scrape(Map<String, Double> samples) {

    static Scrape parse(String text) {
        return new Scrape(text.lines()
            .filter((line) -> !line.startsWith("#"))
            .collect(Collectors.toMap((line) -> line.substring(0, line.lastIndexOf(' ')),
                    (line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))));
    }

    /**
     * The sum of the samples with this name and all given labels. At least one must
     * exist.
     * @param labels labels as written, for example {@code reason="stop"}
     */
    double value(String name, String... labels) {
        List<Double> values = this.samples.entrySet()
            .stream()
            .filter((sample) -> name(sample.getKey()).equals(name)
                    && Stream.of(labels).allMatch(sample.getKey()::contains))
            .map(Map.Entry::getValue)
            .toList();
        if (values.isEmpty()) {
            throw new AssertionError("there is no sample of " + name + " with " + List.of(labels));
        }
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The names of all samples; histograms appear with their suffixes. */
    Set<String> names() {
        return this.samples.keySet().stream().map(Scrape::name).collect(Collectors.toSet());
    }

    private static String name(String series) {
        return series.replaceFirst("\\{.*", "");
    }

    /**
     * The upper bounds of a histogram's buckets as written, in ascending order.
     */
    List<String> buckets(String name) {
        String start = name + "_bucket{";
        return this.samples.keySet()
            .stream()
            .filter((series) -> series.startsWith(start))
            .map((series) -> series.replaceFirst(".*le=\"([^\"]+)\".*", "$1"))
            .distinct()
            .sorted((one, other) -> Double.compare(bound(one), bound(other)))
            .toList();
    }

    private static double bound(String bound) {
        return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
    }

}
