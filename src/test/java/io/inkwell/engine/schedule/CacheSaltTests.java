package io.inkwell.engine.schedule;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.engine.Requests;
import io.inkwell.engine.request.CacheSalt;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.sequence.Sequence;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.KvCacheSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Prompts of 40 equal tokens under salts of an API key and of a request. */
class CacheSaltTests {

    private final TestScheduler scheduler = new TestScheduler(new SchedulerLimits(100, 100, 100),
            KvCacheSize.ofWholeSlots(4, 64));

    @ParameterizedTest
    @CsvSource({ ",, ,, 39", ", a, , a, 39", "key, a, key, a, 39", ", a, , b, 0", ", a, ,, 0", ",, , a, 0",
            "one, a, two, a, 0", "one,, two,, 0", ", key, key,, 0", "a, bc, ab, c, 0" })
    void cachedPrefixesAreSharedOnlyUnderOneSalt(String firstKey, String firstSalt, String key, String salt,
            int numCached) {
        SequenceGroup first = add(new CacheSalt(firstKey, firstSalt), 1);
        this.scheduler.step();
        this.scheduler.finish(first.sequences().get(0));
        SequenceGroup second = add(new CacheSalt(key, salt), 1);
        this.scheduler.step();
        assertThat(second.numCachedTokens()).isEqualTo(numCached);
    }

    @ParameterizedTest
    @CsvSource({ "a, 39", "b, 0" })
    void prefixesOfRunningSequencesAreSharedOnlyUnderOneSalt(String salt, int numCached) {
        add(new CacheSalt(null, "a"), 1);
        this.scheduler.step();
        SequenceGroup second = add(new CacheSalt(null, salt), 1);
        assertThat(this.scheduler.step().copies()).hasSize((numCached > 0) ? 1 : 0);
        assertThat(second.numCachedTokens()).isEqualTo(numCached);
    }

    @Test
    void concurrentPromptsOfDifferentSaltsAreEachComputedInFull() {
        List<SequenceGroup> groups = List.of(add(new CacheSalt(null, "a"), 1), add(new CacheSalt(null, "b"), 1),
                add(CacheSalt.NONE, 1));
        int numRows = this.scheduler.step().numRows() + this.scheduler.step().numRows();
        assertThat(numRows).isGreaterThanOrEqualTo(3 * 40);
        assertThat(groups).extracting(SequenceGroup::numCachedTokens).containsOnly(0);
    }

    @Test
    void choicesOfOneRequestShareItsPrompt() {
        SequenceGroup group = add(new CacheSalt("key", "a"), 3);
        this.scheduler.step();
        assertThat(this.scheduler.step().copies()).containsExactly(new CellCopy(0, 1, 0, 39),
                new CellCopy(0, 2, 0, 39));
        assertThat(group.sequences()).extracting(Sequence::numPending).containsOnly(1);
    }

    @Test
    void textOfRequestsHidesTheirSalt() {
        assertThat(request(new CacheSalt("key", "secret"), 1).toString()).contains("cacheSalt=")
            .doesNotContain("secret");
    }

    private SequenceGroup add(CacheSalt salt, int numChoices) {
        return this.scheduler.add(request(salt, numChoices));
    }

    private static GenerationRequest request(CacheSalt salt, int numChoices) {
        return GenerationRequest.builder(Requests.prompt(40, 1), Requests.stopAfter(9))
            .cacheSalt(salt)
            .choices(numChoices, 0)
            .build();
    }

}
