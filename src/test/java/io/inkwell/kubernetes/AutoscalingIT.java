package io.inkwell.kubernetes;

import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pods are added on demand and removed one at a time. */
@RequiresKubectl
class AutoscalingIT {

    /** The common part of an autoscaler and a KEDA object. */
    private record Scaling(CrossVersionObjectReference target, int least, int most, HPAScalingRules down) {

        static Scaling of(HorizontalPodAutoscaler scaler) {
            return new Scaling(scaler.getSpec().getScaleTargetRef(), scaler.getSpec().getMinReplicas(),
                    scaler.getSpec().getMaxReplicas(), scaler.getSpec().getBehavior().getScaleDown());
        }

        static Scaling of(ScaledObject scaler) {
            return new Scaling(scaler.spec().scaleTargetRef(), scaler.spec().minReplicaCount(),
                    scaler.spec().maxReplicaCount(),
                    scaler.spec().advanced().horizontalPodAutoscalerConfig().behavior().getScaleDown());
        }

        static Scaling of(Manifests manifests) {
            List<Scaling> all = Stream
                .concat(manifests.all(HorizontalPodAutoscaler.class).stream().map(Scaling::of),
                        manifests.all(ScaledObject.class).stream().map(Scaling::of))
                .toList();
            assertThat(all).as("what scales %s", manifests).hasSize(1);
            return all.get(0);
        }

    }

    /** A folder for fine-tuning belongs to one pod. */
    static List<Manifests> services() {
        return Manifests.all()
            .stream()
            .filter((manifests) -> !manifests.settings().containsKey(FineTuningVolumeIT.FOLDER))
            .toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void onlyTheAutoscalerSetsTheReplicas(Manifests manifests) {
        Deployment deployment = manifests.one(Deployment.class);
        CrossVersionObjectReference target = Scaling.of(manifests).target();

        assertThat(target.getName()).isEqualTo(deployment.getMetadata().getName());
        assertThat(target.getKind()).isEqualTo("Deployment");
        assertThat(target.getApiVersion()).isEqualTo("apps/v1");
        assertThat(deployment.getSpec().getReplicas()).isNull();
    }

    @ParameterizedTest
    @MethodSource("services")
    void scalesDownOnePodPerDrain(Manifests manifests) {
        HPAScalingRules down = Scaling.of(manifests).down();

        assertThat(down.getStabilizationWindowSeconds()).isGreaterThanOrEqualTo(300);
        assertThat(down.getPolicies()).singleElement().satisfies((policy) -> {
            assertThat(policy.getType()).isEqualTo("Pods");
            assertThat(policy.getValue()).isEqualTo(1);
            assertThat(policy.getPeriodSeconds().longValue())
                .isGreaterThan(manifests.pod().getTerminationGracePeriodSeconds());
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void keepsAPodDuringDisruptions(Manifests manifests) {
        Scaling scaling = Scaling.of(manifests);

        assertThat(scaling.least()).isGreaterThanOrEqualTo(2).isLessThan(scaling.most());
        assertThat(manifests.one(PodDisruptionBudget.class).getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(manifests.one(Deployment.class)
            .getSpec()
            .getStrategy()
            .getRollingUpdate()
            .getMaxUnavailable()
            .getIntVal()).isZero();
    }

}
