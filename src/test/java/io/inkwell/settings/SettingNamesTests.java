package io.inkwell.settings;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettingNamesTests {

    private final SettingNames names = new SettingNames();

    @Test
    void listsTheSettingsOfEveryRecord() {
        assertThat(this.names.properties()).contains("inkwell.model", "inkwell.kv-cache.size",
                "inkwell.scheduler.max-prefill-tokens-beside-decode");
    }

    @Test
    void doesNotListRecordsAsSettings() {
        assertThat(this.names.contains("inkwell.scheduler")).isFalse();
        assertThat(this.names.isGroup("inkwell.scheduler")).isTrue();
        assertThat(this.names.isGroup("inkwell.model")).isFalse();
    }

    @Test
    void acceptsEverySpellingOfSpringBoot() {
        assertThat(this.names.contains("inkwell.kvCache.size")).isTrue();
        assertThat(this.names.contains("inkwell.kv_cache.size")).isTrue();
        assertThat(this.names.contains("inkwell.kv.cache.size")).isFalse();
    }

    @Test
    void acceptsListElements() {
        assertThat(this.names.contains("inkwell.security.api-keys[3].sha256")).isTrue();
        assertThat(this.names.contains("inkwell.security.apiKeys[0].scopes[12]")).isTrue();
        assertThat(this.names.contains("inkwell.security.api-keys[0].scope")).isFalse();
        assertThat(this.names.containsVariable("INKWELL_SECURITY_APIKEYS_3_SHA256")).isTrue();
        assertThat(this.names.containsVariable("INKWELL_SECURITY_API_KEYS_0_SCOPES_1")).isTrue();
        assertThat(this.names.containsVariable("INKWELL_SECURITY_APIKEYS_0_SECRET")).isFalse();
    }

    @Test
    void listsVariablesWithAndWithoutDashes() {
        assertThat(this.names.variables())
            .contains("INKWELL_MODEL", "inkwell_model", "INKWELL_KVCACHE_SIZE", "INKWELL_KV_CACHE_SIZE")
            .doesNotContain("INKWELL_KVCACHESIZE", "INKWELL_KV-CACHE_SIZE")
            .doesNotHaveDuplicates();
    }

}
