package io.inkwell.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.inkwell.api.CompletionOptions;
import io.inkwell.api.Inkwell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Spring Boot in somebody's program. */
class InkwellAutoConfigurationIT {

    private final ApplicationContextRunner program = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(InkwellAutoConfiguration.class))
        .withPropertyValues("inkwell.precision=float32", "inkwell.kv-cache.size=16MB", "inkwell.devices=cpu");

    @Test
    void programGetsTheModelOfTheSettingsAndClosesIt() {
        Inkwell[] opened = new Inkwell[1];

        this.program.run((context) -> {
            opened[0] = context.getBean(Inkwell.class);
            assertThat(
                    opened[0].complete("It is", CompletionOptions.builder().maxTokens(3).build()).numGeneratedTokens())
                .isEqualTo(3);
        });

        assertThatIllegalStateException().isThrownBy(() -> opened[0].complete("It is"));
    }

    @Test
    void programThatOpensAModelKeepsIt() {
        this.program.withUserConfiguration(OwnModel.class)
            .withPropertyValues("inkwell.model=/no/such/folder")
            .run((context) -> assertThat(context).hasSingleBean(Inkwell.class).hasBean("own"));
    }

    @Test
    void wrongSettingStopsTheStart() {
        this.program.withPropertyValues("inkwell.threads=-1")
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .hasMessage("threads must be at least 0; given: -1"));
    }

    @Test
    void springBootFindsTheConfiguration() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
            .contains(InkwellAutoConfiguration.class.getName());
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnModel {

        @Bean
        Inkwell own() {
            return Inkwell.open();
        }

    }

}
