package io.inkwell.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rule files in {@code config/prometheus}. */
final class AlertRules {

    private static final Path FOLDER = Path.of("config/prometheus");

    private AlertRules() {
    }

    /** All groups of all files, in file name order. */
    static List<Map<?, ?>> groups() {
        return files().map(AlertRules::parse).<Map<?, ?>>flatMap((file) -> maps(file.get("groups"))).toList();
    }

    /** The groups restricted to one namespace, with the documentation URL. */
    static List<Map<?, ?>> groups(String namespace) {
        String docs = externalLabel("inkwell_docs");
        return files()
            .map((file) -> parse(
                    text(file).replace("{job=\"inkwell\"", "{job=\"inkwell\",namespace=\"" + namespace + "\"")
                        .replace("{{ $externalLabels.inkwell_docs }}", docs)))
            .<Map<?, ?>>flatMap((file) -> maps(file.get("groups")))
            .toList();
    }

    private static String externalLabel(String name) {
        Map<?, ?> global = (Map<?, ?>) parse(FOLDER.resolve("prometheus.yml")).get("global");
        return String.valueOf(((Map<?, ?>) global.get("external_labels")).get(name));
    }

    /** The names of all alerts. */
    static List<String> alerts() {
        return groups().stream()
            .flatMap((group) -> maps(group.get("rules")))
            .filter((rule) -> rule.containsKey("alert"))
            .map((rule) -> String.valueOf(rule.get("alert")))
            .toList();
    }

    // Rule files contain groups; other files configure scraping or test rules.
    private static Stream<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter((file) -> file.toString().matches(".*\\.ya?ml"))
                .filter((file) -> parse(file).containsKey("groups"))
                .sorted()
                .toList()
                .stream();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Map<?, ?> parse(Path file) {
        return parse(text(file));
    }

    private static Map<?, ?> parse(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Stream<Map<?, ?>> maps(Object list) {
        return (list instanceof List<?> all) ? all.stream().map((each) -> (Map<?, ?>) each) : Stream.empty();
    }

}
