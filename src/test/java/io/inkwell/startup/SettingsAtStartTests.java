package io.inkwell.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import io.inkwell.access.ApiKey;
import io.inkwell.access.Scope;
import io.inkwell.cli.serve.InvalidSetting;
import io.inkwell.model.program.Kernels;
import io.inkwell.model.program.Processor;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.settings.KernelsChoice;
import io.inkwell.settings.PrecisionChoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A setting from any source is applied, or stops the start with a message that names it.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingsAtStartTests {

    @Test
    void startsWithDefaults() {
        InkwellProperties settings = start(Map.of(), Map.of());

        assertThat(settings.model()).isEqualTo("embedded");
        assertThat(settings.precision()).isEqualTo(PrecisionChoice.AUTO);
        assertThat(settings.threads()).isZero();
        assertThat(settings.replicas()).isOne();
    }

    @Test
    void readsSettingsFromTheEnvironment(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("config.json"));
        Files.createFile(folder.resolve("model.safetensors"));

        InkwellProperties settings = start(Map.of("INKWELL_MODEL", folder.toString(), "INKWELL_PRECISION", "int8",
                "INKWELL_SCHEDULER_MAX_WAITING", "7", "INKWELL_KVCACHE_SIZE", "1GB", "INKWELL_LIMITS_MAX_CHOICES", "3"),
                Map.of());

        assertThat(settings.model()).isEqualTo(folder.toString());
        assertThat(settings.precision()).isEqualTo(PrecisionChoice.INT8);
        assertThat(settings.scheduler().maxWaiting()).isEqualTo(7);
        assertThat(settings.kvCache().size()).isEqualTo(DataSize.ofGigabytes(1));
        assertThat(settings.limits().maxChoices()).isEqualTo(3);
    }

    @Test
    void readsEverySpellingOfAVariable() {
        assertThat(start(Map.of("INKWELL_KV_CACHE_SIZE", "1GB"), Map.of()).kvCache().size())
            .isEqualTo(DataSize.ofGigabytes(1));
        assertThat(start(Map.of("inkwell_kv_cache_size", "1GB"), Map.of()).kvCache().size())
            .isEqualTo(DataSize.ofGigabytes(1));
    }

    @Test
    void rejectsAMisspelledVariable(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(Map.of("INKWELL_PRECISON", "int8"), Map.of()));

        assertThat(output).contains("INKWELL_PRECISON is not a setting. Did you mean INKWELL_PRECISION?")
            .doesNotContain("\tat ");
    }

    @Test
    void rejectsADottedVariable(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(Map.of("inkwell.precison", "int8"), Map.of()));

        assertThat(output).contains("inkwell.precison is not a setting. Did you mean inkwell.precision?");
    }

    @Test
    void rejectsAMisspelledSystemProperty(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(Map.of(), Map.of("inkwell.replica", "2")));

        assertThat(output).contains("inkwell.replica is not a setting. Did you mean inkwell.replicas?")
            .contains("\"inkwell.replica\" from property source \"systemProperties\"");
    }

    @Test
    void rejectsAMisspelledArgument(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(Map.of(), Map.of(), "--inkwell.kv-cache.sise=1GB"));

        assertThat(output).contains("--inkwell.kv-cache.sise is not a setting. Did you mean --inkwell.kv-cache.size?");
    }

    @Test
    void reportsTheLineOfAMisspelledSetting(@TempDir Path folder, CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("application.yaml"), """
                inkwell:
                  scheduler:
                    max-wating: 5
                """);

        assertThatException().isThrownBy(() -> start(Map.of(), Map.of(), "--spring.config.location=" + file));

        assertThat(output)
            .contains("inkwell.scheduler.max-wating is not a setting. " + "Did you mean inkwell.scheduler.max-waiting?")
            .contains(file + "] - 3:17");
    }

    @Test
    void reportsAllMisspelledNamesAtOnce(CapturedOutput output) {
        assertThatException()
            .isThrownBy(() -> start(Map.of("INKWELL_THREAD", "2"), Map.of("inkwell.modl", "x"), "--inkwell.foo=1"));

        assertThat(output).contains("INKWELL_THREAD is not", "inkwell.modl is not", "inkwell.foo is not");
    }

    @Test
    void acceptsAGroupWithoutSettings(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("application.yaml"), """
                inkwell:
                  replicas: 2
                  scheduler:
                    # max-waiting: 5
                """);

        assertThat(start(Map.of(), Map.of(), "--spring.config.location=" + file).replicas()).isEqualTo(2);
    }

    @Test
    void ignoresKubernetesServiceLinks() {
        Map<String, Object> serviceLinks = Map.of("INKWELL_SERVICE_HOST", "10.0.0.1", "INKWELL_SERVICE_PORT", "80",
                "INKWELL_SERVICE_PORT_HTTP", "80", "INKWELL_PORT", "tcp://10.0.0.1:80", "INKWELL_PORT_80_TCP_ADDR",
                "10.0.0.1", "INKWELL_THREADS", "2");

        assertThat(start(serviceLinks, Map.of()).threads()).isEqualTo(2);
    }

    @Test
    void rejectsNamesThatResembleServiceLinks(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(Map.of("INKWELL_PORT", "8081"), Map.of()));

        assertThat(output).contains("INKWELL_PORT is not a setting. config/application.yaml explains the settings.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    INKWELL_THREADS                          | -1        | inkwell.threads must be at least 0; given: -1
                    INKWELL_REPLICAS                         | 0         | inkwell.replicas must be at least 1; given: 0
                    INKWELL_MODEL                            | ' '       | inkwell.model must be "embedded", a folder, or the id of a model of the Hugging Face hub; given: " "
                    INKWELL_CHATTEMPLATE                     | ' '       | inkwell.chat-template must be "model", "transcript" or a file; given: " "
                    INKWELL_DEVICES                          | gpu       | inkwell.devices must be "auto", "cpu", or distinct CUDA devices such as cuda:0,cuda:1; given: gpu
                    INKWELL_DEVICES                          | cpu,cuda:0 | distinct CUDA devices such as cuda:0,cuda:1; given: cpu,cuda:0
                    INKWELL_FINETUNING_DEVICE                | auto      | inkwell.fine-tuning.device must be cpu or a CUDA device such as cuda:0; given: "auto"
                    INKWELL_KVCACHE_SIZE                     | 0         | inkwell.kv-cache.size must be more than 0; given: 0B
                    INKWELL_SCHEDULER_MAXSEQUENCES           | 0         | inkwell.scheduler.max-sequences must be at least 1; given: 0
                    INKWELL_SCHEDULER_TARGETSTEP             | 0s        | inkwell.scheduler.target-step must be more than 0; given: PT0S
                    INKWELL_SPECULATION_NUMSPECULATIVETOKENS | 0         | inkwell.speculation.num-speculative-tokens must be at least 1; given: 0
                    INKWELL_SPECULATION_PROMPTLOOKUPMIN      | 0         | inkwell.speculation.prompt-lookup-min must be at least 1; given: 0
                    INKWELL_SPECULATION_PROMPTLOOKUPMAX      | 1         | inkwell.speculation.prompt-lookup-max must be at least 2; given: 1
                    INKWELL_SPECULATION_MAXROWS              | 0         | inkwell.speculation.max-rows must be at least 1; given: 0
                    INKWELL_LIMITS_MAXBODYSIZE               | 2GB       | less than 2GB; given: 2147483648B
                    INKWELL_LIMITS_MAXSTOPLENGTH             | 0         | inkwell.limits.max-stop-length must be at least 1; given: 0
                    INKWELL_LIMITS_MAXSTOPTOKENIDS           | -1        | inkwell.limits.max-stop-token-ids must be at least 0; given: -1
                    INKWELL_LIMITS_MAXLOGPROBENTRIES         | -1        | inkwell.limits.max-logprob-entries must be at least 0; given: -1
                    INKWELL_LIMITS_MAXBEAMS                  | 0         | inkwell.limits.max-beams must be at least 1; given: 0
                    INKWELL_LIMITS_MAXLOGPROBS               | -1        | inkwell.limits.max-logprobs must be at least 0; given: -1
                    INKWELL_LIMITS_MAXLOGITBIAS              | -1        | inkwell.limits.max-logit-bias must be at least 0; given: -1
                    INKWELL_LIMITS_MAXBADWORDS               | -1        | inkwell.limits.max-bad-words must be at least 0; given: -1
                    INKWELL_LIMITS_MAX_BAD_WORD_LENGTH       | 0         | inkwell.limits.max-bad-word-length must be at least 1; given: 0
                    INKWELL_LIMITS_WAITINGPROMPTTOKENS       | 0         | inkwell.limits.waiting-prompt-tokens must be at least 1; given: 0
                    INKWELL_LIMITS_REQUESTDEADLINE           | 0s        | inkwell.limits.request-deadline must be more than 0; given: PT0S
                    INKWELL_LIMITS_REDIS                     | a:secret@ | inkwell.limits.redis must be redis://[:password@]host[:port][/database], or rediss:// with TLS; write # in a password as %23, and other special characters likewise; given: something else
                    INKWELL_LIMITS_REDIS                     | redis://:se#cret@a   | given: something else
                    INKWELL_LIMITS_REDIS                     | redis://:se%zcret@a  | given: something else
                    INKWELL_LIMITS_REDIS                     | redis://my_redis     | given: something else
                    INKWELL_LIMITS_REDIS                     | redis://a:65536      | given: something else
                    INKWELL_LIMITS_PERKEY_TOKENSPERMINUTE    | -1        | the tokens-per-minute of API keys must be 0 (no limit) or more; given: -1
                    INKWELL_SECURITY_APIKEYS_0_ID            | a b       | the id of an API key must be 1 to 64 letters, digits or _.@-; given: "a b"
                    """)
    void rejectsInvalidValues(String variable, String value, String message, CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(Map.of(variable, value), Map.of()));

        assertThat(output).contains(message).doesNotContain("\tat ", "secret", "cret@");
    }

    @Test
    void rejectsTwoKeysWithTheSameId(CapturedOutput output) {
        Map<String, Object> keys = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            keys.put("INKWELL_SECURITY_APIKEYS_" + i + "_ID", "alice");
            keys.put("INKWELL_SECURITY_APIKEYS_" + i + "_SHA256", String.valueOf(i).repeat(64));
            keys.put("INKWELL_SECURITY_APIKEYS_" + i + "_SCOPES", "inference");
        }
        assertThatException().isThrownBy(() -> start(keys, Map.of()));

        assertThat(output)
            .contains("inkwell.security.api-keys: the id of each key must be unique; given: [alice, alice]");
    }

    @Test
    void rejectsFewerThreadsThanReplicas(CapturedOutput output) {
        assertThatException()
            .isThrownBy(() -> start(Map.of(), Map.of(), "--inkwell.threads=2", "--inkwell.replicas=3"));

        assertThat(output)
            .contains("inkwell.threads must be 0 or at least inkwell.replicas; given: 2 threads for 3 replicas");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            precision | float17 | auto, float32, float16, bfloat16, int8
            kernels   | sse2    | auto, portable, avx2, avx512
            """)
    void rejectsUnknownChoicesAndListsValidOnes(String setting, String value, String known, CapturedOutput output) {
        String variable = "INKWELL_" + setting.toUpperCase(Locale.ROOT);
        assertThatException().isThrownBy(() -> start(Map.of(variable, value), Map.of()));

        assertThat(output).contains("inkwell." + setting, "\"" + value + "\"", variable, known).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    avx512 | AVX2     | amd64   | avx2 fma f16c | Kernels avx512 are not supported on this processor; using avx2
                    avx2   | PORTABLE | amd64   | sse2          | Kernels avx2 are not supported on this processor; using portable
                    avx2   | PORTABLE | aarch64 | asimd         | Kernels avx2 are not supported on this processor; using portable
                    """)
    void fallsBackToSupportedKernels(String asked, Kernels used, String architecture, String flags, String warning,
            CapturedOutput output) {
        KernelsChoice choice = start(Map.of("INKWELL_KERNELS", asked), Map.of()).kernels();

        assertThat(ServingConfiguration.kernels(choice, new Processor(architecture, Set.of(flags.split(" ")))))
            .isEqualTo(used);
        assertThat(output).containsOnlyOnce("WARN").contains(warning);
    }

    @ParameterizedTest
    @CsvSource({ "auto, AVX2", "portable, PORTABLE" })
    void logsNothingForSupportedKernels(String asked, Kernels used, CapturedOutput output) {
        KernelsChoice choice = start(Map.of("INKWELL_KERNELS", asked), Map.of()).kernels();

        assertThat(ServingConfiguration.kernels(choice, new Processor("amd64", Set.of("avx2", "fma", "f16c"))))
            .isEqualTo(used);
        assertThat(output).doesNotContain("WARN");
    }

    @Test
    void rejectsAMissingChatTemplate(CapturedOutput output) {
        assertThatException().isThrownBy(() -> serve("--inkwell.chat-template=no/such.jinja"));

        assertThat(output)
            .contains("inkwell.chat-template: \"no/such.jinja\" cannot be used",
                    "chat template of no/such.jinja: there is no such file", "\"transcript\"")
            .doesNotContain("\tat ");
    }

    @Test
    void rejectsAnInvalidChatTemplate(@TempDir Path folder, CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("chat.jinja"), "{{ messages | nothing }}");

        assertThatException().isThrownBy(() -> serve("--inkwell.chat-template=" + file));

        assertThat(output).contains("inkwell.chat-template: ", "chat.jinja: line 1: ", "No filter named 'nothing'.")
            .doesNotContain("\tat ");
    }

    @Test
    void rejectsAMissingModel(CapturedOutput output) {
        assertThatException().isThrownBy(() -> serve("--inkwell.model=no/such/folder"));

        assertThat(output).contains("inkwell.model: \"no/such/folder\" cannot be served", "there is no such folder")
            .doesNotContain("\tat ");
    }

    @Test
    void rejectsABrokenModel(@TempDir Path folder, CapturedOutput output) throws IOException {
        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Files.writeString(folder.resolve(file), "[");
        }

        assertThatException().isThrownBy(() -> serve("--inkwell.model=" + folder));

        assertThat(output).contains("inkwell.model: \"" + folder + "\" cannot be served", "not a JSON document")
            .doesNotContain("\tat ");
    }

    @Test
    void readsApiKeysFromTheEnvironment() {
        InkwellProperties settings = start(
                Map.of("INKWELL_SECURITY_APIKEYS_0_ID", "alice", "INKWELL_SECURITY_APIKEYS_0_SHA256", "AB".repeat(32),
                        "INKWELL_SECURITY_APIKEYS_0_SCOPES", "inference,metrics"),
                Map.of());

        assertThat(settings.security().apiKeys())
            .containsExactly(new ApiKey("alice", "ab".repeat(32), Set.of(Scope.INFERENCE, Scope.METRICS), null));
    }

    @Test
    void rejectsKeysWithAnonymousAccess(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(
                Map.of("INKWELL_SECURITY_ANONYMOUS", "true", "INKWELL_SECURITY_APIKEYSFILE", "/keys/keys.yaml"),
                Map.of()));

        assertThat(output).contains("inkwell.security.anonymous must be false if API keys are set; given: true");
    }

    @Test
    void rejectsSaltsByKeyWithoutKeys(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start(Map.of("INKWELL_KVCACHE_SALTBYKEY", "true"), Map.of()));

        assertThat(output).contains("inkwell.kv-cache.salt-by-key must be false if no API keys are set; given: true");
    }

    @Test
    void doesNotShowASecretInPlaceOfAHash(CapturedOutput output) {
        assertThatException().isThrownBy(
                () -> start(Map.of("INKWELL_SECURITY_APIKEYS_0_ID", "alice", "INKWELL_SECURITY_APIKEYS_0_SHA256",
                        "ink_secret", "INKWELL_SECURITY_APIKEYS_0_SCOPES", "inference"), Map.of()));

        assertThat(output).contains("the sha256 of the API key \"alice\" must be 64 hexadecimal digits")
            .doesNotContain("ink_secret");
    }

    private static InkwellProperties start(Map<String, Object> environment, Map<String, Object> systemProperties,
            String... args) {
        StandardEnvironment sources = new StandardEnvironment();
        MutablePropertySources all = sources.getPropertySources();
        all.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        all.replace(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
                new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, systemProperties));
        try (ConfigurableApplicationContext context = run(sources, SettingsAlone.class, args)) {
            return context.getBean(InkwellProperties.class);
        }
    }

    private static void serve(String... args) {
        run(new StandardEnvironment(), ServingConfiguration.class, args).close();
    }

    private static ConfigurableApplicationContext run(ConfigurableEnvironment environment, Class<?> configuration,
            String... args) {
        SpringApplication application = new SpringApplication(configuration);
        application.setEnvironment(environment);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(
                (context) -> context.getBeanFactory().registerSingleton("meterRegistry", new SimpleMeterRegistry()));
        try {
            return application.run(args);
        }
        catch (RuntimeException ex) {
            // Like commands.
            InvalidSetting.describe(ex).ifPresent(System.err::println);
            throw ex;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(InkwellProperties.class)
    static class SettingsAlone {

    }

}
