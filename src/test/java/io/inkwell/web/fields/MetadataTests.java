package io.inkwell.web.fields;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MetadataTests {

    @Test
    void acceptsPairsWithinTheLimits() {
        Map<String, String> pairs = Map.of("a".repeat(64), "b".repeat(512));

        assertThat(Metadata.checked(pairs)).isEqualTo(pairs);
        assertThat(Metadata.checked(null)).isEmpty();
    }

    @Test
    void limitsKeysAndValues() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Metadata.checked(Map.of("a".repeat(65), "b")))
            .withMessage("metadata must be an object whose keys have at most 64 characters; given: 65");
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Metadata.checked(Map.of("a", "b".repeat(513))))
            .withMessage("metadata must be an object whose values are strings of at most 512 characters; given: 513");
    }

}
