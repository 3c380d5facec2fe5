package io.inkwell.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Objects select each other, and network policies deny all other traffic. */
@RequiresKubectl
class NetworkRulesIT {

    private static final int DNS = 53;

    private static final int HTTPS = 443;

    private static final String TO_HUB = "inkwell-to-hub";

    private static final int OTLP = 4318;

    private static final int REDIS = 6379;

    private static final int POSTGRESQL = 5432;

    static List<Manifests> services() {
        return Manifests.all();
    }

    @ParameterizedTest
    @MethodSource("services")
    void selectorsSelectThePods(Manifests manifests) {
        Map<String, String> pods = manifests.podLabels();

        assertThat(pods).isNotEmpty();
        assertThat(manifests.one(Service.class).getSpec().getSelector()).isEqualTo(pods);
        assertThat(manifests.one(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels()).isEqualTo(pods);
        assertThat(manifests.all(NetworkPolicy.class))
            .extracting((policy) -> policy.getSpec().getPodSelector().getMatchLabels())
            .isNotEmpty()
            .containsOnly(pods);
    }

    @ParameterizedTest
    @MethodSource("services")
    void serviceTargetsThePort(Manifests manifests) {
        assertThat(manifests.one(Service.class).getSpec().getPorts()).hasSize(1).allSatisfy((port) -> {
            assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
            assertThat(manifests.port("http")).isPositive();
        });
        assertThat(manifests.one(Service.class).getSpec().getType()).isNull();
    }

    @ParameterizedTest
    @MethodSource("services")
    void deniesTrafficByDefault(Manifests manifests) {
        assertThat(manifests.all(NetworkPolicy.class).stream().filter((policy) -> name(policy).equals("inkwell")))
            .singleElement()
            .satisfies((policy) -> assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void allowsIngressFromKnownPeersToThePort(Manifests manifests) {
        List<NetworkPolicyIngressRule> rules = manifests.all(NetworkPolicy.class)
            .stream()
            .flatMap((policy) -> policy.getSpec().getIngress().stream())
            .toList();

        assertThat(rules).isNotEmpty().allSatisfy((rule) -> {
            assertThat(rule.getFrom()).isNotEmpty()
                .allMatch((peer) -> isOwnNamespace(peer) || isOneNamespace(peer.getNamespaceSelector()));
            assertThat(rule.getPorts()).singleElement()
                .satisfies((port) -> assertThat(port.getPort().getStrVal()).isEqualTo("http"));
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void allowsEgressToDnsCollectorDatabasesAndHubOnly(Manifests manifests) {
        List<NetworkPolicyEgressRule> rules = manifests.all(NetworkPolicy.class)
            .stream()
            .filter((policy) -> !name(policy).equals(TO_HUB))
            .flatMap((policy) -> policy.getSpec().getEgress().stream())
            .toList();
        Set<String> settings = manifests.settings().keySet();
        List<Integer> ports = new ArrayList<>(List.of(DNS));
        if (settings.stream().anyMatch((name) -> name.contains("OTLP_ENDPOINT"))) {
            ports.add(OTLP);
        }
        if (settings.contains("INKWELL_LIMITS_REDIS")) {
            ports.add(REDIS);
        }
        if (settings.contains("INKWELL_FINETUNING_DATABASE_URL")) {
            ports.add(POSTGRESQL);
        }

        assertThat(rules).allSatisfy((rule) -> {
            assertThat(rule.getTo()).isNotEmpty().allMatch((peer) -> isOneNamespace(peer.getNamespaceSelector()));
            assertThat(rule.getPorts()).isNotEmpty();
        });
        assertThat(rules.stream().flatMap((rule) -> rule.getPorts().stream()).map(NetworkRulesIT::number))
            .hasSameElementsAs(ports);
    }

    /** Private, shared and link-local addresses, such as a cloud's metadata service. */
    @ParameterizedTest
    @MethodSource("services")
    void allowsHttpsToPublicAddressesIfThePodsPullTheModel(Manifests manifests) {
        List<NetworkPolicy> policies = manifests.all(NetworkPolicy.class)
            .stream()
            .filter((policy) -> name(policy).equals(TO_HUB))
            .toList();

        assertThat(policies).hasSize(manifests.pod().getInitContainers().size());
        assertThat(policies).flatExtracting((policy) -> policy.getSpec().getEgress()).allSatisfy((rule) -> {
            assertThat(rule.getPorts()).extracting(NetworkRulesIT::number).containsExactly(HTTPS);
            assertThat(rule.getTo()).extracting((peer) -> peer.getIpBlock().getCidr())
                .containsExactly("0.0.0.0/0", "::/0");
            assertThat(rule.getTo()).flatExtracting((peer) -> peer.getIpBlock().getExcept())
                .contains("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
                        "fc00::/7", "fe80::/10");
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void serviceMonitorSelectsTheService(Manifests manifests) {
        Service service = manifests.one(Service.class);

        assertThat(manifests.all(ServiceMonitor.class)).allSatisfy((monitor) -> {
            assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
            assertThat(monitor.getSpec().getEndpoints()).singleElement()
                .satisfies((endpoint) -> assertThat(endpoint.getPort())
                    .isEqualTo(service.getSpec().getPorts().get(0).getName()));
        });
    }

    private static String name(NetworkPolicy policy) {
        return policy.getMetadata().getName();
    }

    private static int number(NetworkPolicyPort port) {
        return port.getPort().getIntVal();
    }

    private static boolean isOwnNamespace(NetworkPolicyPeer peer) {
        return peer.getPodSelector() != null && peer.getNamespaceSelector() == null && peer.getIpBlock() == null;
    }

    private static boolean isOneNamespace(LabelSelector selector) {
        return selector != null && selector.getMatchLabels().containsKey("kubernetes.io/metadata.name");
    }

}
