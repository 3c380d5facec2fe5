package io.inkwell.kubernetes;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.inkwell.settings.FineTuningSettings;
import io.inkwell.settings.InkwellProperties;

import static org.assertj.core.api.Assertions.assertThat;

/** One pod at a time uses the folder of files and jobs, which outlives it. */
@RequiresKubectl
class FineTuningVolumeIT {

    static final String FOLDER = "INKWELL_FINETUNING_FOLDER";

    /** For Java, PyTorch and the embedded model; a job has as much. */
    private static final long PROGRAM = 700L << 20;

    static List<Manifests> services() {
        return Manifests.all().stream().filter((manifests) -> manifests.settings().containsKey(FOLDER)).toList();
    }

    @Test
    void twoOverlaysFineTune() {
        assertThat(services()).extracting(Manifests::name)
            .containsExactly("overlays/fine-tuning", "overlays/fine-tuning-postgresql");
    }

    @ParameterizedTest
    @MethodSource("services")
    void thereIsOnePodAtATime(Manifests manifests) {
        DeploymentSpec deployment = manifests.one(Deployment.class).getSpec();

        assertThat(deployment.getReplicas()).isEqualTo(1);
        assertThat(deployment.getStrategy().getType()).isEqualTo("Recreate");
        assertThat(deployment.getStrategy().getRollingUpdate()).isNull();
        assertThat(manifests.all(HorizontalPodAutoscaler.class)).isEmpty();
        assertThat(manifests.all(ScaledObject.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void theFolderIsOnAVolumeThatThePodMayWrite(Manifests manifests) {
        String folder = manifests.settings().get(FOLDER);
        VolumeMount mount = manifests.container()
            .getVolumeMounts()
            .stream()
            .filter((each) -> folder.startsWith(each.getMountPath() + "/"))
            .findFirst()
            .orElseThrow();

        assertThat(mount.getReadOnly()).isNotEqualTo(true);
        assertThat(manifests.pod().getVolumes()).filteredOn((volume) -> volume.getName().equals(mount.getName()))
            .extracting((volume) -> volume.getPersistentVolumeClaim().getClaimName())
            .containsExactly(manifests.one(PersistentVolumeClaim.class).getMetadata().getName());
        assertThat(manifests.one(PersistentVolumeClaim.class).getSpec().getAccessModes())
            .containsExactly("ReadWriteOnce");
    }

    @ParameterizedTest
    @MethodSource("services")
    void theMemoryHasRoomForAJob(Manifests manifests) {
        InkwellProperties properties = SettingsIT.bound(manifests);
        FineTuningSettings settings = properties.fineTuning();
        long service = PROGRAM + properties.kvCache().size().toBytes() + settings.kvCacheSize().toBytes();
        long job = PROGRAM + settings.heap().toBytes();

        assertThat(manifests.container().getResources().getLimits().get("memory").getNumericalAmount())
            .isGreaterThan(BigDecimal.valueOf(service + job));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aPodSavesTheCheckpointOfItsJobBeforeItIsKilled(Manifests manifests) {
        Duration drain = SettingsIT.bound(manifests).shutdown().drain();
        long sleep = manifests.container().getLifecycle().getPreStop().getSleep().getSeconds();

        assertThat(manifests.pod().getTerminationGracePeriodSeconds()).isGreaterThan(drain.toSeconds() + sleep);
    }

    @Test
    void thePasswordOfPostgreSqlIsInASecret() {
        Manifests manifests = Manifests.overlay("fine-tuning-postgresql");

        assertThat(manifests.settings().get("INKWELL_FINETUNING_DATABASE_URL")).startsWith("jdbc:postgresql://");
        assertThat(manifests.container().getEnv()).singleElement().satisfies((variable) -> {
            assertThat(variable.getName()).isEqualTo("INKWELL_FINETUNING_DATABASE_PASSWORD");
            assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isEqualTo("inkwell-postgresql");
        });
        assertThat(Manifests.overlay("fine-tuning").container().getEnv()).extracting(EnvVar::getName).isEmpty();
    }

}
