package io.inkwell.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The component studio exposes what the views of the studio request, and no more. */
@RequiresHelm
@RequiresKubectl
class StudioExposureIT {

    private static final List<String> OPENED = List.of("/v1/explain", "/metrics.json");

    @Test
    void routeOpensTwoPathsMore() {
        List<String> before = routed(Manifests.overlay("gateway"));

        assertThat(routed(Manifests.overlay("studio"))).containsAll(before)
            .hasSize(before.size() + OPENED.size())
            .containsAll(OPENED);
    }

    @Test
    void ingressOpensTwoPathsMore() throws IOException {
        List<String> before = served(Manifests.overlay("ingress-nginx"));

        assertThat(served(withIngress())).containsAll(before)
            .hasSize(before.size() + OPENED.size())
            .containsAll(OPENED);
    }

    @Test
    void chartRendersTheComponent() throws IOException {
        assertThat(CommonForm.of(Chart.of("gateway.enabled=true", "studio.enabled=true")))
            .isEqualTo(CommonForm.of(Manifests.overlay("studio")));
        assertThat(CommonForm.of(Chart.of("ingressNginx.enabled=true", "studio.enabled=true")))
            .isEqualTo(CommonForm.of(withIngress()));
    }

    /** Renders the component with the other way from outside. */
    private static Manifests withIngress() throws IOException {
        Path folder = Path.of("target/studio-ingress");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../../k8s/overlays/ingress-nginx]
                components: [../../k8s/components/studio]
                """);
        return Manifests.of("../" + folder);
    }

    private static List<String> routed(Manifests manifests) {
        return manifests.one(HTTPRoute.class)
            .getSpec()
            .getRules()
            .stream()
            .flatMap((rule) -> rule.getMatches().stream())
            .map((match) -> match.getPath().getValue())
            .toList();
    }

    private static List<String> served(Manifests manifests) {
        return manifests.one(Ingress.class)
            .getSpec()
            .getRules()
            .stream()
            .flatMap((rule) -> rule.getHttp().getPaths().stream())
            .map((path) -> path.getPath())
            .toList();
    }

}
