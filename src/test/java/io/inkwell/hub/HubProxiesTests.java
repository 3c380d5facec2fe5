package io.inkwell.hub;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HubProxiesTests {

    @ParameterizedTest
    @CsvSource({ "HTTPS_PROXY, https://hub, true", "https_proxy, https://hub, true", "HTTPS_PROXY, http://hub, false",
            "HTTP_PROXY, http://hub, true", "HTTP_PROXY, https://hub, false", "ALL_PROXY, https://hub, true",
            "all_proxy, http://hub, true" })
    void selectsTheProxyOfTheScheme(String variable, URI address, boolean isUsed) throws HubException {
        assertThat(HubProxies.of(Map.of(variable, "http://proxy:3128")).proxyOf(address).isPresent()).isEqualTo(isUsed);
    }

    @Test
    void smallLettersComeFirst() throws HubException {
        HubProxies proxies = HubProxies.of(Map.of("HTTPS_PROXY", "capital:1", "https_proxy", "small:1"));

        assertThat(proxies.proxyOf(URI.create("https://hub"))).contains(URI.create("http://small:1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *                 | https://hub.example.com
            hub.example.com   | https://hub.example.com
            example.com       | https://hub.example.com
            .example.com      | https://hub.example.com
            *.example.com     | https://hub.example.com
            a, Example.COM    | https://HUB.example.com
            hub:8443          | https://hub:8443
            127.0.0.1         | https://127.0.0.1:1
            ::1               | https://[::1]:1
            """)
    void connectsDirectlyToTheHostsOfNoProxy(String direct, URI address) throws HubException {
        assertThat(HubProxies.of(Map.of("HTTPS_PROXY", "proxy:3128", "no_proxy", direct)).proxyOf(address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "example.com, https://myexample.com", "hub:8443, https://hub:8444",
            "hub.example.com, https://example.com", "',', https://hub" })
    void otherHostsUseTheProxy(String direct, URI address) throws HubException {
        assertThat(HubProxies.of(Map.of("HTTPS_PROXY", "proxy:3128", "NO_PROXY", direct)).proxyOf(address)).isPresent();
    }

    @Test
    void theClientOfJavaIsGivenHostAndPort() throws HubException {
        ProxySelector selector = HubProxies.of(Map.of("HTTPS_PROXY", "http://me:secret@proxy:3128/")).selector();

        assertThat(selector.select(URI.create("https://hub")))
            .containsExactly(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy", 3128)));
        assertThat(selector.select(URI.create("http://hub"))).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void withoutVariablesTheSystemPropertiesOfJavaApply() throws HubException {
        assertThat(HubProxies.of(Map.of("HTTPS_PROXY", " ")).selector()).isSameAs(ProxySelector.getDefault());
    }

    @ParameterizedTest
    @ValueSource(strings = { "socks5://me:secret@proxy", "https://me:secret@proxy", "http://", "a b" })
    void rejectsOtherKindsOfProxiesWithoutPrintingThePassword(String proxy) {
        assertThatExceptionOfType(HubException.class).isThrownBy(() -> HubProxies.of(Map.of("HTTPS_PROXY", proxy)))
            .withMessageStartingWith("HTTPS_PROXY must be the address of an HTTP proxy such as "
                    + "http://proxy.example.com:3128; given: \"")
            .withMessageNotContaining("secret");
    }

    @Test
    void eachProxyGetsItsOwnUser() throws HubException {
        HubProxies proxies = HubProxies
            .of(Map.of("HTTPS_PROXY", "http://proxy", "HTTP_PROXY", "http://me@proxy:3128", "NO_PROXY", "other"));

        assertThat(proxies.authorization(URI.create("http://hub"))).contains("Basic bWU6");
        assertThat(proxies.authorization(URI.create("https://hub"))).isEmpty();
        assertThat(proxies.authorization(URI.create("http://other"))).isEmpty();
    }

    @Test
    void printsNoPassword() throws HubException {
        HubProxies proxies = HubProxies.of(Map.of("HTTPS_PROXY", "http://me:secret@proxy:3128"));

        assertThat(proxies.authorization(URI.create("https://hub"))).contains("Basic bWU6c2VjcmV0");
        assertThat(proxies.toString()).doesNotContain("secret");
    }

}
