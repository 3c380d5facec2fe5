package io.inkwell.model.program;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.model.step.MixedStep;

/**
 * Runs {@link NativeKernelsIT} with given kernels. A process loads one library, so other
 * kernels need another process.
 */
final class KernelsProgram {

    private KernelsProgram() {
    }

    /**
     * Fails unless all tests ran and passed.
     * @param args the kernels
     */
    public static void main(String[] args) {
        Kernels kernels = Kernels.valueOf(args[0]);
        DjlRuntime.useKernels(kernels);
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(NativeKernelsIT.class))
            .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(tests, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        System.out.printf("%s kernels: %d tests, %d passed%n", kernels.label(), summary.getTestsFoundCount(),
                summary.getTestsSucceededCount());
        if (NativeKernels.loaded() != kernels) {
            throw new IllegalStateException("the " + NativeKernels.loaded() + " kernels were tested");
        }
        if (summary.getTestsFoundCount() == 0 || summary.getTestsSucceededCount() != summary.getTestsFoundCount()) {
            throw new IllegalStateException("not all tests passed");
        }
    }

}
