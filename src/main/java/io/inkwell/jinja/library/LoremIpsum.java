package io.inkwell.jinja.library;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.inkwell.jinja.method.CaseMethods;
import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;

/**
 * {@code lipsum()}: paragraphs of placeholder text.
 *
 * @param source the random generator, queried for each call
 */
record LoremIpsum(Supplier<? extends RandomGenerator> source) implements Callable {

    private static final List<String> WORDS = List.of("""
            a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at
            auctor augue bibendum blandit class commodo condimentum congue consectetuer
            consequat conubia convallis cras cubilia cum curabitur curae cursus dapibus
            diam dictum dictumst dignissim dis dolor donec dui duis egestas eget eleifend
            elementum elit enim erat eros est et etiam eu euismod facilisi facilisis fames
            faucibus felis fermentum feugiat fringilla fusce gravida habitant habitasse hac
            hendrerit hymenaeos iaculis id imperdiet in inceptos integer interdum ipsum
            justo lacinia lacus laoreet lectus leo libero ligula litora lobortis lorem
            luctus maecenas magna magnis malesuada massa mattis mauris metus mi molestie
            mollis montes morbi mus nam nascetur natoque nec neque netus nibh nisi nisl non
            nonummy nostra nulla nullam nunc odio orci ornare parturient pede pellentesque
            penatibus per pharetra phasellus placerat platea porta porttitor posuere
            potenti praesent pretium primis proin pulvinar purus quam quis quisque rhoncus
            ridiculus risus rutrum sagittis sapien scelerisque sed sem semper senectus sit
            sociis sociosqu sodales sollicitudin suscipit suspendisse taciti tellus tempor
            tempus tincidunt torquent tortor tristique turpis ullamcorper ultrices
            ultricies urna ut varius vehicula vel velit venenatis vestibulum vitae vivamus
            viverra volutpat vulputate""".split("\\s+"));

    @Override
    public Object call(Arguments arguments, Budget budget) {
        Bound bound = Signature.of("lipsum", "n?", "html?", "min?", "max?").bind(arguments);
        boolean html = bound.flag(1, true);
        RandomGenerator random = this.source.get();
        StringBuilder text = new StringBuilder();
        int count = bound.integer(0, 5);
        for (int i = 0; i < count; i++) {
            int words = between(random, bound.integer(2, 20), bound.integer(3, 100));
            String paragraph = paragraph(random, words, budget);
            budget.step();
            budget.grow(text, paragraph.length());
            text.append((i == 0) ? "" : html ? "\n" : "\n\n");
            text.append(html ? "<p>" : "").append(paragraph).append(html ? "</p>" : "");
        }
        return Markup.of(text.toString(), html);
    }

    private static int between(RandomGenerator random, int from, int to) {
        if (from >= to) {
            throw TemplateFailure.operation("empty range for randrange() (%d, %d)".formatted(from, to));
        }
        return random.nextInt(from, to);
    }

    private static String paragraph(RandomGenerator random, int words, Budget budget) {
        StringBuilder text = new StringBuilder();
        String last = "";
        boolean begins = true;
        int comma = 0;
        int stop = 0;
        for (int i = 0; i < words; i++) {
            budget.work(2);
            last = other(random, last);
            text.append((i > 0) ? " " : "").append(begins ? CaseMethods.capitalize(last) : last);
            begins = false;
            if (i - between(random, 3, 8) > comma) {
                comma = i;
                stop += 2;
                text.append(',');
            }
            if (i - between(random, 10, 20) > stop) {
                comma = i;
                stop = i;
                text.append('.');
                begins = true;
            }
        }
        return closed(text);
    }

    private static String other(RandomGenerator random, String last) {
        String word = last;
        while (word.equals(last)) {
            word = WORDS.get(random.nextInt(WORDS.size()));
        }
        return word;
    }

    private static String closed(StringBuilder text) {
        int end = text.length() - 1;
        if (end >= 0 && text.charAt(end) == ',') {
            text.setLength(end);
        }
        return (end >= 0 && text.charAt(text.length() - 1) == '.') ? text.toString() : text.append('.').toString();
    }

}
