package io.inkwell.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.Yaml;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The component inference-pool and the endpoint picker fit each other and the service.
 */
@InkwellService
@RequiresKubectl
class InferencePoolIT {

    private static final String PICKER = "inkwell-endpoint-picker";

    private final Manifests service = Manifests.overlay("inference-pool");

    private final Manifests picker = Manifests.of("endpoint-picker");

    private final ServiceClient client;

    InferencePoolIT(@LocalServerPort int port) {
        this.client = new ServiceClient(port);
    }

    @Test
    void poolSelectsThePodsOfTheService() {
        InferencePool pool = this.service.one(InferencePool.class);

        assertThat(pool.spec().selector().matchLabels()).isEqualTo(this.service.podLabels());
        assertThat(pool.spec().targetPorts()).containsExactly(new InferencePool.Port(this.service.port("http")));
        assertThat(pool.spec().endpointPickerRef().failureMode()).isEqualTo("FailOpen");
    }

    @Test
    void poolNamesThePicker() {
        InferencePool.EndpointPickerRef picker = this.service.one(InferencePool.class).spec().endpointPickerRef();
        Service pickerService = this.picker.one(Service.class);
        ServicePort port = pickerService.getSpec().getPorts().get(0);

        assertThat(pickerService.getMetadata().getName()).isEqualTo(picker.name());
        assertThat(port.getPort()).isEqualTo(picker.port().number());
        assertThat(this.picker.port(port.getTargetPort().getStrVal())).isEqualTo(9002);
        assertThat(pickerService.getSpec().getSelector()).isEqualTo(this.picker.podLabels());
        assertThat(this.picker.container().getArgs())
            .contains("--pool-name=" + this.service.one(InferencePool.class).metadata().getName());
    }

    @Test
    void routeSendsCompletionsToThePool() {
        HTTPRoute route = route("inkwell-pool");
        HTTPRoute plain = route("inkwell");

        assertThat(route.getSpec().getHostnames()).isEqualTo(plain.getSpec().getHostnames());
        assertThat(route.getSpec().getParentRefs()).isEqualTo(plain.getSpec().getParentRefs());
        assertThat(route.getSpec().getRules()).flatExtracting(HTTPRouteRule::getBackendRefs)
            .singleElement()
            .satisfies((backend) -> {
                assertThat(backend.getKind()).isEqualTo("InferencePool");
                assertThat(backend.getGroup()).isEqualTo("inference.networking.k8s.io");
                assertThat(backend.getName()).isEqualTo(this.service.one(InferencePool.class).metadata().getName());
            });
        // With a method, the match precedes that of the same path in the plain route.
        assertThat(route.getSpec().getRules()).flatExtracting(HTTPRouteRule::getMatches)
            .hasSize(2)
            .allSatisfy((match) -> assertThat(match.getMethod()).isEqualTo("POST"))
            .extracting((match) -> match.getPath().getValue())
            .containsExactly("/v1/completions", "/v1/chat/completions");
        assertThat(plain.getSpec().getRules()).flatExtracting(HTTPRouteRule::getMatches)
            .allSatisfy((match) -> assertThat(match.getMethod()).isNull());
    }

    private HTTPRoute route(String name) {
        return this.service.all(HTTPRoute.class)
            .stream()
            .filter((route) -> route.getMetadata().getName().equals(name))
            .findFirst()
            .orElseThrow();
    }

    @Test
    void serviceHasTheMetricsOfThePicker() {
        Map<?, ?> engine = (Map<?, ?>) ((List<?>) parameters("core-metrics-extractor").get("engineConfigs")).get(0);
        String path = (String) parameters("metrics-data-source").get("path");
        Set<String> metrics = this.client.get(path)
            .body()
            .lines()
            .map((line) -> line.split("[{ ]")[0])
            .collect(Collectors.toSet());

        assertThat(parameters("core-metrics-extractor").get("defaultEngine")).isEqualTo(engine.get("name"));
        assertThat(Stream.of("queuedRequestsSpec", "runningRequestsSpec", "kvUsageSpec").map(engine::get))
            .allSatisfy((metric) -> assertThat(metrics).contains((String) metric));
        assertThat(this.service.settings()).containsEntry("INKWELL_SECURITY_PUBLICMETRICS", "true");
    }

    @Test
    void profileUsesDeclaredPlugins() {
        List<Object> profiles = list(config().get("schedulingProfiles"));
        Set<Object> types = list(config().get("plugins")).stream()
            .map((plugin) -> (Object) ((Map<?, ?>) plugin).get("type"))
            .collect(Collectors.toSet());

        assertThat(profiles).singleElement()
            .satisfies((profile) -> assertThat(list(((Map<?, ?>) profile).get("plugins")))
                .extracting((plugin) -> (Object) ((Map<?, ?>) plugin).get("pluginRef"))
                .contains("prefix-cache-scorer")
                .allSatisfy((type) -> assertThat(types).contains(type)));
    }

    private Map<?, ?> parameters(String plugin) {
        return list(config().get("plugins")).stream()
            .map((each) -> (Map<?, ?>) each)
            .filter((each) -> plugin.equals(each.get("type")))
            .map((each) -> (Map<?, ?>) each.get("parameters"))
            .findFirst()
            .orElseThrow();
    }

    private Map<String, Object> config() {
        return new Yaml().load(this.picker.one(ConfigMap.class).getData().get("config.yaml"));
    }

    private static List<Object> list(Object value) {
        return List.copyOf((List<?>) value);
    }

    @Test
    void pickerIsRestrictedAndReadsOnlyItsNamespace() {
        Container container = this.picker.container();

        assertThat(this.picker.pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(this.picker.one(Role.class).rules())
            .allSatisfy((rule) -> assertThat(rule.verbs()).containsExactly("get", "list", "watch"));
        assertThat(this.picker.one(Role.Binding.class).roleRef())
            .isEqualTo(new Role.Reference("rbac.authorization.k8s.io", "Role", PICKER));
        assertThat(this.picker.one(Role.Binding.class).subjects())
            .containsExactly(new Role.Subject("ServiceAccount", PICKER));
        assertThat(this.picker.pod().getServiceAccountName()).isEqualTo(PICKER);
    }

    @Test
    void policySelectsThePickerOnly() {
        NetworkPolicy policy = this.picker.one(NetworkPolicy.class);

        assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(this.picker.podLabels())
            .isNotEqualTo(this.service.podLabels());
        assertThat(policy.getSpec().getIngress()).singleElement()
            .satisfies((rule) -> assertThat(rule.getPorts()).singleElement()
                .satisfies((port) -> assertThat(this.picker.port(port.getPort().getStrVal())).isEqualTo(9002)));
    }

}
