package io.inkwell.startup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.mock.env.MockEnvironment;

import io.inkwell.settings.SettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Without authentication, the service is reachable from this machine only, unless the
 * operator allows more.
 */
class ListenAddressTests {

    private final SpringApplication application = new SpringApplication(ListenAddressTests.class);

    @Test
    void isLoopbackWithoutKeys() {
        assertThat(address(Map.of())).isEqualTo("127.0.0.1");
        assertThat(address(Map.of("server.address", ""))).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1", "127.8.9.1", "localhost", "::1" })
    void acceptsOtherLoopbackNames(String address) {
        assertThat(address(Map.of("server.address", address))).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0.0.0.0", "::", "192.0.2.1" })
    void rejectsPublicAddressesWithoutKeys(String address) {
        assertThatExceptionOfType(SettingException.class).isThrownBy(() -> address(Map.of("server.address", address)))
            .withMessage("server.address is \"%s\", which other machines can reach, but no API key is configured.",
                    address);
    }

    @Test
    void isUnrestrictedWithKeysOrAnonymousAccess() {
        for (Map<String, String> settings : List.of(Map.of("inkwell.security.anonymous", "true"),
                Map.of("inkwell.security.api-keys-file", "keys.yaml"),
                Map.of("inkwell.security.api-keys[0].id", "a", "inkwell.security.api-keys[0].sha256", "ab".repeat(32),
                        "inkwell.security.api-keys[0].scopes", "admin"))) {
            assertThat(address(settings)).isNull();
            Map<String, String> everywhere = new HashMap<>(settings);
            everywhere.put("server.address", "0.0.0.0");
            assertThat(address(everywhere)).isEqualTo("0.0.0.0");
        }
    }

    @Test
    void appliesToASeparateManagementPort() {
        MockEnvironment environment = process(Map.of("management.server.port", "8081"));

        assertThat(environment.getProperty("management.server.address")).isEqualTo("127.0.0.1");
        assertThatExceptionOfType(SettingException.class).isThrownBy(
                () -> process(Map.of("management.server.port", "8081", "management.server.address", "0.0.0.0")));
        assertThat(process(Map.of()).getProperty("management.server.address")).isNull();
    }

    @Test
    void isIgnoredByOtherCommands() {
        this.application.setWebApplicationType(WebApplicationType.NONE);

        assertThat(address(Map.of("server.address", "0.0.0.0"))).isEqualTo("0.0.0.0");
    }

    private @Nullable String address(Map<String, String> settings) {
        return process(settings).getProperty("server.address");
    }

    private MockEnvironment process(Map<String, String> settings) {
        MockEnvironment environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        new ListenAddress().postProcessEnvironment(environment, this.application);
        return environment;
    }

}
