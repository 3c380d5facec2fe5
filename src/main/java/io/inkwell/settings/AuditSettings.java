package io.inkwell.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled Whether to log one line for each request, without any text.
 */
public record AuditSettings(@DefaultValue("true") boolean enabled) {
}
