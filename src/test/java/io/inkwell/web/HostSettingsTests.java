package io.inkwell.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostSettingsTests {

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080",
            "inkwell.example.com", "Inkwell.Example.com:443", "[fd00::7]:8080" })
    void allowsThisMachineAndConfiguredHosts(String header) {
        assertThat(new HostSettings(true, List.of("Inkwell.example.COM", "[fd00::7]")).allows(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ":8080", "evil.example", "localhost.evil.example", "evil.example:localhost",
            "localhost:80:80", "localhost/", "user@localhost", "::1", "127.0.0.1.evil.example", "127.0.0.2",
            "x.inkwell.example.com", "localhost, evil.example", " localhost" })
    void rejectsOtherHosts(String header) {
        assertThat(new HostSettings(true, List.of("inkwell.example.com")).allows(header)).isFalse();
    }

    @Test
    void checksWithoutKeysOrWithConfiguredHosts() {
        assertThat(new HostSettings(true, List.of()).isChecked()).isTrue();
        assertThat(new HostSettings(false, List.of("inkwell")).isChecked()).isTrue();
        assertThat(new HostSettings(false, List.of()).isChecked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "*", "https://inkwell.example.com", "inkwell:8080", "", "a b", "inkwell/", "::1" })
    void rejectsInvalidSettings(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HostSettings(false, List.of(host)))
            .withMessageContaining("inkwell.security.allowed-hosts")
            .withMessageEndingWith("given: \"" + host + "\"");
    }

}
