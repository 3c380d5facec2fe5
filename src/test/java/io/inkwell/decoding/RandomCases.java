package io.inkwell.decoding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A property test that runs for a number of {@link RandomCase}s, the same in every run.
 * The report shows the index of a case: {@code new RandomCase} with the seed and that
 * index repeats it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(RandomCases.Source.class)
public @interface RandomCases {

    int count() default 500;

    long seed();

    /** Creates the cases of the annotation. */
    final class Source implements ArgumentsProvider, AnnotationConsumer<RandomCases> {

        private int count;

        private long seed;

        @Override
        public void accept(RandomCases cases) {
            this.count = cases.count();
            this.seed = cases.seed();
        }

        @Override
        public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters,
                ExtensionContext context) {
            return IntStream.rangeClosed(1, this.count)
                .mapToObj((index) -> Arguments.of(new RandomCase(this.seed, index)));
        }

    }

}
