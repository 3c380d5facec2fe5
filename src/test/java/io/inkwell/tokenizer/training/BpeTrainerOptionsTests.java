package io.inkwell.tokenizer.training;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BpeTrainerOptionsTests {

    @Test
    void theVocabularyHasAllBytesAndTheEndOfText() {
        assertThat(new BpeTrainerOptions(257, 1).vocabSize()).isEqualTo(257);
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> new BpeTrainerOptions(256, 1))
            .withMessage("--vocab-size must be at least 257; given: 256");
    }

    @Test
    void aPairOccursAtLeastOnce() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> new BpeTrainerOptions(1000, 0))
            .withMessage("--min-frequency must be at least 1; given: 0");
    }

}
