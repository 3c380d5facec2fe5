package io.inkwell.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.hub.HubId;

import static org.assertj.core.api.Assertions.assertThat;

/** The init container downloads what the service then reads. */
@RequiresKubectl
class ModelCacheIT {

    private static final Pattern SOURCE = Pattern.compile("INKWELL_MODEL|INKWELL_MODELS_\\d+_SOURCE");

    static List<Manifests> caches() {
        return List.of(Manifests.overlay("model-cache"), Manifests.overlay("several-models"),
                Manifests.overlay("production"));
    }

    @ParameterizedTest
    @MethodSource("caches")
    void pullsTheModelsThatTheServiceServes(Manifests manifests) throws Exception {
        Container pull = pull(manifests);

        assertThat(pull.getImage()).isEqualTo(manifests.container().getImage());
        List<String> sources = manifests.settings()
            .keySet()
            .stream()
            .filter(SOURCE.asMatchPredicate())
            .sorted()
            .toList();
        assertThat(sources).isNotEmpty();
        for (String source : sources) {
            assertThat(HubId.parse(manifests.settings().get(source))).as(source).isPresent();
        }
        assertThat(pull.getArgs().subList(0, 2)).containsExactly("models", "pull");
        // Kubernetes replaces them by the settings.
        assertThat(pull.getArgs().subList(2, pull.getArgs().size()))
            .isEqualTo(sources.stream().map((source) -> "$(" + source + ")").toList());
        assertThat(pull.getEnvFrom()).isEqualTo(manifests.container().getEnvFrom());
    }

    @ParameterizedTest
    @MethodSource("caches")
    void writesWhereTheServiceReads(Manifests manifests) {
        VolumeMount written = models(pull(manifests));
        VolumeMount read = models(manifests.container());

        assertThat(written.getReadOnly()).isNotEqualTo(true);
        assertThat(read.getReadOnly()).isTrue();
        assertThat(read.getMountPath()).isEqualTo(written.getMountPath());
        assertThat(values(pull(manifests))).containsEntry("HF_HOME", written.getMountPath());
        assertThat(values(manifests.container())).containsEntry("HF_HOME", read.getMountPath());
    }

    @ParameterizedTest
    @MethodSource("caches")
    void onlyTheInitContainerAsksTheHub(Manifests manifests) {
        assertThat(values(manifests.container())).containsEntry("HF_HUB_OFFLINE", "1");
        assertThat(values(pull(manifests))).doesNotContainKey("HF_HUB_OFFLINE");
        assertThat(manifests.container().getEnv()).extracting(EnvVar::getName).doesNotContain("HF_TOKEN");
        assertThat(pull(manifests).getEnv()).filteredOn((variable) -> variable.getName().equals("HF_TOKEN"))
            .singleElement()
            .satisfies((token) -> assertThat(token.getValueFrom().getSecretKeyRef().getOptional()).isTrue());
    }

    /** An init container reserves nothing if it needs less than the service. */
    @ParameterizedTest
    @MethodSource("caches")
    void needsLessThanTheService(Manifests manifests) {
        Map<String, Quantity> limits = manifests.container().getResources().getLimits();

        assertThat(pull(manifests).getResources().getLimits()).isNotEmpty()
            .allSatisfy((resource, limit) -> assertThat(limit.getNumericalAmount())
                .isLessThanOrEqualTo(limits.get(resource).getNumericalAmount()));
    }

    private static Container pull(Manifests manifests) {
        assertThat(manifests.pod().getInitContainers()).hasSize(1);
        return manifests.pod().getInitContainers().get(0);
    }

    private static VolumeMount models(Container container) {
        return container.getVolumeMounts()
            .stream()
            .filter((mount) -> mount.getName().equals("models"))
            .findFirst()
            .orElseThrow();
    }

    private static Map<String, String> values(Container container) {
        return container.getEnv()
            .stream()
            .filter((variable) -> variable.getValue() != null)
            .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

}
