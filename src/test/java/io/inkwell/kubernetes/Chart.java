package io.inkwell.kubernetes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Renders the Helm chart in {@code k8s/chart}. */
final class Chart {

    static final String FOLDER = "k8s/chart";

    private static final String HELM = System.getProperty("helm", "helm");

    private Chart() {
    }

    static boolean canBeRendered() {
        return Rendering.canRun(HELM, "version");
    }

    /** Renders a release "inkwell" in the namespace "inkwell". */
    static Manifests of(String... values) {
        return release("inkwell", "inkwell", values);
    }

    /** Renders a release with values such as {@code keda.enabled=true}. */
    static Manifests release(String name, String namespace, String... values) {
        Rendering rendering = render(name, namespace, values);
        assertThat(rendering.succeeded()).as(rendering.errors()).isTrue();
        return new Manifests("chart " + Arrays.toString(values), ManifestReader.read(rendering.yaml()));
    }

    static Rendering render(String name, String namespace, String... values) {
        List<String> command = new ArrayList<>(
                List.of(HELM, "template", name, FOLDER, "--namespace", namespace, "--kube-version", "1.32"));
        Stream.of(values).forEach((value) -> command.addAll(List.of("--set", value)));
        return Rendering.of(command);
    }

    static Rendering lint(String... values) {
        List<String> command = new ArrayList<>(List.of(HELM, "lint", "--strict", "--quiet", FOLDER));
        Stream.of(values).forEach((value) -> command.addAll(List.of("--set", value)));
        return Rendering.of(command);
    }

}
