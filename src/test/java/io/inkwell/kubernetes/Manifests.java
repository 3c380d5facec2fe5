package io.inkwell.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Output of {@code kubectl kustomize} for a folder below {@code k8s}.
 *
 * @param name the folder below {@code k8s}
 * @param objects the typed objects
 */
record Manifests(String name, List<Object> objects) {

    private static final Path ROOT = Path.of("k8s");

    private static final String KUBECTL = System.getProperty("kubectl", "kubectl");

    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    static boolean canBeRendered() {
        return Rendering.canRun(KUBECTL, "kustomize", "--help");
    }

    static Manifests of(String folder) {
        return RENDERED.computeIfAbsent(folder,
                (name) -> new Manifests(name, ManifestReader.read(render(ROOT.resolve(name)))));
    }

    static Manifests overlay(String name) {
        return of("overlays/" + name);
    }

    /** The base and every overlay. */
    static List<Manifests> all() {
        try (Stream<Path> overlays = Files.list(ROOT.resolve("overlays"))) {
            List<Manifests> all = new ArrayList<>(List.of(of("base")));
            overlays.sorted().map((path) -> overlay(path.getFileName().toString())).forEach(all::add);
            return all;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String render(Path folder) {
        Rendering rendering = Rendering.of(List.of(KUBECTL, "kustomize", folder.toString()));
        assertThat(rendering.succeeded()).as("%s: %s", folder, rendering.errors()).isTrue();
        return rendering.yaml();
    }

    <T> List<T> all(Class<T> type) {
        return this.objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The only object of a type. */
    <T> T one(Class<T> type) {
        assertThat(all(type)).as("%s of %s", type.getSimpleName(), this.name).hasSize(1);
        return all(type).get(0);
    }

    PodSpec pod() {
        return one(Deployment.class).getSpec().getTemplate().getSpec();
    }

    Map<String, String> podLabels() {
        return one(Deployment.class).getSpec().getTemplate().getMetadata().getLabels();
    }

    /** The deployment of the service. */
    Container container() {
        assertThat(pod().getContainers()).hasSize(1);
        return pod().getContainers().get(0);
    }

    int port(String name) {
        return container().getPorts()
            .stream()
            .filter((port) -> port.getName().equals(name))
            .mapToInt(ContainerPort::getContainerPort)
            .findFirst()
            .orElseThrow(() -> new AssertionError(this.name + " has no port " + name));
    }

    /** The container's environment variables. */
    Map<String, String> settings() {
        List<String> names = container().getEnvFrom().stream().map((from) -> from.getConfigMapRef().getName()).toList();
        assertThat(names).hasSize(1);
        return all(ConfigMap.class).stream()
            .filter((map) -> map.getMetadata().getName().equals(names.get(0)))
            .findFirst()
            .orElseThrow(() -> new AssertionError(this.name + " has no ConfigMap " + names))
            .getData();
    }

    /** All pods: those of the service and standalone ones. */
    List<PodSpec> pods() {
        return Stream
            .concat(all(Deployment.class).stream().map((deployment) -> deployment.getSpec().getTemplate().getSpec()),
                    all(Pod.class).stream().map(Pod::getSpec))
            .toList();
    }

    @Override
    public String toString() {
        return this.name;
    }

}
