package io.inkwell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Limits the length of source files. */
class SourceStyleTests {

    private static final int MAX_LINES = 350;

    private static final int MEDIAN_LINES = 70;

    @Test
    void noFileIsLongerThanItsBudget() throws IOException {
        assertThat(sources()).isNotEmpty().filteredOn((source) -> source.lines() > MAX_LINES).isEmpty();
        assertThat(modules()).isNotEmpty().filteredOn((source) -> source.lines() > MAX_LINES).isEmpty();
    }

    @Test
    void medianFileLengthIsBelowLimit() throws IOException {
        long[] lengths = sources().stream().mapToLong(Source::lines).sorted().toArray();

        double median = (lengths[(lengths.length - 1) / 2] + lengths[lengths.length / 2]) / 2.0;

        assertThat(median).as("median lines of %d files", lengths.length).isLessThan(MEDIAN_LINES);
    }

    @Test
    void sourcesHoldNoTabs() throws IOException {
        assertThat(sources()).isNotEmpty().filteredOn(Source::hasTabs).isEmpty();
        assertThat(modules()).isNotEmpty().filteredOn(Source::hasTabs).isEmpty();
    }

    private static List<Source> sources() throws IOException {
        return sources("src/main/java", ".java");
    }

    /** The JavaScript of the studio. */
    private static List<Source> modules() throws IOException {
        return sources("src/main/resources/static", ".js");
    }

    private static List<Source> sources(String folder, String ending) throws IOException {
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(Path.of(folder))) {
            for (Path path : paths.filter((each) -> each.toString().endsWith(ending)).toList()) {
                String text = Files.readString(path);
                sources.add(new Source(path, text.lines().count(), text.contains("\t")));
            }
        }
        return sources;
    }

    private record Source(Path path, long lines, boolean hasTabs) {
    }

}
