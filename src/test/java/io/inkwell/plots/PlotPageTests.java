package io.inkwell.plots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PlotPageTests {

    private static final List<Double> X = List.of(1.0, 2.0, 3.0);

    @TempDir
    private Path folder;

    @Test
    void pageContainsTheDataAndTheLibrary() throws IOException {
        Plot plot = new Plot("Loss", "step", "nats", X,
                List.of(new Curve("evaluation", Arrays.asList(3.5, null, 2.0))));

        String page = write(
                new PlotPage("Training", "3 steps", List.of("a warning"), List.of(plot), List.of(table(1, "two"))));

        assertThat(page)
            .contains("\"label\":\"evaluation\",\"values\":[3.5,null,2.0]", "\"rows\":[[1,\"two\"]]",
                    "\"warnings\":[\"a warning\"]", "uPlot=function")
            .doesNotContain("\"{page}\"", "/* uPlot");
    }

    @Test
    void textCannotEndTheScriptOrReplaceTheLibrary() throws IOException {
        String page = write(
                new PlotPage("</script><b>", "/* uPlot.js */", List.of(), List.of(), List.of(table("<td>", "$1"))));

        assertThat(page).contains("\\u003c/script>\\u003cb>", "\"summary\":\"/* uPlot.js */\"",
                "[\"\\u003ctd>\",\"$1\"]");
    }

    @Test
    void curveHasAValueForEachX() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new Plot("Loss", "step", "", X, List.of(new Curve("train", List.of(1.0)))))
            .withMessage("curve \"train\" must have a value for each of 3 x values; given: 1");
    }

    private static Table table(Object... cells) {
        return new Table(List.of("first", "second"), List.of(List.of(cells)));
    }

    private String write(PlotPage page) throws IOException {
        Path file = this.folder.resolve("page.html");
        page.write(file);
        return Files.readString(file);
    }

}
