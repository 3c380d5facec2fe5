package io.inkwell.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Runs a test against a service with API keys. Their secrets are {@code ink_client},
 * {@code ink_prometheus}, {@code ink_operator} and {@code ink_guest}. Only requests with
 * the same key share cached prefixes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.security.api-keys[0].id=client",
                "inkwell.security.api-keys[0].sha256=3a09dd665a27b983ab55f7e6e8ac3c2b6614e6798e685f2dff684c8fdacbb8a0",
                "inkwell.security.api-keys[0].scopes=inference", "inkwell.security.api-keys[1].id=prometheus",
                "inkwell.security.api-keys[1].sha256=ed2aebc59f2fa7bbb2c2021d86381af2d5b9e8d9da4adef5b2e398393c0e8e48",
                "inkwell.security.api-keys[1].scopes=metrics", "inkwell.security.api-keys[2].id=operator",
                "inkwell.security.api-keys[2].sha256=4173ef02714a960f37f3132098d7739c39b14a5aa853b36cb90f8b0584b6227f",
                "inkwell.security.api-keys[2].scopes=admin,explain", "inkwell.security.api-keys[3].id=guest",
                "inkwell.security.api-keys[3].sha256=98de23a93511d3cc752932e58c269c21754f7be1ed451375bda404540563c24f",
                "inkwell.security.api-keys[3].scopes=inference", "inkwell.kv-cache.salt-by-key=true" })
@AutoConfigureMetrics
public @interface WithApiKeys {

}
