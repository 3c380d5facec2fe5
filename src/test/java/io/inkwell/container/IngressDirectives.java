package io.inkwell.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;

/**
 * Translates the annotations of the Ingress into the nginx directives that the ingress
 * controller generates.
 */
final class IngressDirectives {

    private static final Path INGRESS = Path.of("k8s/components/ingress-nginx/ingress.yaml");

    private static final String PREFIX = "nginx.ingress.kubernetes.io/";

    private IngressDirectives() {
    }

    static String read() throws IOException {
        Map<String, Map<String, Map<String, String>>> ingress = new Yaml().load(Files.readString(INGRESS));
        return ingress.get("metadata")
            .get("annotations")
            .entrySet()
            .stream()
            .map((annotation) -> directive(annotation.getKey(), annotation.getValue()))
            .collect(Collectors.joining("\n"));
    }

    private static String directive(String annotation, String value) {
        String name = annotation.substring(PREFIX.length());
        return switch (name) {
            case "proxy-buffering", "proxy-http-version", "proxy-read-timeout", "proxy-send-timeout" ->
                name.replace('-', '_') + " " + value + ";";
            case "proxy-body-size" -> "client_max_body_size " + value + ";";
            default -> throw new IllegalArgumentException(annotation + " has no directive here yet");
        };
    }

}
