package io.inkwell.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.yaml.snakeyaml.Yaml;

/**
 * Translates the annotations and the paths of the Ingress into the nginx directives that
 * the ingress controller generates.
 */
final class IngressDirectives {

    private static final Path INGRESS = Path.of("k8s/components/ingress-nginx/ingress.yaml");

    private static final String PREFIX = "nginx.ingress.kubernetes.io/";

    private IngressDirectives() {
    }

    static String read() throws IOException {
        return ingress().getMetadata()
            .getAnnotations()
            .entrySet()
            .stream()
            .map((annotation) -> directive(annotation.getKey(), annotation.getValue()))
            .collect(Collectors.joining("\n"));
    }

    /**
     * A location for each path.
     * @param backend the address of the service
     */
    static String locations(String backend) throws IOException {
        String content = " { proxy_pass " + backend + "; }\n";
        StringBuilder locations = new StringBuilder();
        for (HTTPIngressPath path : ingress().getSpec().getRules().get(0).getHttp().getPaths()) {
            locations.append("location = ").append(path.getPath()).append(content);
            if (path.getPathType().equals("Prefix")) {
                locations.append("location ").append(path.getPath()).append('/').append(content);
            }
        }
        return locations.append("location / { return 404; }").toString();
    }

    private static Ingress ingress() throws IOException {
        return new JsonMapper().convertValue(new Yaml().load(Files.readString(INGRESS)), Ingress.class);
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
