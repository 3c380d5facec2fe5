package io.inkwell.kubernetes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.settings.ModelSettings;
import io.inkwell.settings.PrecisionChoice;

import static org.assertj.core.api.Assertions.assertThat;

/** The chart renders the same manifests as kustomize, and applies its values. */
@RequiresHelm
@RequiresKubectl
class ChartIT {

    private static final String KEYS = "apiKeys.entries[0].";

    @Test
    void rendersTheBaseByDefault() {
        assertThat(CommonForm.of(Chart.of())).isEqualTo(CommonForm.of(Manifests.of("base")));
    }

    @ParameterizedTest
    @CsvSource({ "cpu, cpu", "cuda, cuda", "gateway, gateway", "ingress-nginx, ingressNginx", "keda, keda",
            "model-cache, modelCache", "fine-tuning, fineTuning", "monitoring, monitoring", "tracing, tracing" })
    void rendersEachComponent(String overlay, String section) {
        assertSame(Manifests.overlay(overlay), Chart.of(section + ".enabled=true"));
    }

    @Test
    void rendersComponentsTogether() {
        assertSame(Manifests.overlay("production"), Chart.of("cpu.enabled=true", "gateway.enabled=true",
                "keda.enabled=true", "modelCache.enabled=true", "monitoring.enabled=true", "tracing.enabled=true"));
    }

    @Test
    void rendersSeveralModels() {
        assertSame(Manifests.overlay("several-models"),
                Chart.of("modelCache.enabled=true", "models[0].source=openai-community/gpt2",
                        "models[1].source=distilbert/distilgpt2", "models[1].idleTimeout=10m"));
    }

    @Test
    void rendersTheInferencePoolWithItsRoute() {
        assertSame(Manifests.overlay("inference-pool"),
                Chart.of("gateway.enabled=true", "inferencePool.enabled=true", "keda.enabled=true"));
    }

    private static void assertSame(Manifests overlay, Manifests chart) {
        Map<String, Object> expected = CommonForm.of(overlay);
        Map<String, Object> actual = CommonForm.of(chart);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        assertThat(actual).allSatisfy((name, object) -> assertThat(object).as(name).isEqualTo(expected.get(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "keda.enabled=true", "monitoring.enabled=true", "gateway.enabled=true",
            "fineTuning.enabled=true" })
    void lintsClean(String value) {
        Rendering lint = value.isEmpty() ? Chart.lint() : Chart.lint(value);

        assertThat(lint.succeeded()).as(lint.yaml() + lint.errors()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "imgae.tag=1", "keda.enable=true", "autoscaler.min=2", "monitoring.runbook=x",
            "settings.inkwell_threads=4", "resources.cpu=1500m", "keda.enabled=yes", "gateway.hostname=a",
            "apiKeys.entries[0].id=app", "modelCache.model=gpt2", "modelCache.folder=gpt2", "monitoring.docs=docs/",
            "image.pullPolicy=Sometimes", "replicas=two", "models[0].name=gpt2", "models[0].source=gpt2",
            "models[0].sorce=embedded", "fineTuning.accessModes={ReadWriteMany}" })
    void rejectsUnknownValues(String value) {
        Rendering rendering = Chart.render("inkwell", "inkwell", value);

        assertThat(rendering.succeeded()).isFalse();
        assertThat(rendering.errors()).contains("values don't meet the specifications of the schema");
    }

    @Test
    void containsTheFilesSharedWithCompose() throws IOException {
        for (String file : List.of("prometheus/alerts.rules.yaml", "prometheus/vllm-names.rules.yaml",
                "grafana/dashboards/inkwell.json")) {
            Path copy = Path.of(Chart.FOLDER, "files", Path.of(file).getFileName().toString());
            assertThat(copy).as("the copy that k8s/chart/update-files.sh makes")
                .hasSameTextualContentAs(Path.of("config", file));
        }
    }

    @Test
    void separatesReleases() {
        Manifests release = Chart.release("blue", "text", "keda.enabled=true", "monitoring.enabled=true");

        assertThat(release.one(Service.class).getMetadata().getName()).isEqualTo("blue-inkwell");
        assertThat(release.one(Service.class).getSpec().getSelector()).isEqualTo(release.podLabels())
            .containsEntry("app.kubernetes.io/instance", "blue");
        assertThat(release.one(ServiceMonitor.class).getSpec().getSelector().getMatchLabels())
            .isEqualTo(release.podLabels());
        assertThat(release.one(ScaledObject.class).spec().triggers()).allSatisfy(
                (trigger) -> assertThat(trigger.metadata().query()).contains("{job=\"blue\",namespace=\"text\"}"));
        assertThat(rules(release))
            .allSatisfy((rule) -> assertThat(rule.getExpr().getStrVal()).contains("{job=\"blue\",namespace=\"text\"")
                .doesNotContain("job=\"inkwell\""));
    }

    @Test
    void usesOneBaseForRunbookUrls() {
        Manifests manifests = Chart.of("monitoring.enabled=true", "monitoring.docs=https://wiki.example.com/i");

        assertThat(rules(manifests)).filteredOn((rule) -> rule.getAlert() != null)
            .isNotEmpty()
            .allSatisfy((rule) -> assertThat(rule.getAnnotations().get("runbook_url"))
                .isEqualTo("https://wiki.example.com/i/operations.md#" + rule.getAlert().toLowerCase(Locale.ROOT)));
    }

    private static List<Rule> rules(Manifests manifests) {
        return manifests.one(PrometheusRule.class)
            .getSpec()
            .getGroups()
            .stream()
            .flatMap((group) -> group.getRules().stream())
            .toList();
    }

    @Test
    void omitsDisabledComponents() {
        Manifests bare = Chart.of("autoscaler.enabled=false", "disruptionBudget.enabled=false",
                "networkPolicy.enabled=false", "gateway.enabled=true", "replicas=3");

        assertThat(bare.all(HorizontalPodAutoscaler.class)).isEmpty();
        assertThat(bare.all(PodDisruptionBudget.class)).isEmpty();
        assertThat(bare.all(NetworkPolicy.class)).isEmpty();
        assertThat(bare.all(HTTPRoute.class)).hasSize(1);
        assertThat(bare.one(Deployment.class).getSpec().getReplicas()).isEqualTo(3);
    }

    @Test
    void createsTheSecretFromGivenKeys() {
        String hash = "0123456789abcdef".repeat(4);
        Manifests manifests = Chart.of(KEYS + "id=app", KEYS + "sha256=" + hash, KEYS + "scopes[0]=inference");

        assertThat(Chart.of().all(Secret.class)).isEmpty();
        assertThat(manifests.one(Secret.class).getMetadata().getName()).isEqualTo("inkwell-api-keys");
        assertThat(manifests.one(Secret.class).getStringData().get("api-keys.yaml")).contains("id: app", hash,
                "- inference");
    }

    @Test
    void downloadsNothingForAModelThatIsAPath() {
        Manifests manifests = Chart.of("modelCache.enabled=true", "modelCache.model=/models/gpt2");

        assertThat(manifests.settings()).containsEntry("INKWELL_MODEL", "/models/gpt2");
        assertThat(manifests.pod().getInitContainers()).isEmpty();
        assertThat(manifests.all(NetworkPolicy.class)).extracting((policy) -> policy.getMetadata().getName())
            .containsExactly("inkwell");
    }

    @Test
    void passesEveryFieldOfAModelToTheService() {
        Manifests manifests = Chart.of("modelCache.enabled=true", "models[0].source=/models/gpt2-xl",
                "models[0].name=xl", "models[0].aliases={big,large}", "models[0].precision=int8",
                "models[0].replicas=2", "models[0].kvCacheShare=0.75", "models[0].idleTimeout=10m",
                "models[1].source=embedded");

        assertThat(SettingsIT.bound(manifests).models()).containsExactly(
                new ModelSettings("/models/gpt2-xl", "xl", List.of("big", "large"), PrecisionChoice.INT8, 2, 0.75,
                        Duration.ofMinutes(10)),
                new ModelSettings("embedded", null, List.of(), null, null, null, null));
        assertThat(manifests.settings()).doesNotContainKey("INKWELL_MODEL");
        assertThat(manifests.pod().getInitContainers()).isEmpty();
        assertThat(manifests.all(NetworkPolicy.class)).extracting((policy) -> policy.getMetadata().getName())
            .containsExactly("inkwell");
    }

    /** The file system of the pod is read-only without the volume. */
    @Test
    void rejectsAModelOfTheHubWithoutItsVolume() {
        Rendering rendering = Chart.render("inkwell", "inkwell", "models[0].source=embedded",
                "models[1].source=openai-community/gpt2");

        assertThat(rendering.succeeded()).isFalse();
        assertThat(rendering.errors()).contains("models[1].source must be embedded unless modelCache.enabled is true",
                "given: openai-community/gpt2");
    }

    @Test
    void rejectsSeveralPodsWithOneFolder() {
        Rendering rendering = Chart.render("inkwell", "inkwell", "fineTuning.enabled=true", "keda.enabled=true");

        assertThat(rendering.succeeded()).isFalse();
        assertThat(rendering.errors()).contains("fineTuning.enabled must be false if keda.enabled is true");
    }

    @Test
    void fineTuningKeepsTheOtherResources() {
        Manifests manifests = Chart.of("fineTuning.enabled=true", "cpu.enabled=true", "fineTuning.resources.memory=8Gi",
                "fineTuning.existingClaim=tuned");

        assertThat(manifests.container().getResources().getLimits()).containsEntry("cpu", new Quantity("4"))
            .containsEntry("memory", new Quantity("8Gi"));
        assertThat(manifests.all(PersistentVolumeClaim.class)).isEmpty();
        assertThat(manifests.pod().getVolumes().get(0).getPersistentVolumeClaim().getClaimName()).isEqualTo("tuned");
    }

    @Test
    void usesExistingObjects() {
        Manifests manifests = Chart.of("apiKeys.existingSecret=keys", "modelCache.enabled=true",
                "modelCache.existingClaim=models", "image.repository=registry.example.com/inkwell", "image.tag=1.0");

        assertThat(manifests.all(PersistentVolumeClaim.class)).isEmpty();
        assertThat(manifests.pod().getVolumes())
            .anySatisfy((volume) -> assertThat(volume.getSecret()).isNotNull()
                .extracting((secret) -> secret.getSecretName())
                .isEqualTo("keys"))
            .anySatisfy((volume) -> assertThat(volume.getPersistentVolumeClaim()).isNotNull()
                .extracting((claim) -> claim.getClaimName())
                .isEqualTo("models"));
        assertThat(manifests.container().getImage()).isEqualTo("registry.example.com/inkwell:1.0");
    }

}
