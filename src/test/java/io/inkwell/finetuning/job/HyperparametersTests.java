package io.inkwell.finetuning.job;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HyperparametersTests {

    @Test
    void autoMeansTheDefaultsOfTheCommand() {
        Hyperparameters defaults = Hyperparameters.DEFAULT;

        assertThat(defaults.nEpochsOrDefault()).isEqualTo(3);
        assertThat(defaults.batchSizeOrDefault()).isEqualTo(4);
        assertThat(defaults.learningRateMultiplierOrDefault()).isEqualTo(1);
        assertThat(defaults.arguments()).containsExactly("--epochs=3", "--batch-size=4", "--learning-rate=5.0E-5");
    }

    @Test
    void theMultiplierScalesTheLearningRate() {
        assertThat(with(20.0, null, null).arguments()).contains("--learning-rate=0.001");
        assertThat(with(null, 1e-3, null).learningRateMultiplierOrDefault()).isEqualTo(20);
    }

    @Test
    void errorsNameFieldsAndNotOptions() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> with(null, null, 1.5).check())
            .withMessage("method.supervised.hyperparameters.dropout must be from 0 to less than 1; given: 1.5")
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("method.supervised.hyperparameters.dropout"));
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> with(2.0, 1e-3, null).check())
            .satisfies((ex) -> assertThat(ex.param()).isEqualTo("method.supervised.hyperparameters.learning_rate"));
        assertThat(OptionNames.toFields("--epochs and --train-file"))
            .isEqualTo("method.supervised.hyperparameters.n_epochs and training_file");
    }

    @Test
    void aMultiplierWhoseLearningRateIsZeroIsRejectedByItsOwnName() {
        for (double multiplier : new double[] { 0, -1, 1e-322, Double.POSITIVE_INFINITY, Double.NaN }) {
            assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> with(multiplier, null, null).check())
                .withMessage(
                        "method.supervised.hyperparameters.learning_rate_multiplier must be auto, or a finite number "
                                + "with a learning rate above 0; given: " + multiplier);
        }
    }

    @Test
    void anAdapterHasTheOptionsOfTheCommand() {
        assertThat(with(new LoraParameters(8, null, null, null, null)).arguments()).contains("--lora-rank=8")
            .noneMatch((argument) -> argument.startsWith("--lora-alpha"));
        assertThat(with(new LoraParameters(4, 16.0, 0.1, List.of("c_attn", "mlp.c_fc"), true)).arguments()).contains(
                "--lora-rank=4", "--lora-alpha=16.0", "--lora-dropout=0.1", "--lora-targets=c_attn,mlp.c_fc",
                "--lora-rslora");
    }

    @Test
    void errorsOfAnAdapterNameItsFields() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> with(new LoraParameters(5000, null, null, null, null)).check())
            .withMessage("method.supervised.hyperparameters.lora.rank must be from 1 to 4096; given: 5000");
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> with(new LoraParameters(8, null, null, List.of("<secret>"), null)).check())
            .withMessageStartingWith("method.supervised.hyperparameters.lora.targets must be a list of attn.c_attn")
            .withMessageNotContaining("secret");
    }

    private static Hyperparameters with(LoraParameters lora) {
        return new Hyperparameters(null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, lora);
    }

    private static Hyperparameters with(@Nullable Double multiplier, @Nullable Double learningRate,
            @Nullable Double dropout) {
        return new Hyperparameters(null, null, multiplier, learningRate, null, null, null, null, null, dropout, null,
                null, null, null, null, null, null, null, null);
    }

}
