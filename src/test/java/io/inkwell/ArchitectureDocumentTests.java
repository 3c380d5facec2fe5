package io.inkwell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** ARCHITECTURE.md repeats the sentences of package-info.java. */
class ArchitectureDocumentTests {

    private static final Path DOCUMENT = Path.of("ARCHITECTURE.md");

    private static final Path SOURCES = Path.of("src/main/java/io/inkwell");

    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    private static final Pattern STEP = Pattern.compile("(\\d+)\\. .*");

    @Test
    void listsEveryPackageWithItsSentence() throws IOException {
        List<String> documented = section("Packages").filter((line) -> line.startsWith("- ")).toList();

        assertThat(documented).as("the list under \"## Packages\" of %s", DOCUMENT)
            .containsExactlyInAnyOrderElementsOf(packageLines());
    }

    @Test
    void describesARequestInEightSteps() throws IOException {
        List<String> numbers = section("The life of a request").map(STEP::matcher)
            .filter(Matcher::matches)
            .map((step) -> step.group(1))
            .toList();

        assertThat(numbers).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    }

    /** The lines of a section without its heading; none if it is missing. */
    private static Stream<String> section(String heading) throws IOException {
        return Files.readString(DOCUMENT)
            .lines()
            .dropWhile((line) -> !line.equals("## " + heading))
            .skip(1)
            .takeWhile((line) -> !line.startsWith("## "));
    }

    /** The expected line for a direct sub-package, ready to paste. */
    private static List<String> packageLines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> paths = Files.list(SOURCES)) {
            for (Path path : paths.sorted().toList()) {
                Path packageInfo = path.resolve("package-info.java");
                if (Files.exists(packageInfo)) {
                    lines.add("- `%s`: %s".formatted(path.getFileName(), sentence(packageInfo)));
                }
            }
        }
        return lines;
    }

    private static String sentence(Path packageInfo) throws IOException {
        Matcher javadoc = JAVADOC.matcher(Files.readString(packageInfo));
        assertThat(javadoc.find()).as("%s has a javadoc", packageInfo).isTrue();
        return javadoc.group(1).replaceAll("\\R\\s*\\*", " ").replaceAll("\\s+", " ").strip();
    }

}
