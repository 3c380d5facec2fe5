package io.inkwell.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requirements for every pod: restricted, isolated, and with time to shut down.
 */
@RequiresKubectl
class PodRulesIT {

    /** Time for the JVM to exit after the drain. */
    private static final Duration END = Duration.ofSeconds(15);

    static List<Manifests> services() {
        return Manifests.all();
    }

    static Stream<Manifests> everything() {
        return Stream.concat(services().stream(), Stream.of(Manifests.of("model-loader")));
    }

    @Test
    void coversEveryFolderWithPods() {
        assertThat(everything()).hasSizeGreaterThan(8).allSatisfy((all) -> assertThat(all.pods()).isNotEmpty());
    }

    /**
     * The Pod Security Standard "restricted", with a read-only root file system.
     */
    @ParameterizedTest
    @MethodSource("everything")
    void meetsTheRestrictedStandard(Manifests manifests) {
        assertThat(manifests.pods()).allSatisfy((pod) -> {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(List.of(isTrue(pod.getHostNetwork()), isTrue(pod.getHostPID()), isTrue(pod.getHostIPC())))
                .containsOnly(false);
            assertThat(pod.getVolumes()).allSatisfy(PodRulesIT::hasAnAllowedKind);
            assertThat(containers(pod)).isNotEmpty().allSatisfy(PodRulesIT::meetsTheRestrictedStandard);
        });
    }

    private static void meetsTheRestrictedStandard(Container container) {
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getPrivileged()).isNotEqualTo(true);
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        // Nothing that overrides the pod's settings.
        assertThat(container.getSecurityContext().getRunAsNonRoot()).isNull();
        assertThat(container.getSecurityContext().getRunAsUser()).isNull();
        assertThat(container.getSecurityContext().getSeccompProfile()).isNull();
        assertThat(container.getPorts()).allSatisfy((port) -> assertThat(port.getHostPort()).isNull());
    }

    private static void hasAnAllowedKind(Volume volume) {
        assertThat(Stream.of(volume.getConfigMap(), volume.getSecret(), volume.getEmptyDir(),
                volume.getPersistentVolumeClaim()))
            .as("volume %s", volume.getName())
            .filteredOn((kind) -> kind != null)
            .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void mountsNoApiTokenAndNoServiceLinks(Manifests manifests) {
        assertThat(manifests.pods()).allSatisfy((pod) -> {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getEnableServiceLinks()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("everything")
    void limitsEqualRequests(Manifests manifests) {
        assertThat(manifests.pods()).flatExtracting(PodRulesIT::containers).allSatisfy((container) -> {
            assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory")
                .isEqualTo(container.getResources().getRequests());
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void requestsWholeCores(Manifests manifests) {
        Quantity cores = manifests.container().getResources().getLimits().get("cpu");

        assertThat(cores.getNumericalAmount().stripTrailingZeros().scale()).as("%s", cores).isNotPositive();
    }

    @ParameterizedTest
    @MethodSource("services")
    void hasProbesAtItsPort(Manifests manifests) {
        Container container = manifests.container();

        assertThat(path(container.getStartupProbe())).isEqualTo("/livez");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/livez");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/readyz");
        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
            .allSatisfy((probe) -> assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void startupProbeIsMorePatientThanOthers(Manifests manifests) {
        Container container = manifests.container();

        assertThat(patience(container.getStartupProbe())).isGreaterThanOrEqualTo(Duration.ofMinutes(2))
            .isGreaterThan(patience(container.getLivenessProbe()));
        assertThat(patience(container.getLivenessProbe())).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(patience(container.getReadinessProbe())).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @MethodSource("services")
    void terminationGracePeriodCoversTheDrain(Manifests manifests) {
        Duration sleep = Duration.ofSeconds(manifests.container().getLifecycle().getPreStop().getSleep().getSeconds());
        Duration drain = DurationStyle.detectAndParse(manifests.settings().get("INKWELL_SHUTDOWN_DRAIN"));
        Duration grace = Duration.ofSeconds(manifests.pod().getTerminationGracePeriodSeconds());

        assertThat(sleep).isGreaterThan(patience(manifests.container().getReadinessProbe()));
        assertThat(grace).isGreaterThanOrEqualTo(sleep.plus(drain).plus(END));
    }

    @ParameterizedTest
    @MethodSource("services")
    void spreadsOverZonesAndNodes(Manifests manifests) {
        assertThat(manifests.pod().getTopologySpreadConstraints())
            .extracting((constraint) -> constraint.getTopologyKey())
            .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(manifests.pod().getTopologySpreadConstraints())
            .allSatisfy((constraint) -> assertThat(constraint.getLabelSelector().getMatchLabels())
                .isEqualTo(manifests.podLabels()));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void mountsExistingVolumes(Manifests manifests) {
        assertThat(manifests.pods())
            .allSatisfy((pod) -> assertThat(containers(pod)).flatExtracting(Container::getVolumeMounts)
                .extracting(VolumeMount::getName)
                .hasSameElementsAs(pod.getVolumes().stream().map(Volume::getName).toList()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void mountsTheKeysSecretAsAFolder(Manifests manifests) {
        String file = manifests.settings().get("INKWELL_SECURITY_APIKEYSFILE");
        VolumeMount mount = manifests.container()
            .getVolumeMounts()
            .stream()
            .filter((each) -> file.startsWith(each.getMountPath() + "/"))
            .findFirst()
            .orElseThrow();
        Volume volume = manifests.pod()
            .getVolumes()
            .stream()
            .filter((each) -> each.getName().equals(mount.getName()))
            .findFirst()
            .orElseThrow();

        assertThat(volume.getSecret().getOptional()).isNotEqualTo(true);
        // A file mounted with subPath does not change with the Secret.
        assertThat(mount.getSubPath()).isNull();
    }

    private static List<Container> containers(PodSpec pod) {
        return Stream.of(pod.getInitContainers(), pod.getContainers()).flatMap(List::stream).toList();
    }

    private static String path(Probe probe) {
        return probe.getHttpGet().getPath();
    }

    private static Duration patience(Probe probe) {
        return Duration.ofSeconds((long) probe.getPeriodSeconds() * probe.getFailureThreshold());
    }

    private static boolean isTrue(Boolean value) {
        return Boolean.TRUE.equals(value);
    }

}
